using System.Net;
using System.Net.Sockets;

namespace WorkforceTrack.Benchmarks.Client;

/// <summary>Connections to this machine alone, under whatever name it is asked for.</summary>
internal static class Loopback
{
    internal static async ValueTask<Stream> ConnectAsync(int port, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
