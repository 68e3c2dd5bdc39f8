using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Backups;

/// <summary>
/// Who is in only one of the two stores of a backup. The vault is the truth about who exists (T4): whom it does not know was erased
/// after the backup was made, and goes again. Whom main does not know came after it, and has nothing there.
/// </summary>
internal sealed class RestoredPeople
{
    private RestoredPeople(IReadOnlyList<MemberId> erased, int rows, IReadOnlyList<Guid> newcomers, int newStaff) =>
        (Erased, Rows, Newcomers, NewStaff) = (erased, rows, newcomers, newStaff);

    /// <summary>Members of the backup who have been erased since.</summary>
    internal IReadOnlyList<MemberId> Erased { get; }

    /// <summary>How many sealed values, consents and selections of theirs there are.</summary>
    internal int Rows { get; }

    /// <summary>The vault's rows of people who came after the backup.</summary>
    internal IReadOnlyList<Guid> Newcomers { get; }

    /// <summary>How many of these are staff or work under an engagement.</summary>
    internal int NewStaff { get; }

    internal static async Task<RestoredPeople> CountAsync(MainDb main, VaultDb vault)
    {
        var known = (await main.Members.Select(m => m.Id).ToListAsync()).ToHashSet();
        var staff = (await main.Staff.Select(s => s.Id).ToListAsync()).ToHashSet();
        var engaged = (await main.EngagedPeople.Select(p => p.Id).ToListAsync()).ToHashSet();
        var people = await vault.People.AsNoTracking().Select(p => new { p.Id, p.Kind, p.Member, p.Staff, p.Engaged }).ToListAsync();
        var invited = (await main.Invitations.Select(i => i.Person).ToListAsync()).ToHashSet();
        var newMembers = people.Where(p => p.Kind switch
        {
            PersonKind.Member => !(p.Member is { } id && known.Contains(id)),
            PersonKind.Invited => !invited.Contains(p.Id),
            PersonKind.Staff or PersonKind.Engaged => false,
        }).Select(p => p.Id).ToList();
        var newStaff = people.Where(p => p.Kind switch
        {
            PersonKind.Staff => !(p.Staff is { } id && staff.Contains(id)),
            PersonKind.Engaged => !(p.Engaged is { } id && engaged.Contains(id)),
            PersonKind.Member => false,
            // Counted apart from the staff: whoever was invited is nobody yet.
            PersonKind.Invited => false,
        }).Select(p => p.Id).ToList();
        var erased = await MainPurge.UnansweredAsync(main, vault, CancellationToken.None);
        var rows = 0;
        foreach (var part in erased.Chunk(500))
        {
            rows += await main.SealedFields.CountAsync(f => part.Contains(f.Member));
            rows += await main.Consents.CountAsync(c => part.Contains(c.Member));
            rows += await main.Selections.CountAsync(s => part.Contains(s.Member));
        }

        return new RestoredPeople(erased, rows, [.. newMembers, .. newStaff], newStaff.Count);
    }

    /// <summary>Removes from main what it holds of the erased, and what else nobody is there for. Returns how many rows went.</summary>
    internal Task<int> PurgeMainAsync(MainDb main, VaultDb vault) => MainPurge.PurgeAsync(main, vault, Erased, CancellationToken.None);

    /// <summary>Removes newcomers, and every session and mailed code: one that was ended or used since must not be good again.</summary>
    internal async Task RemoveFromVaultAsync(VaultDb vault)
    {
        foreach (var part in Newcomers.Chunk(500)) await vault.People.Where(p => part.Contains(p.Id)).ExecuteDeleteAsync();
        await vault.Sessions.ExecuteDeleteAsync();
        await vault.Codes.ExecuteDeleteAsync();
    }
}
