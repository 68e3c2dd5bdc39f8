using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Tests.Promises;

/// <summary>The table clause, rule, proof, made from the attributes on the code. What is not marked is not in it.</summary>
internal static class ClauseTable
{
    /// <summary>Most names in one cell; the rest is counted.</summary>
    private const int Shown = 3;

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Rules = [typeof(Clause).Assembly, Assembly.Load("WorkforceTrack.App")];

    /// <summary>Clause id and name of each rule that says it keeps the clause.</summary>
    internal static ILookup<string, string> RulesByClause { get; } = Members(Rules)
        .SelectMany(m => m.GetCustomAttributes<KeepsAttribute>(inherit: false), (m, keeps) => (keeps.Clause, Name: NameOf(m)))
        .ToLookup(p => p.Clause, p => p.Name);

    /// <summary>Clause id and name of each test that says it proves the clause.</summary>
    internal static ILookup<string, string> ProofsByClause { get; } = Members([typeof(ClauseTable).Assembly])
        .SelectMany(m => m.GetCustomAttributes<ProvesAttribute>(inherit: false), (m, proves) => (proves.Clause, Name: NameOf(m)))
        .ToLookup(p => p.Clause, p => p.Name);

    /// <summary>The clauses that need a rule and a proof.</summary>
    internal static IEnumerable<Clause> Kept => PolicyText.All.Where(c => c.Keeping != Keeping.NotYet);

    internal static string Markdown()
    {
        var text = new StringBuilder("| Clause | Rule | Proof |\n|---|---|---|\n");
        foreach (var clause in Kept)
        {
            var inPart = clause.Keeping == Keeping.InPart ? " (in part)" : "";
            text.Append($"| **{clause.Id}** {clause.Title}{inPart} | {Cell(RulesByClause[clause.Id])} | {Cell(ProofsByClause[clause.Id])} |\n");
        }

        var all = PolicyText.All.Length;
        return text.Append($"\nOf {all} clauses, {all - Kept.Count()} are not yet kept by the program; the policy page says so beside each.\n").ToString();
    }

    private static string Cell(IEnumerable<string> names)
    {
        var sorted = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var cell = string.Join("<br>", sorted.Take(Shown).Select(n => $"`{n}`"));
        return sorted.Length > Shown ? $"{cell}<br>and {sorted.Length - Shown} more" : cell;
    }

    private static IEnumerable<MemberInfo> Members(IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(a => a.GetTypes())
        .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)))
        .SelectMany(t => t.GetMembers(Everything).Where(m => m is MethodBase).Prepend(t));

    private static string NameOf(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => constructor.DeclaringType!.Name,
        MethodInfo method => $"{method.DeclaringType!.Name}.{method.Name}",
        _ => member.Name,
    };
}
