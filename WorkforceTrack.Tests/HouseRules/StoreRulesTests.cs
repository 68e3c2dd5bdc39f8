using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>What holds of the stores as they are made: migrations up to date, append-only, and every text declared.</summary>
public sealed class StoreRulesTests
{
    /// <summary>Every column of the main store that holds text or bytes, and why no personal value lies in it in the clear.</summary>
    private static readonly Dictionary<string, string> MainTexts = new(StringComparer.Ordinal)
    {
        ["SealedFields.Sealed"] = "sealed under the person's key",
        ["SealedNotes.Sealed"] = "sealed under the subject's key",
        ["Ledger.Body"] = "canonical bytes: names of fields, never values",
        ["Ledger.LeafHash"] = "hash of the body, which is salted",
        ["LedgerTiles.Hashes"] = "hashes of leaves",
        ["Policies.Json"] = "the published policy",
        ["Mail.Sealed"] = "sealed under the person's key",
        ["Staff.SealedName"] = "sealed under the person's key",
        ["Staff.SealedAddress"] = "sealed under the person's key",
        ["Partners.Name"] = "an organisation, not a person",
        ["Partners.Contact"] = "of an organisation, not a person",
        ["Partners.NameSalt"] = "chance",
        ["Services.Title"] = "written by the organisation",
        ["Services.Description"] = "written by the organisation",
        ["Surveys.Slug"] = "written by the organisation",
        ["Surveys.Json"] = "the published questionnaire",
        ["Surveys.PublicKey"] = "a public key",
        ["Surveys.Release"] = "the published result",
        ["PassesDrawn.Drawer"] = "keyed hash under a key of the survey, which goes at close",
        ["PassesDrawn.Blinded"] = "hash of a blinded message, which is chance",
        ["Cases.Reference"] = "a year and a number",
        ["Cases.File"] = "random ids, names of fields and moments",
        ["Cases.SealedIntake"] = "sealed under the case's key",
        ["CaseParts.NameSalt"] = "chance",
        ["CaseParts.NameCommitment"] = "salted hash of the recipient's name",
        ["CaseSteps.Move"] = "name of a kind of step",
        ["CaseSteps.SealedWords"] = "sealed under the case's key",
        ["CaseDocuments.SealedName"] = "sealed under the case's key",
        ["CaseDocuments.Digest"] = "hash of a document, which stands sealed beside",
        ["CaseDocuments.Sealed"] = "sealed under the case's key",
        ["Incidents.Sealed"] = "sealed under the incident's key, which goes in time",
        ["IncidentParts.Sealed"] = "sealed under the incident's key, which goes in time",
        ["Engagements.SealedOrganisation"] = "sealed under a key of the engagement",
        ["Engagements.NameHash"] = "salted commitment",
        ["Engagements.DocumentHash"] = "hash of a document, which the ledger holds",
        ["Engagements.ListHash"] = "hash of random ids and names of fields",
        ["Engagements.CertificateHash"] = "hash of a document, which the ledger holds",
        ["EngagementDocuments.Sealed"] = "sealed under a key of the engagement, which goes with its retention",
        ["EngagedPeople.SealedName"] = "sealed under the person's key",
        ["EngagedPeople.SealedAddress"] = "sealed under the person's key",
        ["Leavings.Reference"] = "chance",
        ["Leavings.SecretHash"] = "hash of a secret with 125 bits of chance",
        ["Leavings.Document"] = "a receipt, which names nobody",
        ["Credentials.ClientId"] = "made by the program for a partner's client",
    };

    [Fact]
    public async Task The_migrations_make_what_the_mappings_say()
    {
        await using var store = await TestStore.OpenAsync();
        await using var main = store.Main();
        await using var vault = store.Vault();

        Assert.False(main.Database.HasPendingModelChanges());
        Assert.False(vault.Database.HasPendingModelChanges());
        await using var booth = store.Booth();
        Assert.False(booth.Database.HasPendingModelChanges());
    }

    [Theory, Proves("SE1"), Proves("O3")]
    [InlineData("Ledger")]
    [InlineData("LedgerTiles")]
    [InlineData("Policies")]
    public async Task What_was_recorded_or_published_is_neither_changed_nor_removed_by_sql(string table)
    {
        await using var store = await TestStore.OpenAsync();
        await store.Writer.WriteAsync(work => Task.FromResult(work.Append(Entries.New(work, EntryKind.Notice, ActorRole.Platform))));
        await store.Writer.WriteAsync(work =>
        {
            work.Db.Tiles.Add(new TileRow { Level = 7, Index = 7, Hashes = [1] });
            work.Db.Policies.Add(new App.Policy.PolicyRow { Number = new PolicyNumber(9, 9), Json = [1], Sequence = 99 });
            return Task.FromResult(true);
        });
        await using var main = store.Main();
        var column = await FirstColumnAsync(main, table);

        foreach (var sql in new[] { $"DELETE FROM \"{table}\"", $"UPDATE \"{table}\" SET \"{column}\" = \"{column}\"", $"INSERT OR REPLACE INTO \"{table}\" SELECT * FROM \"{table}\"" })
        {
            var refused = await Assert.ThrowsAsync<SqliteException>(() => main.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact, Proves("SE1")]
    public async Task Every_text_in_the_main_store_is_declared_with_the_reason_why_it_names_nobody()
    {
        await using var store = await TestStore.OpenAsync();
        await using var main = store.Main();

        Assert.Equal(MainTexts.Keys.Order(StringComparer.Ordinal), Texts(main.Model).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("synchronous", 2L)]
    [InlineData("foreign_keys", 1L)]
    [InlineData("secure_delete", 1L)]
    [InlineData("trusted_schema", 0L)]
    public async Task Every_connection_keeps_data_safe(string pragma, long value)
    {
        await using var store = await TestStore.OpenAsync();
        foreach (DbContext context in new DbContext[] { store.Main(), store.Vault(), store.Booth() })
        {
            await using (context)
            {
                await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
                await using var command = context.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                Assert.Equal(value, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
                command.CommandText = "PRAGMA journal_mode";
                Assert.Equal("wal", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
            }
        }
    }

    private static IEnumerable<string> Texts(IModel model) =>
        from entity in model.GetEntityTypes()
        where entity.ClrType.Namespace!.StartsWith("WorkforceTrack.", StringComparison.Ordinal)
        from property in entity.GetProperties()
        where property.ClrType == typeof(string) || property.ClrType == typeof(byte[])
        select $"{entity.GetTableName()}.{property.Name}";

    private static async Task<string> FirstColumnAsync(MainDb main, string table)
    {
        await main.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = main.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}') LIMIT 1";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
