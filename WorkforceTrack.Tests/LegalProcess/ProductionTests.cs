using System.Security.Cryptography;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.LegalProcess;

public sealed class ProductionTests
{
    [Fact, Proves("D6"), Trait("needs", "tools")]
    public async Task The_package_opens_with_gpg_its_manifest_matches_and_it_holds_nothing_outside_the_scope()
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).NotifiedAsync(office.Dana, office.Bo);
        await (await office.LaterAsync(10)).ApprovedAsync();
        var made = await office.ProduceAsync();
        var package = await Opened.PackageAsync(office, made);

        Assert.Equal(["README.txt", "manifest.json", "subject-1.json", "subject-2.json"], package.Files.Keys.Order(StringComparer.Ordinal));
        foreach (var file in package.Manifest.GetProperty("files").EnumerateArray())
        {
            var bytes = package.Files[file.GetProperty("name").GetString()!];
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(file.GetProperty("size").GetInt32(), bytes.Length);
        }

        // Of all values of both members, exactly those in the scope are there.
        foreach (var userId in new[] { "dana", "bo" })
        {
            foreach (var (field, value) in Office.ValuesOf(userId).Where(v => v.Key != PersonalField.UserId))
            {
                if (field is PersonalField.FullName or PersonalField.Email) Assert.Contains(value.Open(), package.Everything, StringComparison.Ordinal);
                else Assert.DoesNotContain(value.Open(), package.Everything, StringComparison.Ordinal);
            }
        }

        // The ledger holds the hash of the manifest, and the manifest names the entries.
        var ledger = await office.Office.LedgerAsync();
        Assert.Contains(ledger, e => e.Kind == EntryKind.Case && e.Detail == Digest.Of(package.Files["manifest.json"]));
        Assert.Equal(
            ledger.Where(e => e is { Kind: EntryKind.Disclosure, Basis: LegalBasis.LegalProcess }).Select(e => e.Id.Value.ToString("N")).Order(StringComparer.Ordinal),
            package.Manifest.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("ledger-entry").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact, Proves("D6"), Trait("needs", "tools")]
    public async Task A_wrong_passphrase_opens_nothing()
    {
        var package = PgpEnvelope.Encrypt("plain"u8.ToArray(), "x.zip", PgpEnvelope.NewPassphrase(), Demand.Came);
        await Assert.ThrowsAsync<CryptographicException>(() => Opened.DecryptAsync(package, PgpEnvelope.NewPassphrase()));
    }

    [Fact, Proves("D6"), Trait("needs", "tools")]
    public async Task A_value_that_was_not_held_in_the_period_is_not_given()
    {
        await using var office = await CaseOffice.OpenAsync();
        await office.ReceiveAsync();
        await office.GoAsync('S', new CaseMove.Authenticate(isGenuine: true));
        // The values of the test were stored today; the demand is about the year before.
        var before = office.Asked(office.Dana) with { Period = new CasePeriod(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)) };
        await office.GoAsync('P', new CaseMove.Classify(CaseKind.CivilSubpoena, before));
        await office.GoAsync('P', new CaseMove.Preserve());
        await office.GoAsync('C', new CaseMove.FindValid(before));
        await office.GoAsync('C', new CaseMove.CheckSecrecy(silence: null));
        await office.GoAsync('P', new CaseMove.Notify());
        await office.DeliverAsync();
        await (await office.LaterAsync(10)).ApprovedAsync();
        var package = await Opened.PackageAsync(office, await office.ProduceAsync());
        Assert.Empty(package.FieldsOf(1));
        Assert.DoesNotContain(await office.AboutAsync(office.Dana), e => e.Kind == EntryKind.Disclosure);
    }

    [Theory, Proves("D6")]
    [InlineData('P', RefusalReason.RoleNotEntitled)]
    [InlineData('C', RefusalReason.RoleNotEntitled)]
    [InlineData('M', RefusalReason.RoleNotEntitled)]
    public async Task Whoever_decides_does_not_hand_over(char who, RefusalReason reason)
    {
        await using var office = await CaseOffice.OpenAsync();
        await (await office.ReceiveAsync()).NotifiedAsync();
        await (await office.LaterAsync(10)).ApprovedAsync();
        var answer = Assert.IsType<ProductionAnswer.NotMade>(await office.Get<ProduceCase>().ProduceAsync(office.Staff(who), office.Id, office.Version)).Answer;
        Assert.Equal(reason, Assert.IsType<CaseOutcomeOfAct.NotAllowed>(answer).Reason);
        Assert.Equal(CasePhase.Approved, await office.PhaseAsync());
    }

    [Fact, Proves("D6")]
    public async Task In_every_phase_but_the_right_one_nothing_is_handed_over_and_no_entry_says_that_it_was()
    {
        foreach (var name in new[] { "received", "classified", "notified", "objected", "closed" })
        {
            await using var office = await CaseOffice.OpenAsync();
            await office.ReceiveAsync();
            if (name == "classified") await office.ClassifiedAsync();
            if (name is "notified" or "objected" or "closed") await office.NotifiedAsync();
            if (name == "objected") await office.Get<ObjectToDemand>().ObjectAsync(office.Dana, await office.PartAsync(office.Dana), new("No."), null);
            if (name == "closed") await office.GoAsync('P', new CaseMove.Withdraw());
            await office.LookAsync();
            var answer = Assert.IsType<ProductionAnswer.NotMade>(await office.Get<ProduceCase>().ProduceAsync(office.Staff('S'), office.Id, office.Version)).Answer;
            Assert.Contains(CaseFault.NotInThisPhase, Assert.IsType<CaseOutcomeOfAct.Against>(answer).Faults);
            Assert.DoesNotContain(await office.Office.LedgerAsync(), e => e.Kind == EntryKind.Disclosure);
        }
    }
}
