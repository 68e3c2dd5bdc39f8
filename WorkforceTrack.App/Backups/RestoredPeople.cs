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
    /// <summary>Members of the backup who have been erased since.</summary>
    internal required IReadOnlyList<MemberId> Erased { get; init; }

    /// <summary>How many sealed values, consents and selections of theirs there are.</summary>
    internal required int Rows { get; init; }

    /// <summary>The vault's rows of people who came after the backup.</summary>
    internal required IReadOnlyList<Guid> Newcomers { get; init; }

    /// <summary>How many of these are members.</summary>
    internal required int NewMembers { get; init; }

    /// <summary>How many were invited and are nobody yet.</summary>
    internal required int NewInvitations { get; init; }

    /// <summary>How many are staff or work under an engagement.</summary>
    internal required int NewStaff { get; init; }

    /// <summary>How many invitations of the backup are in the vault no more.</summary>
    internal required int ForgottenInvitations { get; init; }

    internal static async Task<RestoredPeople> CountAsync(MainDb main, VaultDb vault)
    {
        var known = (await main.Members.Select(m => m.Id).ToListAsync()).ToHashSet();
        var staff = (await main.Staff.Select(s => s.Id).ToListAsync()).ToHashSet();
        var engaged = (await main.EngagedPeople.Select(p => p.Id).ToListAsync()).ToHashSet();
        var people = await vault.People.AsNoTracking().Select(p => new { p.Id, p.Kind, p.Member, p.Staff, p.Engaged }).ToListAsync();
        var invited = (await main.Invitations.Select(i => i.Person).ToListAsync()).ToHashSet();
        var newcomers = people.Where(p => p.Kind switch
        {
            PersonKind.Member => !(p.Member is { } id && known.Contains(id)),
            PersonKind.Invited => !invited.Contains(p.Id),
            PersonKind.Staff => !(p.Staff is { } id && staff.Contains(id)),
            PersonKind.Engaged => !(p.Engaged is { } id && engaged.Contains(id)),
        }).ToList();
        var erased = await MainPurge.UnansweredAsync(main, vault, CancellationToken.None);
        var rows = 0;
        foreach (var part in erased.Chunk(500))
        {
            rows += await main.SealedFields.CountAsync(f => part.Contains(f.Member));
            rows += await main.Consents.CountAsync(c => part.Contains(c.Member));
            rows += await main.Selections.CountAsync(s => part.Contains(s.Member));
        }

        return new RestoredPeople
        {
            Erased = erased,
            Rows = rows,
            Newcomers = [.. newcomers.Select(p => p.Id)],
            NewMembers = newcomers.Count(p => p.Kind == PersonKind.Member),
            NewInvitations = newcomers.Count(p => p.Kind == PersonKind.Invited),
            NewStaff = newcomers.Count(p => p.Kind is PersonKind.Staff or PersonKind.Engaged),
            ForgottenInvitations = invited.Except(people.Select(p => p.Id)).Count(),
        };
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
