using System.Net;
using System.Net.Sockets;

namespace WorkforceTrack.App.Shell;

/// <summary>What counts as one network for a limit.</summary>
internal static class NetworkAddress
{
    // A household has a /64 of its own in IPv6, with more addresses than could be counted one by one.
    internal static string Of(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
