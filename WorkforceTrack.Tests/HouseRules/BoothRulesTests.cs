using Microsoft.EntityFrameworkCore;
using Mono.Cecil;
using WorkforceTrack.App.Booth;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>The booth knows nobody (S3, S4), a survey holds no member (S2), and no way leads to what one person answered (S6).</summary>
public sealed class BoothRulesTests
{
    private static readonly string[] PeoplesNamespaces =
    [
        "WorkforceTrack.App.SignIn", "WorkforceTrack.App.Members", "WorkforceTrack.App.Vault", "WorkforceTrack.App.Consents", "WorkforceTrack.App.Disclosures", "WorkforceTrack.App.Partners",
        "WorkforceTrack.Domain.Members", "WorkforceTrack.Domain.Consents", "WorkforceTrack.Domain.Disclosures",
    ];

    private static readonly string[] PeoplesTypes = [typeof(MemberId).FullName!, typeof(LedgerSubject).FullName!, typeof(Caller).FullName!];

    /// <summary>What one person answered, in any of its forms.</summary>
    private static readonly string[] Responses = [typeof(Answer).FullName!, typeof(Ballot).FullName!, typeof(WaitingCast).FullName!, typeof(DeskComment).FullName!];

    /// <summary>The members that hold or hand on a response, each with the reason why it may. Nothing else does.</summary>
    private static readonly Dictionary<string, string> Holders = new(StringComparer.Ordinal)
    {
        ["Sheet.answers"] = "the booth's own circuit, before they are handed in; the circuit knows nobody",
        ["Sheet.Answers"] = "the same, for handing them in",
        ["Sheet.AnswerTo"] = "the same, for drawing the question again",
        ["BallotBox.CastUnit.Cast"] = "on the way into the box, in memory",
        ["BoxSession.Box.Waiting"] = "those that wait, in memory; private to the box",
        ["BoxSession.Store"] = "those that wait from now on, sealed in the same step; private to the box",
        ["WaitingCasts.Open"] = "unseals those that wait; only the box calls it, and only with the key that goes at close",
        ["WaitingCasts.Read"] = "a step of the same",
        ["ThemingDesk.OpenAsync"] = "comments cut loose, for two together, after the entry",
        ["DeskVisit.Together.Comments"] = "the same, on the way to the page",
        ["ThemingPage._comments"] = "the same, while two look",
        ["CommentSorter.Comment"] = "the same, one at a time",
        ["DemonstrationQuestions.HoursAnswers"] = "made up by the program",
    };

    /// <summary>Every column of the booth store, and why what one person answered cannot be read from it.</summary>
    private static readonly Dictionary<string, string> BoothColumns = new(StringComparer.Ordinal)
    {
        ["Boxes.Survey"] = "which survey",
        ["Boxes.IsOpen"] = "whether it takes answers",
        ["Boxes.Counted"] = "how many were counted",
        ["Boxes.Waiting"] = "sealed, padded, shuffled; the key goes at close",
        ["Counts.Survey"] = "which survey",
        ["Counts.Table"] = "a table, not a person",
        ["Counts.Row"] = "a row of the table",
        ["Counts.Column"] = "an option",
        ["Counts.Count"] = "rises by the answers of ten or more at once",
        ["Spent.Survey"] = "which survey",
        ["Spent.Pass"] = "a hash of a pass, beside no answer",
        ["Comments.Id"] = "chance",
        ["Comments.Survey"] = "which survey",
        ["Comments.Question"] = "one question, beside no other answer",
        ["Comments.Sealed"] = "one comment, sealed",
        ["Comments.Theme"] = "given by the desk",
    };

    [Fact, Proves("S3"), Proves("S4")]
    public void Nothing_in_the_booth_knows_a_type_that_is_about_a_person()
    {
        var booth = TypesIn(House.App, typeof(BoothDoor).Namespace!).ToList();

        Assert.Contains(booth, t => t.Name == nameof(BoothPage));
        Assert.Contains(booth, t => t.Name == "QuestionField");
        Assert.Empty(booth.SelectMany(type => Touched(type).Where(IsOfPeople).Select(touched => $"{type.FullName} knows {touched}")).Distinct());
    }

    [Fact, Proves("S2")]
    public void Nothing_that_a_survey_is_made_of_can_hold_a_member()
    {
        var surveys = TypesIn(House.Domain, typeof(Ballot).Namespace!).ToList();

        Assert.Contains(surveys, t => t.Name == nameof(Ballot));
        Assert.Empty(surveys.SelectMany(type => Touched(type).Where(t => IsOfPeople(t) && t != "WorkforceTrack.Domain.Disclosures.RefusalReason").Select(touched => $"{type.FullName} knows {touched}")).Distinct());
    }

    [Fact, Proves("S6")]
    public void What_one_person_answered_is_handed_on_by_these_members_alone()
    {
        var holders = TypesIn(House.Domain, "WorkforceTrack").Concat(TypesIn(House.App, "WorkforceTrack"))
            .Where(type => !IsMade(type.Name) && !Responses.Contains(Outermost(type)))
            .SelectMany(Given).Where(g => Spread(g.Type).Any(t => Responses.Contains(t.FullName) || t.DeclaringType is { } outer && Responses.Contains(outer.FullName)))
            .Select(g => g.Member).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(holders.Except(Holders.Keys));
        // What is gone needs no reason any more.
        Assert.Empty(Holders.Keys.Except(holders));
    }

    [Fact, Proves("S6")]
    public void Comments_are_opened_by_the_desk_and_casts_by_the_box_alone()
    {
        Assert.Equal(["ThemingDesk.OpenAsync"], CallersOf(typeof(SurveyKeys), nameof(SurveyKeys.OpenComment)));
        Assert.Equal(["ThemingDesk.ReadAsync"], CallersOf(typeof(ThemingDesk), "OpenAsync"));
        Assert.Equal(["BoxSession.LoadAsync"], CallersOf(typeof(WaitingCasts), nameof(WaitingCasts.Open)));
        // Who has the key of what waits could open it with another tool.
        Assert.Equal(["BoxSession.LoadAsync", "BoxSession.OpenAsync"], CallersOf(typeof(SurveyKeys), nameof(SurveyKeys.Waiting)));
    }

    [Fact, Proves("S6")]
    public async Task No_row_of_the_booth_store_is_what_one_person_answered()
    {
        await using var store = await TestStore.OpenAsync();
        await using var booth = store.Get<IDbContextFactory<BoothDb>>().CreateDbContext();
        var rows = booth.Model.GetEntityTypes().Where(e => e.ClrType != typeof(StoreInfo)).ToList();

        Assert.Equal(BoothColumns.Keys.Order(StringComparer.Ordinal), rows.SelectMany(e => e.GetProperties().Select(p => $"{e.GetTableName()}.{p.Name}")).Order(StringComparer.Ordinal));
        // A row that leads to another would join a comment to a pass, or an answer to an answer.
        Assert.All(rows, e => Assert.Empty(e.GetForeignKeys()));
    }

    /// <summary>Everything that hands something on: what methods return or give back in a parameter, properties, and fields that others can read.</summary>
    private static IEnumerable<(string Member, TypeReference Type)> Given(TypeDefinition type)
    {
        var name = NameOf(type);
        foreach (var method in type.Methods.Where(m => !IsMade(m.Name) && !m.IsGetter && !m.IsSetter))
        {
            yield return ($"{name}.{method.Name}", method.ReturnType);
            foreach (var given in method.Parameters.Where(p => p.ParameterType.IsByReference || p.ParameterType.Name.StartsWith("Action", StringComparison.Ordinal))) yield return ($"{name}.{method.Name}", given.ParameterType);
        }

        foreach (var property in type.Properties) yield return ($"{name}.{property.Name}", property.PropertyType);
        foreach (var field in type.Fields.Where(f => !IsMade(f.Name))) yield return ($"{name}.{field.Name}", field.FieldType);
    }

    /// <summary>The full name of every type that this one touches: in its shape, its members, and its instructions.</summary>
    private static IEnumerable<string> Touched(TypeDefinition type)
    {
        IEnumerable<TypeReference?> shape =
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.CustomAttributes.Select(a => a.AttributeType),
            .. type.Fields.Select(f => f.FieldType),
            .. type.Properties.Select(p => p.PropertyType),
            .. type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)),
        ];
        var code = type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Variables.Select(v => v.VariableType).Concat(m.Body.Instructions.SelectMany(i => Operands(i.Operand))));
        return shape.Concat(code).OfType<TypeReference>().SelectMany(Spread).Select(t => t.FullName).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<TypeReference?> Operands(object? operand) => operand switch
    {
        MethodReference method =>
        [
            method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    /// <summary>The type, what it stands in, what it is made of, and what it is filled with.</summary>
    private static IEnumerable<TypeReference> Spread(TypeReference type)
    {
        if (type is GenericParameter) return [];
        IEnumerable<TypeReference> within = type switch
        {
            GenericInstanceType generic => generic.GenericArguments.Prepend(generic.ElementType).SelectMany(Spread),
            TypeSpecification made => Spread(made.ElementType),
            _ => [type],
        };
        return type.DeclaringType is { } outer ? within.Concat(Spread(outer)) : within;
    }

    private static bool IsOfPeople(string type) => PeoplesTypes.Any(p => type == p || type.StartsWith($"{p}/", StringComparison.Ordinal))
        || PeoplesNamespaces.Any(n => type.StartsWith($"{n}.", StringComparison.Ordinal));

    private static IEnumerable<TypeDefinition> TypesIn(System.Reflection.Assembly assembly, string space) => AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.GetTypes()
        .Where(t => Outer(t).Namespace is { } of && (of == space || of.StartsWith($"{space}.", StringComparison.Ordinal)));

    private static TypeDefinition Outer(TypeDefinition type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    private static string Outermost(TypeDefinition type) => Outer(type).FullName;

    private static string NameOf(TypeDefinition type) => type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;

    private static bool IsMade(string name) => name.Contains('<', StringComparison.Ordinal);

    private static IEnumerable<string> CallersOf(Type type, string method) => House.Instructions
        .Where(i => i.Instruction.Operand is MethodReference called && called.Name == method && called.DeclaringType.FullName == type.FullName)
        .Select(i => $"{i.Type}.{i.Method}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
