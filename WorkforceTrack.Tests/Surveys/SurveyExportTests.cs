using System.Net;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Surveys;

[Trait("needs", "server")]
public sealed class SurveyExportTests
{
    private const string Password = "a long road home in march";

    [Fact, Proves("S1")]
    public async Task Staff_take_a_questionnaire_away_as_the_file_that_can_be_brought_again_and_nobody_else_does()
    {
        await using var program = await RunningProgram.StartAsync();
        var stop = TestContext.Current.CancellationToken;
        if (program.Get<PolicyInForce>().Version is null) await program.Get<PolicyShelf>().PublishAsync(Example.Policy);
        var hash = await program.Get<Argon2idHasher>().HashAsync(Password);
        Assert.IsType<StaffAdmission.Admitted>(await program.Get<AdmitStaff>().AdmitAsync(StaffRole.Management, new("mina-m"), new("mina-m@office.example"), new("Mina"), hash));
        var admitted = Assert.IsType<Admission.Admitted>(await program.Get<AdmitMember>().AdmitAsync(Office.ValuesOf("alice"), hash));
        await using (var vault = program.Get<IDbContextFactory<VaultDb>>().CreateDbContext())
        {
            (await vault.People.SingleAsync(p => p.Id == admitted.Person.Id, stop)).AddressChecked = true;
            await vault.SaveChangesAsync(stop);
        }

        var (office, hall, street) = (program.NewClient(), program.NewClient(), program.NewClient());
        var (mina, alice) = (new PaperBrowser(office), new PaperBrowser(hall));
        await mina.LogInAsync("mina-m", Password);
        await mina.SubmitAsync(("Agreed", "true"));
        await alice.LogInAsync("alice", Password);
        var survey = await StoreAsync(program);
        var file = $"/console/surveys/{survey}/questionnaire.json";

        using var taken = await office.GetAsync(file, stop);
        Assert.Equal((HttpStatusCode.OK, "application/json", true), (taken.StatusCode, taken.Content.Headers.ContentType?.MediaType, taken.Headers.CacheControl?.NoStore));
        Assert.Equal("work-and-shifts.json", taken.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(QuestionnaireJson.Write(Example.Questionnaire), await taken.Content.ReadAsByteArrayAsync(stop));

        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"/console/surveys/{Guid.NewGuid()}/questionnaire.json", stop)).StatusCode);
        await alice.OpenAsync(file);
        Assert.Equal(HttpStatusCode.Forbidden, alice.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await street.GetAsync(file, stop)).StatusCode);
        foreach (var page in new[] { "/console/surveys", $"/console/surveys/{survey}" })
        {
            await mina.OpenAsync(page);
            Assert.Equal(HttpStatusCode.OK, mina.Status);
            Assert.Equal("page", mina.Page.QuerySelector("nav a[href='/console/surveys']")!.GetAttribute("aria-current"));
        }
    }

    private static async Task<Guid> StoreAsync(RunningProgram program)
    {
        var row = new SurveyRow
        {
            Id = new(Guid.NewGuid()), Slug = "work-and-shifts", Audience = Audience.Members, Phase = SurveyPhase.Draft, Json = QuestionnaireJson.Write(Example.Questionnaire), Version = 1,
        };
        await program.Get<MainWriter>().WriteAsync(work =>
        {
            work.Db.Surveys.Add(row);
            return Task.FromResult(0);
        });
        return row.Id.Value;
    }
}
