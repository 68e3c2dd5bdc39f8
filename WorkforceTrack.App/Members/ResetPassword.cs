using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>Someone with a mailed code chooses a new password. Every session of the person ends, and the person is told by mail.</summary>
internal sealed class ResetPassword(
    FindPerson find,
    IDbContextFactory<VaultDb> vaults,
    MainWriter writer,
    MailedCodes codes,
    MailQueue mail,
    OpenCircuits circuits,
    Argon2idHasher hasher,
    IOptions<OrganisationOptions> organisation,
    TimeProvider clock)
{
    /// <summary>The password is judged first, so that one that is not taken does not cost the code.</summary>
    [Keeps("SE1")]
    internal async Task<ResetAnswer> ResetAsync(string who, string typedCode, Redacted<string> password)
    {
        var judged = PasswordRules.Check(password.Open(), [organisation.Value.Name, who]);
        if (judged is PasswordAnswer.Rejected rejected) return new ResetAnswer.PasswordRejected(rejected.Words);
        if (MailedCode.Read(typedCode) is not { } code) return new ResetAnswer.NotACode();
        // Hashed before anyone is looked for: the costly part takes the same time for everyone.
        var hash = await hasher.HashAsync(((PasswordAnswer.Accepted)judged).Password.Open());
        return await find.Async(who) is { } person && await TryAsync(person.Id, code, hash) ? new ResetAnswer.Done() : new ResetAnswer.WrongCode();
    }

    private async Task<bool> TryAsync(Guid id, string code, string hash)
    {
        var now = clock.GetUtcNow();
        Guid[] ended = [];
        await using (var vault = await vaults.CreateDbContextAsync())
        {
            await using var transaction = await vault.Database.BeginTransactionAsync();
            var person = await vault.People.SingleOrDefaultAsync(p => p.Id == id);
            if (person is null) return false;
            if (!await codes.TakeAsync(vault, person, CodePurpose.ResetPassword, code) && !await codes.TakeAsync(vault, person, CodePurpose.FirstPassword, code))
            {
                await transaction.CommitAsync();
                return false;
            }

            person.PasswordHash = hash;
            person.SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
            person.ConcurrencyStamp = Convert.ToHexStringLower(Randomness.Bytes(16));
            person.FailedCount = 0;
            person.LockedUntil = null;
            await vault.SaveChangesAsync();
            ended = await vault.Sessions.Where(s => s.Person == id && s.EndedAt == null).Select(s => s.Id).ToArrayAsync();
            await vault.Sessions.Where(s => s.Person == id && s.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(s => s.EndedAt, now));
            // INVARIANT: the mail waits before the new password holds; a crash between tells too much, never too little.
            var notice = mail.Prepare(person, MailTemplate.PasswordChanged, MailParameters.None);
            await writer.WriteAsync(work => TellAsync(work, person, notice));
            await transaction.CommitAsync();
        }

        mail.Ring();
        foreach (var session in ended) circuits.SendAway(session);
        return true;
    }

    /// <summary>What follows every new password, chosen anew or changed: the mail that tells the owner, and the entry.</summary>
    internal static async Task<long> TellAsync(MainWork work, PersonRow person, MailRow notice)
    {
        work.Db.Mail.Add(notice);
        var staff = person.Staff is { } id ? await work.Db.Staff.AsNoTracking().SingleAsync(s => s.Id == id) : null;
        var role = staff is not null ? Roles.Of(staff.Role) : person.Engaged is not null ? ActorRole.Engaged : ActorRole.Member;
        return work.Append(Entries.New(work, EntryKind.Credential, role) with
        {
            Subject = person.Subject,
            Actor = staff?.Id.Value ?? person.Engaged,
        });
    }
}

/// <summary>What came of choosing a new password with a code.</summary>
internal abstract class ResetAnswer
{
    private ResetAnswer()
    {
    }

    internal sealed class Done : ResetAnswer;

    internal sealed class PasswordRejected(string words) : ResetAnswer
    {
        internal string Words { get; } = words;
    }

    internal sealed class NotACode : ResetAnswer;

    /// <summary>No such person, no such code, too late, or tried too often: which of them is not told.</summary>
    internal sealed class WrongCode : ResetAnswer;
}
