using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Demonstration;

/// <summary>
/// Fills a fresh store of Development with made-up people and what they did. Everything goes through the use cases that
/// people use, so the demonstration's ledger is a real one.
/// </summary>
internal sealed class FillDemonstration(
    IDbContextFactory<VaultDb> vaults,
    AdmitStaff admitStaff,
    AdmitMember admitMember,
    SignAdherence sign,
    DemonstrationPartners partners,
    DemonstrationStories stories,
    PolicyInForce policy,
    IPasswordHasher<PersonRow> hasher,
    Storage.StoreOptions options,
    TimeProvider clock)
{
    /// <summary>Where Development keeps the partners' secrets for the tour, outside the data folder.</summary>
    internal string SecretsFile => Path.Combine(Path.GetDirectoryName(options.MasterKeyFile)!, "demonstration.json");

    /// <summary>Fills a store without people; leaves any other as it is.</summary>
    internal async Task FillAsync()
    {
        await using (var vault = await vaults.CreateDbContextAsync())
        {
            if (await vault.People.AnyAsync()) return;
        }

        var staff = new Dictionary<string, Caller.OfStaff>(StringComparer.Ordinal);
        foreach (var person in Cast.Staff) staff.Add(person.UserId, await AdmitAsync(person));
        var credentials = await partners.MakeAsync(staff["priya"]);
        var members = new Dictionary<string, Caller.Member>(StringComparer.Ordinal);
        foreach (var person in Cast.Members) members.Add(person.UserId, await AdmitAsync(person));
        await stories.TellAsync(members, staff, credentials);
        WriteSecrets(credentials);
    }

    private async Task<Caller.OfStaff> AdmitAsync(CastStaff person)
    {
        var admission = await admitStaff.AdmitAsync(
            person.Role,
            new Redacted<string>(person.UserId),
            new Redacted<string>($"{person.UserId}@staff.example"),
            new Redacted<string>(person.Name),
            hasher.HashPassword(null!, Cast.Password));
        var caller = new Caller.OfStaff(((StaffAdmission.Admitted)admission).Person, Session(), person.Role);
        await sign.SignAsync(caller, policy.LatestMaterial!.Value);
        return caller;
    }

    private async Task<Caller.Member> AdmitAsync(CastMember person)
    {
        var values = person.Values.ToDictionary(v => v.Key, v => new Redacted<string>(v.Value));
        var admitted = (Admission.Admitted)await admitMember.AdmitAsync(values, hasher.HashPassword(null!, Cast.Password));
        if (!person.IsAddressChecked) return new Caller.Member(admitted.Person, Session());
        await using var vault = await vaults.CreateDbContextAsync();
        var row = await vault.People.SingleAsync(p => p.Id == admitted.Person.Id);
        row.AddressChecked = true;
        await vault.SaveChangesAsync();
        return new Caller.Member(row, Session());
    }

    // Nobody signed in: the demonstration acts once for each person, and leaves no session behind.
    private SessionRow Session() => new()
    {
        Id = Randomness.Id(),
        StartedAt = clock.GetUtcNow(),
        LastSeenAt = clock.GetUtcNow(),
        SealedDevice = [],
        Access = Randomness.Id(),
    };

    private void WriteSecrets(IReadOnlyList<DemonstrationCredential> credentials)
    {
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(SecretsFile, file);
        JsonSerializer.Serialize(stream, credentials.Select(c => new { partner = c.Partner, clientId = c.ClientId, secret = c.Secret }));
    }
}
