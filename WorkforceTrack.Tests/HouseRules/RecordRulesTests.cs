using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>One source for what is kept: no table without a declared kind, none that names a person without a trace by which it is found, exported and erased.</summary>
public sealed class RecordRulesTests
{
    private static readonly Dictionary<string, RecordKind> Kinds = new(StringComparer.Ordinal)
    {
        ["Members"] = RecordKind.Membership,
        ["SealedFields"] = RecordKind.Values,
        ["Consents"] = RecordKind.Consents,
        ["Selections"] = RecordKind.Selections,
        ["SealedNotes"] = RecordKind.Reasons,
        ["OwnAccess"] = RecordKind.OwnLooks,
        ["Mail"] = RecordKind.WaitingMail,
        ["CaseParts"] = RecordKind.CaseParts,
        ["HiddenEntries"] = RecordKind.CaseParts,
        ["Cases"] = RecordKind.Cases,
        ["CaseSteps"] = RecordKind.Cases,
        ["CaseDocuments"] = RecordKind.Cases,
        ["Ledger"] = RecordKind.Ledger,
        ["LedgerTiles"] = RecordKind.Ledger,
        ["Leavings"] = RecordKind.Receipts,
        ["Sweeps"] = RecordKind.SweepReports,
        ["Incidents"] = RecordKind.Incidents,
        ["IncidentParts"] = RecordKind.Incidents,
        ["PassesDrawn"] = RecordKind.DrawnPasses,
        ["Surveys"] = RecordKind.Surveys,
        ["Engagements"] = RecordKind.Engagements,
        ["EngagementScope"] = RecordKind.Engagements,
        ["EngagementDocuments"] = RecordKind.Engagements,
        ["EngagedPeople"] = RecordKind.Engagements,
        ["Staff"] = RecordKind.Staff,
        ["PastRoles"] = RecordKind.Staff,
        ["Signatures"] = RecordKind.Staff,
        ["Partners"] = RecordKind.Partners,
        ["Agreements"] = RecordKind.Partners,
        ["Services"] = RecordKind.Partners,
        ["Credentials"] = RecordKind.Partners,
        ["OpenIddictApplications"] = RecordKind.Partners,
        ["OpenIddictAuthorizations"] = RecordKind.Partners,
        ["OpenIddictScopes"] = RecordKind.Partners,
        ["OpenIddictTokens"] = RecordKind.Partners,
        ["AgreementUse"] = RecordKind.AgreementCounts,
        ["Policies"] = RecordKind.Policies,
        ["StoreInfo"] = RecordKind.Program,
        ["ProgramKeys"] = RecordKind.Program,
        ["People"] = RecordKind.Account,
        ["PartnerSubjects"] = RecordKind.PartnerNames,
        ["EngagementSubjects"] = RecordKind.EngagementNames,
        ["Sessions"] = RecordKind.Sessions,
        ["Codes"] = RecordKind.MailedCodes,
        ["Boxes"] = RecordKind.SurveyAnswers,
        ["Counts"] = RecordKind.SurveyAnswers,
        ["Spent"] = RecordKind.SurveyAnswers,
        ["Comments"] = RecordKind.SurveyAnswers,
    };

    /// <summary>Columns that name a person and stay, each with its reason.</summary>
    private static readonly Dictionary<string, string> Staying = new(StringComparer.Ordinal)
    {
        ["Ledger.Subject"] = "a random name that only the vault joins to a person (O4)",
    };

    [Fact, Proves("O1"), Proves("T2")]
    public void Every_kind_of_record_is_declared_once_with_its_retention()
    {
        Assert.Equal(Names.All<RecordKind>().Order(), RecordDeclarations.All.Select(d => d.Kind).Order());
        Assert.All(RecordDeclarations.All, d => Assert.NotEqual("", d.KeptFor.Words));
    }

    [Fact, Proves("O1"), Proves("T2")]
    public async Task Every_table_of_every_store_is_of_a_declared_kind()
    {
        await using var store = await TestStore.OpenAsync();

        var tables = (await ModelsAsync(store)).SelectMany(m => m.GetEntityTypes()).Select(e => e.GetTableName()!).Distinct(StringComparer.Ordinal);

        Assert.Equal(Kinds.Keys.Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
    }

    [Fact, Proves("T2"), Proves("A1")]
    public async Task Every_column_that_names_a_person_has_a_trace_by_which_it_is_exported_and_erased()
    {
        await using var store = await TestStore.OpenAsync();
        var traced = MemberTraces.InMain.Select(t => (object)t).Concat(MemberTraces.InVault).Select(t => t.GetType().GetGenericArguments()[1]).ToHashSet();

        var naming =
            from model in await ModelsAsync(store)
            from entity in model.GetEntityTypes()
            from property in entity.GetProperties()
            where NamesAPerson(property) && !traced.Contains(entity.ClrType)
            select $"{entity.GetTableName()}.{property.Name}";

        Assert.Equal(Staying.Keys.Order(StringComparer.Ordinal), naming.Order(StringComparer.Ordinal));
    }

    [Fact, Proves("T2")]
    public void Every_kind_that_goes_has_a_trace() =>
        // Mail in a folder is found by its name there.
        Assert.Equal(
            RecordDeclarations.ThatGo.Select(d => d.Kind).Except([RecordKind.HandedOverMail]).Order(),
            MemberTraces.InMain.Select(t => t.Kind).Concat(MemberTraces.InVault.Select(t => t.Kind)).Distinct().Order());

    private static bool NamesAPerson(IProperty property) =>
        (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type
        && (type == typeof(MemberId) || type == typeof(LedgerSubject) || type == typeof(PartnerSubject) || property.Name == "Person");

    private static async Task<List<IModel>> ModelsAsync(TestStore store)
    {
        await using var main = store.Main();
        await using var vault = store.Vault();
        await using var booth = store.Booth();
        return [main.Model, vault.Model, booth.Model];
    }
}
