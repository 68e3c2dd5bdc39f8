using System.Net;
using System.Net.Sockets;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>The domain of W1, where it is switched on: asked for beside the requests, never in one, and forgotten with the address.</summary>
internal sealed class HostNames(WebLogOptions options, HostNames.Ask ask)
{
    /// <summary>Asks for the host name of an address.</summary>
    internal delegate Task<string?> Ask(IPAddress address, CancellationToken stop);

    private const int MostKept = 4096;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(2);

    // Only the one who writes the log asks.
    private readonly Dictionary<ClientAddress, string?> known = [];

    /// <summary>The lines with the host names of their addresses; as they are where the look-up is off.</summary>
    internal async Task<List<WebLogLine>> AddAsync(List<WebLogLine> lines)
    {
        if (!options.LooksUpNames) return lines;
        if (known.Count > MostKept) known.Clear();
        var asked = lines.Select(l => l.Address).OfType<ClientAddress>().Where(a => !known.ContainsKey(a)).Distinct().ToList();
        foreach (var (address, name) in asked.Zip(await Task.WhenAll(asked.Select(NameOfAsync)))) known[address] = name;
        return lines.ConvertAll(line => line.Address is { } address ? line.With(known[address]) : line);
    }

    /// <summary>The resolver of this machine.</summary>
    internal static async Task<string?> OfMachineAsync(IPAddress address, CancellationToken stop) =>
        (await Dns.GetHostEntryAsync(address.ToString(), stop)).HostName is var name && IPAddress.TryParse(name, out _) ? null : name;

    private async Task<string?> NameOfAsync(ClientAddress address)
    {
        using var limit = new CancellationTokenSource(LongestAnswer);
        try
        {
            // A resolver that does not listen to the limit is not waited for either.
            return await ask(IPAddress.Parse(address.Text), limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception silence) when (silence is SocketException or OperationCanceledException)
        {
            // Most addresses have no name.
            return null;
        }
    }
}
