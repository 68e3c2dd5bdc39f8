using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class TakeOwnDataTests
{
    private static readonly Dictionary<PersonalField, string> Values = FieldDeclarations.All.ToDictionary(d => d.Field, d => d.Field switch
    {
        PersonalField.UserId => "ida",
        PersonalField.Email => "ida@post.example",
        PersonalField.Phone => "+44 1 2345",
        PersonalField.BirthDate => "1990-02-28",
        _ => $"<b>Zoë & {d.Field}</b>",
    });

    [Fact, Proves("A1")]
    public async Task The_file_holds_exactly_the_declared_fields_and_every_value_held()
    {
        await using var house = await House.OpenAsync();
        var chance = Counts.Chance(71);
        for (var round = 0; round < 8; round++)
        {
            var more = Values.Where(v => !FieldDeclarations.Of(v.Key).Required && (round == 0 || chance.Next(2) == 0)).Select(v => (v.Key, v.Value)).ToArray();
            var member = await house.AdmitAsync($"member{round}", [(PersonalField.DisplayName, Values[PersonalField.DisplayName]), .. more]);

            using var json = JsonDocument.Parse(ExportJson.Write(await TakeAsync(house, member)));

            var fields = json.RootElement.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("field").GetString()!);
            Assert.Equal(Names.All<PersonalField>().Select(Names.Of), fields.Keys);
            var record = Assert.IsType<OwnRecord.Opened>(await house.Get<OpenOwnRecord>().OpenAsync(member));
            foreach (var field in Names.All<PersonalField>())
            {
                var exported = fields[Names.Of(field)];
                Assert.Equal(record.Values.TryGetValue(field, out var value) ? value.Open() : null, exported.GetProperty("value").GetString());
                Assert.Equal(record.Values.ContainsKey(field) ? "registration" : null, exported.GetProperty("source").GetString());
            }
        }
    }

    [Fact, Proves("A1"), Proves("O4")]
    public async Task The_archive_holds_data_page_key_and_a_proof_that_stands_for_each_disclosure()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Skills, Values[PersonalField.Skills]));
        await house.SelectAsync(ida);
        await house.PartnerReadsAsync(ida);
        await house.PartnerReadsAsync(ida, PersonalField.Skills);
        await house.StaffLooksAsync(ida);

        var files = await OpenAsync(house, ida);

        Assert.Equal(["README.txt", "data.html", "data.json", "ledger-key.txt"], files.Keys.Where(name => !name.StartsWith("proofs/", StringComparison.Ordinal)));
        var disclosures = (await house.LedgerOfAsync(ida)).Where(e => e.Kind == EntryKind.Disclosure).ToList();
        Assert.Equal(2, disclosures.Count);
        Assert.Equal(disclosures.Select(e => $"proofs/{e.Id.Value:N}.tlog-proof"), files.Keys.Where(name => name.StartsWith("proofs/", StringComparison.Ordinal)));
        Assert.True(VerifierKey.TryParse(files["ledger-key.txt"].Trim(), out var key));
        Assert.All(disclosures, entry =>
        {
            Assert.True(TlogProof.TryParse(files[$"proofs/{entry.Id.Value:N}.tlog-proof"], out var proof));
            Assert.Equal(ProofVerdict.Proven, proof.Verify(key, CheckpointSigner.Check, CanonicalEntry.Encode(entry)));
        });
    }

    [Fact]
    public async Task The_page_shows_values_as_text_and_carries_no_script()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Skills, "<script>alert(1)</script>"));
        await house.StaffLooksAsync(ida);

        var page = (await OpenAsync(house, ida))["data.html"];

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("Our support, once, on ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("1 times", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains(House.Reason, page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact, Proves("O4")]
    public async Task Each_export_is_an_entry_of_its_own_and_holds_the_whole_ledger_of_the_member()
    {
        await using var house = await House.OpenAsync();
        var bo = await house.AdmitAsync("bo");
        var ida = await house.AdmitAsync("ida");
        await house.StaffLooksAsync(bo);
        await house.StaffLooksAsync(ida);
        await TakeAsync(house, ida);

        using var json = JsonDocument.Parse(ExportJson.Write(await TakeAsync(house, ida)));

        var held = await house.LedgerOfAsync(ida);
        Assert.Equal(2, held.Count(e => e.Kind == EntryKind.Export && e.Fields.Count == Names.All<PersonalField>().Count && !e.At.IsDateOnly));
        Assert.Equal(held.Select(e => Encoding.UTF8.GetString(CanonicalEntry.Encode(e))), json.RootElement.GetProperty("ledger").EnumerateArray().Select(e => e.GetProperty("text").GetString()));
        Assert.Contains(json.RootElement.GetProperty("ledger").EnumerateArray(), e => e.GetProperty("reason").GetString() == House.Reason);
    }

    [Fact]
    public async Task Consents_and_services_are_in_it()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.SelectAsync(ida);

        using var json = JsonDocument.Parse(ExportJson.Write(await TakeAsync(house, ida)));

        var consent = Assert.Single(json.RootElement.GetProperty("consents").EnumerateArray());
        Assert.Equal(("job-matching", "Harbour Works", "given"), (consent.GetProperty("purpose").GetString(), consent.GetProperty("recipient").GetString(), consent.GetProperty("state").GetString()));
        var selection = Assert.Single(json.RootElement.GetProperty("selections").EnumerateArray());
        Assert.Equal(("Work near you", consent.GetProperty("record").GetString()), (selection.GetProperty("service").GetString(), selection.GetProperty("consent").GetString()));
        Assert.Equal(house.Store.Clock.GetUtcNow(), DateTimeOffset.Parse(selection.GetProperty("selected-at").GetString()!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Nobody_but_the_member_takes_anything()
    {
        await using var house = await House.OpenAsync();

        Assert.IsType<TakenData.Refused>(await house.Get<TakeOwnData>().TakeAsync(new Caller.Visitor()));
    }

    private static async Task<OwnExport> TakeAsync(House house, Caller.Member member) =>
        Assert.IsType<TakenData.Taken>(await house.Get<TakeOwnData>().TakeAsync(member)).Export;

    private static async Task<Dictionary<string, string>> OpenAsync(House house, Caller.Member member)
    {
        var bytes = await house.Get<ExportArchive>().WriteAsync(await TakeAsync(house, member));
        await using var zip = new ZipArchive(new MemoryStream(bytes));
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            files.Add(entry.FullName, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return files;
    }
}
