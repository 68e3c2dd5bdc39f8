using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Members;

/// <summary>
/// Invites people by mail, some at a time (C3). An invited person is nobody until accepting: a row of the vault with a key of its own, an
/// address sealed under it, and one mail. It works while no other program has the store open, so nobody delivers a mail meanwhile whose
/// person is yet to come. Who is known already is left alone, whether as a member or as invited before: which, is not told.
/// </summary>
internal sealed class InvitePeople(MainWriter writer, IDbContextFactory<VaultDb> vaults, KeyRing keys, MailQueue mail, InvitationTime time, PolicyInForce policy, TimeProvider clock)
{
    private static readonly Func<VaultDb, byte[], Task<bool>> IsKnown = EF.CompileAsyncQuery(
        (VaultDb db, byte[] address) => db.People.Any(p => p.AddressIndex == address && (p.AddressChecked || p.Kind == PersonKind.Invited)));

    /// <summary>Says of each in turn whether a mail was queued. An entry tells that an address was taken in, and not whose.</summary>
    [Keeps("C3")]
    internal async Task<ImmutableArray<bool>> InviteAsync(IReadOnlyList<InvitationLine.Fit> people)
    {
        var invited = new List<Invited>();
        var answers = ImmutableArray.CreateBuilder<bool>(people.Count);
        await using var vault = await vaults.CreateDbContextAsync();
        // INVARIANT: the vault row comes last, as with a member: whoever is seen there has an invitation in the main store.
        await using var transaction = await vault.Database.BeginTransactionAsync();
        foreach (var person in people)
        {
            var index = keys.AddressIndex(person.Address.Open());
            var isNew = !invited.Exists(i => i.Person.AddressIndex.AsSpan().SequenceEqual(index)) && !await IsKnown(vault, index);
            answers.Add(isNew);
            if (isNew) invited.Add(Make(person, index));
        }

        vault.People.AddRange(invited.Select(i => i.Person));
        await vault.SaveChangesAsync();
        if (invited.Count > 0) await writer.WriteAsync(work => Task.FromResult(Store(work, invited)));
        await transaction.CommitAsync();
        return answers.ToImmutable();
    }

    private Invited Make(InvitationLine.Fit invitee, byte[] index)
    {
        var (id, invitation) = (Randomness.Id(), Randomness.Id());
        var person = new PersonRow
        {
            Id = id,
            Kind = PersonKind.Invited,
            // Nobody's: there is no user ID yet.
            UserIdIndex = Randomness.Bytes(32),
            AddressIndex = index,
            WrappedKey = keys.NewPersonKey(id, out AesGcm key),
            SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16)),
            ConcurrencyStamp = Convert.ToHexStringLower(Randomness.Bytes(16)),
        };
        using (key)
        {
            var code = InvitationCode.New();
            var until = time.LastDay(clock.GetUtcNow());
            var row = new InvitationRow
            {
                Id = invitation,
                Person = id,
                CodeHash = keys.InvitationHash(code.Open()),
                SealedAddress = InvitationSeal.Address(key, invitation, invitee.Address),
                SealedName = InvitationSeal.Name(key, invitation, invitee.Name),
                ExpiresOn = until,
            };
            var end = new DateTimeOffset(until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(-1);
            return new Invited(person, row, mail.Prepare(person, MailTemplate.Invitation, MailParameters.WithCode(code, index, end)));
        }
    }

    private long Store(MainWork work, List<Invited> invited)
    {
        foreach (var (_, row, letter) in invited)
        {
            work.Db.Invitations.Add(row);
            work.Db.Mail.Add(letter);
            work.Append(Entries.New(work, EntryKind.Collection, ActorRole.Platform) with
            {
                Evidence = row.Id,
                Policy = policy.Version?.Number,
                Fields = row.SealedName is null ? FieldSet.Of(PersonalField.Email) : FieldSet.Of(PersonalField.Email, PersonalField.DisplayName),
            });
        }

        return work.Head.Size;
    }

    private sealed record Invited(PersonRow Person, InvitationRow Row, MailRow Letter);
}

/// <summary>How long an invitation can be accepted (Retention:Invitation); then it is erased.</summary>
internal sealed record InvitationTime(TimeSpan Kept)
{
    internal DateOnly LastDay(DateTimeOffset now) => DateOnly.FromDateTime((now + Kept).UtcDateTime);
}
