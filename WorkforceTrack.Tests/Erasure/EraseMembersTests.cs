using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class EraseMembersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T2"), Proves("T4")]
    public async Task Nothing_is_left_of_who_left_and_nothing_is_missing_of_who_stayed()
    {
        await using var house = await House.OpenAsync();
        var (ida, bo) = (await WithEverythingAsync(house, "ida"), await WithEverythingAsync(house, "bo"));
        var before = await CountsAsync(house, bo);
        await house.LeaveAsync(ida);

        Assert.Equal(1, await house.EraseAsync());

        Assert.All(await CountsAsync(house, ida), found => Assert.Equal((found.Kind, 0), found));
        Assert.Equal(before, await CountsAsync(house, bo));
        Assert.IsType<Caller.Visitor>(await house.Get<Callers>().ReadAsync(House.TicketOf(ida)));
        Assert.False(await house.PartnerReadsAsync(ida));
    }

    [Fact, Proves("T2"), Proves("T4")]
    public async Task No_file_holds_an_id_of_who_left_beside_the_ledgers_own_names()
    {
        await using var house = await House.OpenAsync();
        var crowd = new List<Caller.Member>();
        for (var i = 0; i < 12; i++) crowd.Add(await WithEverythingAsync(house, $"crowd{i}"));
        var ida = await WithEverythingAsync(house, "ida");
        for (var i = 12; i < 20; i++) crowd.Add(await WithEverythingAsync(house, $"crowd{i}"));
        var names = await NamesOfAsync(house, ida);
        Assert.All(names, name => Assert.Contains(house.Files(), f => Contains(f.Bytes, name)));
        await house.LeaveAsync(ida);

        Assert.Equal(1, await house.EraseAsync());

        // The partner must know whom to erase; once it confirms, that name goes too.
        Assert.Equal(["main.db"], Found().Distinct());
        Assert.True(await AcknowledgeAsync(house));
        Assert.Empty(Found());

        IEnumerable<string> Found() => from file in house.Files() from name in names where Contains(file.Bytes, name) select file.Name;
    }

    private static async Task<bool> AcknowledgeAsync(House house)
    {
        await using var main = house.Main();
        var change = await main.PartnerChanges.AsNoTracking().SingleAsync(c => c.Kind == Domain.Partners.ChangeKind.Erased, Stop);
        var caller = new PartnerCaller(Guid.NewGuid(), await main.Agreements.AsNoTracking().SingleAsync(Stop), house.Partner);
        return await house.Get<App.Partners.AcknowledgeChange>().AcknowledgeAsync(caller, change.Id);
    }

    [Fact, Proves("T2")]
    public async Task The_receipt_stands_in_the_ledger_and_names_nobody()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        var asked = await house.LeaveAsync(ida);
        Assert.Equal(LeavingStep.Waiting, (await house.Get<ReadReceipt>().ReadAsync(asked.Reference, asked.Secret))!.Step);
        await house.EraseAsync();

        var receipt = (await house.Get<ReadReceipt>().ReadAsync(asked.Reference.ToLowerInvariant(), ReferenceCode.Shown(asked.Secret)))!;

        Assert.Equal(LeavingStep.Done, receipt.Step);
        var proof = (await house.Get<ReadReceipt>().ProveAsync(receipt))!;
        Assert.True(CanonicalEntry.TryDecode([.. proof.Entry], out var entry));
        Assert.Equal((EntryKind.Erasure, null, receipt.Id, Digest.Of(receipt.Document!)), (entry.Kind, entry.Subject, entry.Evidence!.Value, entry.Detail!.Value));
        using var json = JsonDocument.Parse(receipt.Document!);
        Assert.Equal(
            RecordDeclarations.ThatGo.Select(r => Names.Of(r.Kind)).Order(StringComparer.Ordinal),
            json.RootElement.GetProperty("erased").EnumerateArray().SelectMany(s => s.GetProperty("records").EnumerateArray()).Select(r => r.GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory, Proves("T2")]
    [InlineData("", "")]
    [InlineData("ABCDEFGH", "")]
    [InlineData("'; DROP TABLE Leavings; --", "ABCDE-ABCDE-ABCDE-ABCDE-ABCDE")]
    public async Task A_receipt_opens_to_its_secret_alone(string reference, string secret)
    {
        await using var house = await House.OpenAsync();
        var asked = await house.LeaveAsync(await house.AdmitAsync("ida"));
        var read = house.Get<ReadReceipt>();

        Assert.Null(await read.ReadAsync(reference, secret));
        Assert.Null(await read.ReadAsync(reference, asked.Secret));
        Assert.Null(await read.ReadAsync(asked.Reference, secret));
    }

    [Fact, Proves("T2"), Proves("D6")]
    public async Task A_hold_keeps_the_held_fields_alone_and_they_go_by_themselves_when_it_ends()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        var part = await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills));
        await house.LeaveAsync(ida);

        Assert.Equal(0, await house.EraseAsync());

        Assert.Equal(LeavingStep.Held, (await house.LeavingAsync()).Step);
        await using (var main = house.Main())
        {
            Assert.Equal([PersonalField.Skills], await main.SealedFields.Where(f => f.Member == ida.Id).Select(f => f.Field).ToListAsync(Stop));
            Assert.Equal([part], await main.CaseParts.Where(p => p.Member == ida.Id).Select(p => p.Evidence).ToListAsync(Stop));
            Assert.False(await main.Consents.AnyAsync(c => c.Member == ida.Id, Stop));
        }

        await using (var vault = house.Vault())
        {
            var row = await vault.People.AsNoTracking().SingleAsync(p => p.Member == ida.Id, Stop);
            Assert.Null(row.PasswordHash);
            Assert.False(await vault.Sessions.AnyAsync(s => s.Person == row.Id, Stop));
            Assert.False(await vault.PartnerSubjects.AnyAsync(s => s.Person == row.Id, Stop));
        }

        Assert.Null(await house.Get<App.Disclosures.FindPerson>().ByNameAsync(new("ida")));
        Assert.Equal(0, await house.Get<EraseMembers>().EraseDueAsync());
        await house.Store.Writer.WriteAsync(work => work.Db.CaseParts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, FieldSet.Empty)));

        Assert.Equal(1, await house.Get<EraseMembers>().EraseDueAsync());

        Assert.Equal(LeavingStep.Done, (await house.LeavingAsync()).Step);
        Assert.All(await CountsAsync(house, ida), found => Assert.Equal((found.Kind, 0), found));
    }

    [Fact, Proves("T2"), Proves("T4"), Proves("D6")]
    public async Task Under_a_hold_no_key_opens_anything_but_the_held_fields_also_of_what_an_older_backup_holds()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        var before = await ValuesOfAsync(house, ida);
        Assert.True(before.Count > 3);
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills, PersonalField.DisplayName));
        await house.LeaveAsync(ida);

        await house.EraseAsync();

        await AssertOpensAsync(house, ida, before, PersonalField.DisplayName, PersonalField.Skills);
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills));
        await house.Get<EraseMembers>().EraseDueAsync();
        await AssertOpensAsync(house, ida, before, PersonalField.Skills);
        Assert.Equal([PersonalField.Skills], (await ValuesOfAsync(house, ida)).Select(v => v.Field));
    }

    [Fact, Proves("T2"), Proves("D6")]
    public async Task A_value_from_before_fields_had_keys_of_their_own_opens_and_outlives_the_persons_key_under_a_hold()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        var context = Sealer.Context("field/" + Names.Of(PersonalField.Skills), ida.Id.Value);
        using (var own = house.Get<KeyRing>().PersonKey(ida.Person))
        {
            var old = Sealer.Seal(own, Encoding.UTF8.GetBytes("an old skill"), context);
            await house.Store.Writer.WriteAsync(work => work.Db.SealedFields.Where(f => f.Member == ida.Id && f.Field == PersonalField.Skills).ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, old)));
        }

        Assert.Equal("an old skill", Assert.IsType<OwnRecord.Opened>(await house.Get<OpenOwnRecord>().OpenAsync(ida)).Values[PersonalField.Skills].Open());
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills));
        await house.LeaveAsync(ida);

        await house.EraseAsync();

        var kept = Assert.Single(await ValuesOfAsync(house, ida));
        await AssertOpensAsync(house, ida, [kept], PersonalField.Skills);
        using var keys = house.Get<KeyRing>().FieldKeys(await RowOfAsync(house, ida));
        Assert.Equal("an old skill", FieldVault.Open(keys, ida.Id, PersonalField.Skills, kept.Sealed).Open());
    }

    [Fact, Proves("T2"), Proves("D6")]
    public async Task What_a_hold_keeps_of_whom_an_earlier_version_reduced_still_opens_after_the_next_round()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills));
        await house.LeaveAsync(ida);
        await house.EraseAsync();
        // Such a version left the whole key, and the value under it.
        var whole = house.Get<KeyRing>().NewPersonKey(ida.Person.Id, out AesGcm own);
        using (own)
        {
            var old = Sealer.Seal(own, Encoding.UTF8.GetBytes("an old skill"), Sealer.Context("field/" + Names.Of(PersonalField.Skills), ida.Id.Value));
            await house.Store.Writer.WriteAsync(work => work.Db.SealedFields.Where(f => f.Member == ida.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, old)));
        }

        await using (var vault = house.Vault()) await vault.People.Where(p => p.Id == ida.Person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.WrappedKey, whole), Stop);

        await house.Get<EraseMembers>().EraseDueAsync();

        var kept = Assert.Single(await ValuesOfAsync(house, ida));
        await AssertOpensAsync(house, ida, [kept], PersonalField.Skills);
    }

    [Fact, Proves("T2"), Proves("D6")]
    public async Task A_value_that_a_restore_brought_back_and_no_key_opens_goes_in_the_next_round()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills, PersonalField.DisplayName));
        await house.LeaveAsync(ida);
        await house.EraseAsync();
        var name = (await ValuesOfAsync(house, ida)).Single(v => v.Field == PersonalField.DisplayName);
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills));
        await house.Get<EraseMembers>().EraseDueAsync();
        await house.Store.Writer.WriteAsync(work =>
        {
            work.Db.SealedFields.Add(name);
            return work.Db.CaseParts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, FieldSet.Of(PersonalField.Skills, PersonalField.DisplayName)));
        });

        await house.Get<EraseMembers>().EraseDueAsync();

        Assert.Equal([PersonalField.Skills], (await ValuesOfAsync(house, ida)).Select(v => v.Field));
    }

    [Fact, Proves("T2"), Proves("T4")]
    public async Task What_SQLite_left_of_a_key_in_a_page_of_the_vault_is_found_and_goes()
    {
        await using var house = await House.OpenAsync();
        var (ida, bo) = (await WithEverythingAsync(house, "ida"), await WithEverythingAsync(house, "bo"));
        var key = (await RowOfAsync(house, ida)).WrappedKey;
        // As SQLite leaves it now and then when it sorts a page: here on purpose, by deleting without overwriting.
        await Cast.Sql.RunAsync(house.Store.Folder.VaultFile, """
            PRAGMA secure_delete=OFF; CREATE TABLE "Stale" ("Key" BLOB); INSERT INTO "Stale" SELECT "WrappedKey" FROM "People"; DELETE FROM "Stale"; DROP TABLE "Stale";
            """);
        Assert.Contains(house.Files(), f => f.Name.StartsWith("vault", StringComparison.Ordinal) && Contains(f.Bytes, key));
        await house.LeaveAsync(ida);

        await house.EraseAsync();

        Assert.DoesNotContain(house.Files(), f => Contains(f.Bytes, key));
        Assert.Equal(bo.Id, (await RowOfAsync(house, bo)).Member);
    }

    private static async Task<List<SealedFieldRow>> ValuesOfAsync(House house, Caller.Member member)
    {
        await using var main = house.Main();
        return await main.SealedFields.AsNoTracking().Where(f => f.Member == member.Id).OrderBy(f => f.Field).ToListAsync(Stop);
    }

    private static async Task<PersonRow> RowOfAsync(House house, Caller.Member member)
    {
        await using var vault = house.Vault();
        return await vault.People.AsNoTracking().SingleAsync(p => p.Member == member.Id, Stop);
    }

    // By whatever the vault holds of the member now.
    private static async Task AssertOpensAsync(House house, Caller.Member member, List<SealedFieldRow> values, params PersonalField[] expected)
    {
        var row = await RowOfAsync(house, member);
        Assert.ThrowsAny<CryptographicException>(() => house.Get<KeyRing>().PersonKey(row));
        using var keys = house.Get<KeyRing>().FieldKeys(row);
        Assert.ThrowsAny<CryptographicException>(keys.OfPerson);
        foreach (var value in values)
        {
            if (expected.Contains(value.Field)) Assert.NotEmpty(FieldVault.Open(keys, member.Id, value.Field, value.Sealed).Open());
            else Assert.ThrowsAny<CryptographicException>(() => FieldVault.Open(keys, member.Id, value.Field, value.Sealed));
        }
    }

    [Fact, Proves("T2"), Proves("D6")]
    public async Task What_a_stop_left_of_a_log_in_under_a_hold_goes_in_the_next_round()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills));
        await house.LeaveAsync(ida);
        await using var vault = house.Vault();
        var whole = await vault.People.AsNoTracking().SingleAsync(p => p.Member == ida.Id, Stop);
        await house.EraseAsync();
        // As if the program had been stopped between the two commits.
        await vault.People.Where(p => p.Member == ida.Id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.PasswordHash, whole.PasswordHash).SetProperty(p => p.UserIdIndex, whole.UserIdIndex).SetProperty(p => p.SecurityStamp, whole.SecurityStamp), Stop);
        Assert.NotNull(await house.Get<App.Disclosures.FindPerson>().ByNameAsync(new("ida")));

        await house.Get<EraseMembers>().EraseDueAsync();

        Assert.Null(await house.Get<App.Disclosures.FindPerson>().ByNameAsync(new("ida")));
        Assert.Null((await vault.People.AsNoTracking().SingleAsync(p => p.Member == ida.Id, Stop)).PasswordHash);
        Assert.DoesNotContain(house.Files(), f => f.Name.StartsWith("vault", StringComparison.Ordinal) && Contains(f.Bytes, whole.UserIdIndex));
    }

    [Fact, Proves("T2"), Proves("D6")]
    public async Task A_hold_that_ran_out_holds_nothing()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        await HoldAsync(house, ida, FieldSet.Of(PersonalField.Skills), house.Get<LeavingTerms>().Waiting);
        await house.LeaveAsync(ida);

        Assert.Equal(1, await house.EraseAsync());
    }

    [Fact, Proves("T1")]
    public async Task Nobody_is_erased_before_the_day()
    {
        await using var house = await House.OpenAsync();
        var (ida, bo) = (await house.AdmitAsync("ida"), await house.AdmitAsync("bo"));
        await house.LeaveAsync(ida);
        house.Store.Clock.Advance(house.Get<LeavingTerms>().Waiting - TimeSpan.FromSeconds(1));
        Assert.IsType<LeavingAnswer.Asked>(await house.Get<AskToLeave>().BeginAsync(bo));

        Assert.Equal(0, await house.Get<EraseMembers>().EraseDueAsync());
        house.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await house.Get<EraseMembers>().EraseDueAsync());

        await using var main = house.Main();
        Assert.Equal([bo.Id], await main.Members.Select(m => m.Id).ToListAsync(Stop));
    }

    [Fact, Proves("A1"), Proves("T2")]
    public async Task The_export_holds_every_declared_kind_and_exactly_what_the_erasure_removes()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        await house.LeaveAsync(ida);
        var taken = Assert.IsType<TakenData.Taken>(await house.Get<TakeOwnData>().TakeAsync(await house.AgainAsync(ida)));
        using var json = JsonDocument.Parse(ExportJson.Write(taken.Export));
        var exported = json.RootElement.GetProperty("records").EnumerateObject().ToDictionary(r => r.Name, r => r.Value.GetArrayLength(), StringComparer.Ordinal);

        var stored = (await CountsAsync(house, ida)).GroupBy(f => f.Kind).ToDictionary(g => Names.Of(g.Key), g => g.Sum(f => f.Count), StringComparer.Ordinal);
        stored[Names.Of(RecordKind.HandedOverMail)] = house.Get<MailFolder>().HandedOverTo(ida.Person.Id).Count();
        Assert.Equal(RecordDeclarations.ThatGo.Select(r => Names.Of(r.Kind)).Order(StringComparer.Ordinal), exported.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(stored.OrderBy(s => s.Key, StringComparer.Ordinal), exported.OrderBy(s => s.Key, StringComparer.Ordinal));
        // The test has something of nearly every kind, or it would prove little.
        Assert.True(exported.Count(e => e.Value > 0) >= 12, string.Join(", ", exported.Where(e => e.Value == 0).Select(e => e.Key)));
        Assert.Equal(Names.All<PersonalField>().Select(Names.Of), json.RootElement.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("field").GetString()));
    }

    [Fact, Proves("D7")]
    public async Task An_export_keeps_quiet_about_a_demand_that_must_be_kept_quiet()
    {
        await using var house = await House.OpenAsync();
        var ida = await WithEverythingAsync(house, "ida");
        await house.Store.Writer.WriteAsync(work => work.Db.CaseParts.ExecuteUpdateAsync(set => set.SetProperty(p => p.ToldAt, (DateTimeOffset?)null)));

        var taken = Assert.IsType<TakenData.Taken>(await house.Get<TakeOwnData>().TakeAsync(ida));

        Assert.DoesNotContain(taken.Export.Records, r => r.Kind is RecordKind.CaseParts or RecordKind.CasePackages);
    }

    /// <summary>A member of whom there is something in nearly every table.</summary>
    private static async Task<Caller.Member> WithEverythingAsync(House house, string userId)
    {
        var member = await house.AdmitAsync(userId, (PersonalField.Skills, "weaving"), (PersonalField.Region, "the north"));
        await house.SelectAsync(member);
        await house.PartnerReadsAsync(member);
        await house.StaffLooksAsync(member);
        Assert.NotNull(await house.ValueAsync(member, PersonalField.Skills));
        await house.Get<MailedCodes>().IssueAsync(member.Person, Domain.Correspondence.CodePurpose.CheckAddress);
        await house.Get<MailQueue>().QueueAsync(member.Person, MailTemplate.PasswordChanged, MailParameters.None);
        await house.Get<DeliverMail>().DeliverDueAsync(Stop);
        await house.Get<MailQueue>().QueueAsync(member.Person, MailTemplate.PasswordChanged, MailParameters.None);
        var part = new CasePartRow
        {
            Evidence = Guid.NewGuid(), Case = new CaseId(Guid.NewGuid()), Member = member.Id, Recipient = Guid.NewGuid(),
            NameSalt = [1], NameCommitment = new byte[32], ToldAt = house.Store.Clock.GetUtcNow(), IsOver = true,
        };
        await house.Store.Writer.WriteAsync(work =>
        {
            work.Db.CaseParts.Add(part);
            work.Db.HiddenEntries.Add(new HiddenEntryRow { Entry = new EntryId(Guid.NewGuid()), Part = part.Evidence });
            foreach (var (kind, of) in new[] { (CaseDocumentKind.Objection, (Guid?)part.Evidence), (CaseDocumentKind.Package, null), (CaseDocumentKind.Demand, null) })
                work.Db.CaseDocuments.Add(new CaseDocumentRow { Id = Guid.NewGuid(), Case = part.Case, Kind = kind, Part = of, SealedName = [], Digest = [], Sealed = [1, 2, 3] });
            return Task.FromResult(0);
        });
        return member;
    }

    private static Task<Guid> HoldAsync(House house, Caller.Member member, FieldSet fields, TimeSpan? length = null) => house.Store.Writer.WriteAsync(async work =>
    {
        var part = await work.Db.CaseParts.SingleAsync(p => p.Member == member.Id);
        (part.Held, part.HeldUntil, part.IsOver) = (fields, work.Now + (length ?? TimeSpan.FromDays(90)), false);
        return part.Evidence;
    });

    private static async Task<List<(RecordKind Kind, int Count)>> CountsAsync(House house, Caller.Member member)
    {
        var person = new TracedPerson(member.Person.Id, member.Id, member.Person.Subject!.Value);
        await using var main = house.Main();
        await using var vault = house.Vault();
        var counts = new List<(RecordKind, int)>();
        foreach (var trace in MemberTraces.InMain) counts.Add((trace.Kind, await trace.CountAsync(main, person)));
        foreach (var trace in MemberTraces.InVault) counts.Add((trace.Kind, await trace.CountAsync(vault, person)));
        return counts;
    }

    // Every random id that leads to the person, as it lies in a file; the ledger's own name of the person stays there, and leads nowhere.
    private static async Task<byte[][]> NamesOfAsync(House house, Caller.Member member)
    {
        await using var main = house.Main();
        await using var vault = house.Vault();
        var row = await vault.People.AsNoTracking().SingleAsync(p => p.Member == member.Id, Stop);
        Guid[] ids =
        [
            row.Id, member.Id.Value, member.Session.Id,
            .. await vault.PartnerSubjects.Where(s => s.Person == row.Id).Select(s => s.Subject.Value).ToListAsync(Stop),
            .. await main.CaseParts.Where(p => p.Member == member.Id).Select(p => p.Recipient).ToListAsync(Stop),
        ];
        return
        [
            .. ids.Select(id => Encoding.ASCII.GetBytes(id.ToString("D").ToUpperInvariant())),
            row.WrappedKey, row.UserIdIndex, row.AddressIndex,
            .. await main.SealedFields.Where(f => f.Member == member.Id).Select(f => f.Sealed).ToListAsync(Stop),
        ];
    }

    private static bool Contains(byte[] bytes, byte[] sought) => bytes.AsSpan().IndexOf(sought) >= 0;
}
