using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Benchmarks;

/// <summary>
/// Many members at once: each with a row in the vault, a sealed value in every field, three consents and the entry of joining, as the
/// program writes them, in large transactions instead of one each.
/// </summary>
internal static class Population
{
    private const int InOneGo = 5_000;
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds so many members to the store of a ground.</summary>
    internal static async Task FillAsync(Ground ground, int members)
    {
        var keys = ground.Services.GetRequiredService<KeyRing>();
        var book = ground.Services.GetRequiredService<LedgerBook>();
        var tree = book.Head;
        for (var done = 0; done < members; done += InOneGo)
        {
            await using var main = await ground.Services.GetRequiredService<IDbContextFactory<MainDb>>().CreateDbContextAsync();
            await using var vault = await ground.Services.GetRequiredService<IDbContextFactory<VaultDb>>().CreateDbContextAsync();
            main.ChangeTracker.AutoDetectChangesEnabled = vault.ChangeTracker.AutoDetectChangesEnabled = false;
            await main.Database.OpenConnectionAsync();
            await using var transaction = await main.Database.BeginTransactionAsync();
            await using var appender = new LedgerAppender(main);
            appender.Join(transaction.GetDbTransaction());
            for (var number = done; number < Math.Min(members, done + InOneGo); number++) tree = appender.Append(tree, Add(main, vault, keys, number));
            await main.SaveChangesAsync();
            await vault.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        book.Advance(tree);
    }

    private static LedgerEntry Add(MainDb main, VaultDb vault, KeyRing keys, int number)
    {
        var id = Randomness.Id();
        var person = new PersonRow
        {
            Id = id,
            Kind = PersonKind.Member,
            UserIdIndex = keys.UserIdIndex($"populace-{number}"),
            AddressIndex = keys.AddressIndex($"populace-{number}@members.example"),
            AddressChecked = true,
            PasswordHash = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            WrappedKey = keys.NewPersonKey(id, out FieldKeys key),
            Member = new MemberId(Randomness.Id()),
            Subject = new LedgerSubject(Randomness.Id()),
            SecurityStamp = Convert.ToHexStringLower(Randomness.Bytes(16)),
            ConcurrencyStamp = Convert.ToHexStringLower(Randomness.Bytes(16)),
        };
        using (key)
        {
            var member = person.Member.Value;
            vault.People.Add(person);
            main.Members.Add(new MemberRow { Id = member, State = AccountState.Open, DataVersion = 1 });
            foreach (var field in Names.All<PersonalField>())
            {
                main.SealedFields.Add(new SealedFieldRow
                {
                    Member = member,
                    Field = field,
                    Sealed = FieldVault.Seal(key, member, field, new Redacted<string>($"value of a usual length {number}")),
                    Source = FieldSource.Registration,
                    StoredOn = DateOnly.FromDateTime(At.UtcDateTime),
                });
            }

            for (var consent = 0; consent < 3; consent++)
            {
                main.Consents.Add(new ConsentRow
                {
                    Id = new ConsentId(Randomness.Id()),
                    Member = member,
                    Purpose = Purpose.JobMatching,
                    RecipientId = Randomness.Id(),
                    Fields = Ground.Fields,
                    Policy = new PolicyNumber(1, 0),
                    State = ConsentState.Given,
                    GivenAt = At,
                });
            }
        }

        return new LedgerEntry
        {
            Id = new EntryId(Randomness.Id()),
            Salt = Salt.From(Randomness.Bytes(Salt.Length)),
            At = EntryTime.At(At.AddSeconds(number)),
            Kind = EntryKind.Collection,
            Subject = person.Subject,
            Role = ActorRole.Member,
            Policy = new PolicyNumber(1, 0),
            Fields = FieldSet.From(Names.All<PersonalField>()),
        };
    }
}
