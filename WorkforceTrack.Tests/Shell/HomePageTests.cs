using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Tests.Shell;

public sealed class HomePageTests : BunitContext
{
    public HomePageTests()
    {
        Services.AddSingleton(Options.Create(new OrganisationOptions { Name = "The Test Members" }));
        Services.AddSingleton(new ReadSurveys(new SurveyShelf(null!, null!, null!), null!, null!, null!, null!));
        AddAuthorization();
    }

    [Fact]
    public void The_first_page_promises_only_what_is_kept()
    {
        var promises = Render<HomePage>().FindAll(".vows a").Select(a => a.GetAttribute("href")!.Split('#')[1]).ToList();

        Assert.Equal(3, promises.Count);
        Assert.All(promises, id => Assert.Equal(Keeping.ByProgram, PolicyText.All.Single(c => c.Id == id).Keeping));
    }

    [Fact]
    public void The_example_shows_nothing_that_a_selected_service_alone_would_not_get()
    {
        var example = Render<HomePage>().Find(".specimen").TextContent;

        Assert.Contains("You selected the service", example, StringComparison.Ordinal);
        Assert.DoesNotContain("mail", example, StringComparison.OrdinalIgnoreCase);
    }
}
