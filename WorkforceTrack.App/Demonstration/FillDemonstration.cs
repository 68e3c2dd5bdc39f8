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
/// people use, so the demonstration's ledger is a real one. The file of secrets comes last and says that all is there; a start that
/// was interrupted before it is taken up again: who is there stays, and the stories are told once more.
/// </summary>
internal sealed class FillDemonstration(
    IDbContextFactory<VaultDb> vaults,
    AdmitStaff admitStaff,
    AdmitMember admitMember,
    SignAdherence sign,
    DemonstrationPartners partners,
    DemonstrationStories stories,
    DemonstrationSurveys surveys,
    DemonstrationVisits visits,
    DemonstrationEngagements engagements,
    DemonstrationCases cases,
    PolicyInForce policy,
    IPasswordHasher<PersonRow> hasher,
    KeyRing keys,
    IDbContextFactory<MainDb> stores,
    Storage.StoreOptions options,
    TimeProvider clock)
{
    /// <summary>Where Development keeps the partners' secrets for the tour, outside the data folder.</summary>
    internal string SecretsFile => Path.Combine(Path.GetDirectoryName(options.MasterKeyFile)!, "demonstration.json");

    /// <summary>Fills a store that holds nobody, or only some of the cast; leaves any other as it is.</summary>
    internal async Task FillAsync()
    {
        if (!await IsToBeFilledAsync()) return;
        var staff = new Dictionary<string, Caller.OfStaff>(StringComparer.Ordinal);
        foreach (var person in Cast.Staff) staff.Add(person.UserId, await AdmitAsync(person));
        var credentials = await partners.MakeAsync(staff["priya"]);
        var members = new Dictionary<string, Caller.Member>(StringComparer.Ordinal);
        foreach (var person in Cast.Members) members.Add(person.UserId, await AdmitAsync(person));
        await stories.TellAsync(members, staff, credentials);
        await surveys.HoldAsync(staff["priya"]);
        visits.Make();
        await engagements.HoldAsync(staff["priya"], staff["mina"]);
        await cases.TellAsync(staff);
        WriteSecrets(credentials);
    }

    private async Task<bool> IsToBeFilledAsync()
    {
        byte[][] cast = [.. Cast.Staff.Select(s => s.UserId).Concat(Cast.Members.Select(m => m.UserId)).Append(Cast.Engaged.UserId).Select(keys.UserIdIndex)];
        await using var vault = await vaults.CreateDbContextAsync();
        var there = await vault.People.OrderBy(p => p.Id).Select(p => p.UserIdIndex).Take(cast.Length + 1).ToListAsync();
        // INVARIANT: the cast, whose password everybody knows, never enters a store that holds anyone else.
        if (there.Exists(index => !cast.Any(one => one.AsSpan().SequenceEqual(index)))) return false;
        if (there.Count > 0) return !File.Exists(SecretsFile);
        // Left behind by another store, it would say of this one that it is filled.
        File.Delete(SecretsFile);
        return true;
    }

    private async Task<Caller.OfStaff> AdmitAsync(CastStaff person)
    {
        var row = await FindAsync(person.UserId);
        if (row is null)
        {
            var admission = await admitStaff.AdmitAsync(
                person.Role,
                new Redacted<string>(person.UserId),
                new Redacted<string>($"{person.UserId}@staff.example"),
                new Redacted<string>(person.Name),
                hasher.HashPassword(null!, Cast.Password));
            row = ((StaffAdmission.Admitted)admission).Person;
        }

        var caller = new Caller.OfStaff(row, Session(), person.Role);
        await using var store = await stores.CreateDbContextAsync();
        if (!await store.Signatures.AnyAsync(s => s.Staff == caller.Id)) await sign.SignAsync(caller, policy.Version!.Number);
        return caller;
    }

    private async Task<Caller.Member> AdmitAsync(CastMember person)
    {
        if (await FindAsync(person.UserId) is null)
        {
            var values = person.Values.ToDictionary(v => v.Key, v => new Redacted<string>(v.Value));
            await admitMember.AdmitAsync(values, hasher.HashPassword(null!, Cast.Password));
        }

        var index = keys.UserIdIndex(person.UserId);
        await using var vault = await vaults.CreateDbContextAsync();
        var row = await vault.People.SingleAsync(p => p.UserIdIndex == index);
        row.AddressChecked = person.IsAddressChecked;
        await vault.SaveChangesAsync();
        return new Caller.Member(row, Session());
    }

    private async Task<PersonRow?> FindAsync(string userId)
    {
        var index = keys.UserIdIndex(userId);
        await using var vault = await vaults.CreateDbContextAsync();
        return await vault.People.AsNoTracking().SingleOrDefaultAsync(p => p.UserIdIndex == index);
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
        var half = SecretsFile + ".half";
        using (var stream = new FileStream(half, file)) JsonSerializer.Serialize(stream, credentials.Select(c => new { partner = c.Partner, clientId = c.ClientId, secret = c.Secret }));
        File.Move(half, SecretsFile, overwrite: true);
    }
}
