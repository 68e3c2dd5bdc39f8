using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class PolicyPageTests : BunitContext
{
    private readonly PolicyInForce inForce = new();

    public PolicyPageTests()
    {
        Services.AddSingleton(inForce);
        Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members" }));
    }

    [Fact, Proves("O1")]
    public void Every_promise_has_an_anchor_its_text_and_how_far_it_is_kept()
    {
        var page = Open(ExamplePartner.Version);

        foreach (var clause in ExamplePartner.Version.Clauses)
        {
            var article = page.Find($"article[id='{clause.Id}']");
            foreach (var words in new[] { clause.Title, clause.Text, PolicyWords.Of(clause.Keeping), clause.Note }) Assert.Contains(words, article.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact, Proves("O1")]
    public void The_tables_hold_every_declared_field_use_and_disclosure()
    {
        var page = Open(ExamplePartner.Version);

        Assert.Equal(ExamplePartner.Version.Fields.Length, page.FindAll("#collected tbody tr").Count);
        Assert.All(ExamplePartner.Version.Fields, field => Assert.Contains(page.FindAll("#collected tbody tr"), row => row.TextContent.Contains(field.Label, StringComparison.Ordinal) && row.TextContent.Contains(field.Why, StringComparison.Ordinal)));
        Assert.Equal(Texts(f => f.Recipient is RecipientKind.Member or RecipientKind.Staff or RecipientKind.Platform), Rows(page, "used"));
        Assert.Equal(Texts(f => f.Recipient is RecipientKind.Partner or RecipientKind.Authority or RecipientKind.Engaged), Rows(page, "disclosed"));

        static IEnumerable<string> Rows(IRenderedComponent<PolicyPage> page, string table) =>
            ExamplePartner.Version.Flows.Select(f => f.Text).Where(text => page.FindAll($"#{table} tbody tr").Any(row => row.TextContent.Contains(text, StringComparison.Ordinal)));

        static IEnumerable<string> Texts(Func<DeclaredFlow, bool> where) => ExamplePartner.Version.Flows.Where(where).Select(f => f.Text);
    }

    [Fact, Proves("O1"), Proves("O2")]
    public void The_table_of_surveys_tells_of_each_kind_and_an_old_version_of_none()
    {
        var rows = Open(ExamplePartner.Version).FindAll("#asked tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(DeclaredSurveys.All.Length, rows.Count);
        Assert.All(DeclaredSurveys.All.Zip(rows), pair => Assert.Contains(pair.First.Text, pair.Second, StringComparison.Ordinal));

        Assert.Contains("describes no survey", Open(ExamplePartner.Version with { Surveys = [] }).Find("#asked").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_of_the_contents_leads_to_a_part_of_the_page()
    {
        var page = Open(ExamplePartner.Version);

        Assert.All(page.FindAll(".contents a").Select(a => a.GetAttribute("href")!), href =>
        {
            Assert.StartsWith("/policy#", href, StringComparison.Ordinal);
            Assert.Single(page.FindAll($"[id='{href["/policy#".Length..]}']"));
        });
    }

    [Fact, Proves("O3")]
    public void An_old_version_stays_readable_and_says_that_it_is_old()
    {
        var next = ExamplePartner.Version with { Number = new PolicyNumber(1, 1), Published = new DateOnly(2026, 6, 1) };
        inForce.Set([ExamplePartner.Version, next]);

        var page = Render<PolicyPage>(parameters => parameters.Add(p => p.Number, "1.0"));

        Assert.Contains("no longer in force", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("15 January 2026", page.Find(".eyebrow").TextContent, StringComparison.Ordinal);
        Assert.Equal(["/policy/1.1", "/policy/1.0"], page.FindAll("#versions li a").Select(a => a.GetAttribute("href")));
        Assert.Contains(Convert.ToHexStringLower(PolicyJson.Digest(ExamplePartner.Version)), page.Find(".fingerprint").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9.9")]
    [InlineData("latest")]
    [InlineData("1.0.0")]
    public void A_version_that_never_was_is_said_to_be_none(string number)
    {
        inForce.Set([ExamplePartner.Version]);

        var page = Render<PolicyPage>(parameters => parameters.Add(p => p.Number, number));

        Assert.Contains("no such version", page.Find("h1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_version_the_page_says_so()
    {
        Assert.Contains("No policy is in force yet", Render<PolicyPage>().Find("h1").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<PolicyPage> Open(PolicyVersion version)
    {
        inForce.Set([version]);
        return Render<PolicyPage>();
    }
}
