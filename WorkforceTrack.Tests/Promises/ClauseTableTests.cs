using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Tests.Promises;

public sealed class ClauseTableTests
{
    private const string Begin = "<!-- clauses:begin -->\n";
    private const string End = "<!-- clauses:end -->";

    [Fact]
    public void Every_marked_clause_exists()
    {
        var ids = PolicyText.All.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var marked = ClauseTable.RulesByClause.Concat(ClauseTable.ProofsByClause).Select(g => g.Key);

        Assert.Empty(marked.Where(id => !ids.Contains(id)).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void A_clause_that_the_program_keeps_has_a_rule_and_a_proof()
    {
        var missing = ClauseTable.Kept.SelectMany(c => new[]
        {
            ClauseTable.RulesByClause.Contains(c.Id) ? null : $"{c.Id} has no rule",
            ClauseTable.ProofsByClause.Contains(c.Id) ? null : $"{c.Id} has no proof",
        }).OfType<string>().ToArray();

        Assert.True(missing.Length == 0, string.Join("; ", missing));
    }

    [Fact]
    public void The_readme_table_is_the_one_made_from_the_code()
    {
        var path = Path.Combine(Root(), "README.md");
        Assert.True(File.Exists(path), "There is no README.md beside the solution.");
        var readme = File.ReadAllText(path);
        var from = readme.IndexOf(Begin, StringComparison.Ordinal);
        var to = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, "README.md lacks the lines clauses:begin and clauses:end.");
        from += Begin.Length;

        var table = ClauseTable.Markdown();
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
            File.WriteAllText(path, string.Concat(readme.AsSpan(0, from), table, readme.AsSpan(to)));
        else
            Assert.Equal(table, readme[from..to]);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WorkforceTrack.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
