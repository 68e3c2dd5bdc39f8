using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.WebLogs;

/// <summary>An office with an attack in its web log: an attacker at the log-in for an hour, among others; and the people who look into it.</summary>
internal sealed class Investigation : IAsyncDisposable
{
    /// <summary>How many lines are the attacker's.</summary>
    internal const int Attacks = 30;

    internal static readonly ClientAddress Attacker = ClientAddress.Of([203, 0, 113, 66]);

    private Investigation(Office office, Caller.OfStaff sec, Caller.OfStaff priya, Caller.OfStaff mina, Caller.OfStaff leo) => (Office, Sec, Priya, Mina, Leo) = (office, sec, priya, mina, leo);

    internal Office Office { get; }

    internal Caller.OfStaff Sec { get; }

    internal Caller.OfStaff Priya { get; }

    internal Caller.OfStaff Mina { get; }

    internal Caller.OfStaff Leo { get; }

    /// <summary>The incident, once it is open.</summary>
    internal IncidentId Id { get; private set; }

    internal IncidentScope Scope => new(Office.Store.Clock.GetUtcNow().AddHours(-2), Office.Store.Clock.GetUtcNow(), [Attacker], ["/login"]);

    internal static async Task<Investigation> BeginAsync(params string[] settings)
    {
        var office = await Office.OpenAsync(settings);
        var there = new Investigation(office, await office.HireAsync(StaffRole.Security), await office.HireAsync(StaffRole.PrivacyOfficer), await office.HireAsync(StaffRole.Management), await office.HireAsync(StaffRole.Counsel));
        for (var minute = 0; minute < Attacks; minute++)
        {
            office.Store.Clock.Advance(TimeSpan.FromMinutes(1));
            there.Write(Attacker, "/login");
            there.Write(Attacker, "/policy");
            there.Write(ClientAddress.Of([198, 51, 100, (byte)minute]), "/login");
        }

        office.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        // Nobody idled meanwhile.
        await using var vault = office.Store.Vault();
        await vault.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, office.Store.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        return there;
    }

    internal T Get<T>()
        where T : notnull => Office.Get<T>();

    internal async Task<Investigation> OpenedAsync(byte[]? document = null)
    {
        Id = Done(await Get<ReportIncident>().OpenAsync(Sec, "Somebody tries passwords at the log-in.\nSeen by the rate limit.", document)).Incident.File.Id;
        return this;
    }

    /// <summary>Two are at the desk and agreed on the lines.</summary>
    internal async Task<Investigation> ScopedAsync(IncidentScope? scope = null)
    {
        await OpenedAsync();
        await ComeAsync(Sec, Mina);
        Assert.IsType<IncidentResult.Present>(await Get<Investigate>().ProposeScopeAsync(Sec, Id, scope ?? Scope));
        Done(await Get<Investigate>().AgreeAsync(Mina, Id));
        return this;
    }

    /// <summary>Two looked, and lines go to law enforcement with the word of two others.</summary>
    internal async Task<Investigation> HandedOverAsync()
    {
        await ScopedAsync();
        await LookAsync(Sec);
        Done(await ProposeAsync(Sec));
        Done(await Get<HandOverLines>().ApproveAsync(Leo, Id));
        Done(await Get<HandOverLines>().ApproveAsync(Priya, Id));
        return this;
    }

    internal async Task ComeAsync(params Caller[] people)
    {
        foreach (var person in people) Assert.IsType<IncidentResult.Present>(await Get<Investigate>().ComeAsync(person, Id, "To see whether the attack goes on."));
    }

    internal async Task<IReadOnlyList<WebLogLine>> LookAsync(Caller person) => Assert.IsType<IncidentResult.Seen>(await Get<Investigate>().LookAsync(person, Id)).Lines;

    internal Task<IncidentResult> ProposeAsync(Caller person) => Get<HandOverLines>().ProposeAsync(
        person, Id, "Cyber Crime Unit", "Officer Ada Quill", "1 Harbour Square", "Called back at the number of the directory.", "They investigate the attack.");

    internal static IncidentResult.Done Done(IncidentResult result) => result as IncidentResult.Done ?? throw new InvalidOperationException(IncidentResultWords.Of(result));

    internal static IncidentFault[] Faults(IncidentResult result) => [.. Assert.IsType<IncidentResult.Refused>(result).Faults];

    /// <summary>The files in a package.</summary>
    internal static Dictionary<string, byte[]> Unpack(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var bytes = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }, StringComparer.Ordinal);
    }

    internal void Write(ClientAddress from, string page)
    {
        List<WebLogLine> lines = [WebLogLine.Of(Office.Store.Clock.GetUtcNow(), from, domain: null, page, "Mozilla/5.0 (X11; Linux) Firefox/140.0", referrer: null)];
        lock (Get<WebLogFolder>().Gate)
        {
            Get<AppendToLog>().Append(lines);
            Get<UseBook>().Count(lines);
        }
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
