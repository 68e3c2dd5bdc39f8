using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Browser;

/// <summary>A member leaves, comes back, leaves again, and reads the receipt when no account is left; by keyboard.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class LeavingJourneyTests(Chromium browser, OpenHouse house)
{
    private const string Leaver = "leaver";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T1"), Proves("T2")]
    public async Task A_member_leaves_changes_their_mind_leaves_for_good_and_reads_the_receipt()
    {
        await using var visit = await browser.VisitAsync(house.Program);
        visit.Expecting(System.Net.HttpStatusCode.UnprocessableEntity).Expecting(System.Net.HttpStatusCode.Unauthorized);
        await AdmitAsync();
        await visit.LogInAsync(Leaver);
        await visit.EnterAsync("Leave");
        await visit.ArriveAsync("Leave");
        await visit.SeeAsync("What stays, and why it leads to you no more");
        await EveryPageTests.AssertWholeAsync(visit);

        // A wrong password changes nothing.
        await visit.TypeAsync("Password", "not the password");
        await visit.EnterAsync("Leave The Test Members");
        await visit.SeeAsync("This is not your password.");
        await EveryPageTests.AssertWholeAsync(visit);
        await LeaveAsync(visit);
        await EveryPageTests.AssertWholeAsync(visit);
        // Loaded once more, the form is sent again; the secret was shown once, and there is a way to a new one.
        await visit.Page.ReloadAsync();
        await visit.SeeAsync("Lost the secret of your receipt?");

        // The whole site says so, and one press brings everything back.
        await visit.GoAsync("/me");
        await Visit.SeeAsync(visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "You are leaving" }));
        await EveryPageTests.AssertWholeAsync(visit);
        await visit.EnterAsync("Change your mind");
        await visit.ArriveAsync("You are leaving");
        await EveryPageTests.AssertWholeAsync(visit);
        await visit.EnterAsync("Stay a member");
        await visit.SeeAsync("You stay a member");
        await EveryPageTests.AssertWholeAsync(visit);
        await visit.Page.ReloadAsync();
        await visit.ArriveAsync("Leave");

        // For good this time: the waiting time passes.
        await visit.GoAsync("/me/leave");
        var (reference, secret) = await LeaveAsync(visit);
        await house.Program.Get<MainWriter>().WriteAsync(work => work.Db.Leavings.Where(l => l.Reference == reference).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, work.Now)));
        Assert.Equal(1, await house.Program.Get<EraseMembers>().EraseDueAsync());
        await visit.GoAsync("/login");
        await visit.TypeAsync("User ID", Leaver);
        await visit.TypeAsync("Password", App.Demonstration.Cast.Password);
        await visit.EnterAsync(visit.Page.Locator("form.form button[type=submit]"));
        await visit.SeeAsync("The user ID and the password do not fit together");

        // Without an account: a wrong secret, then the right one, the file and the proof.
        await visit.GoAsync($"/receipt/{reference}");
        await visit.TypeAsync("Secret", "ABCDE");
        await visit.EnterAsync("Open the receipt");
        await visit.SeeAsync("Reference and secret do not fit together");
        await EveryPageTests.AssertWholeAsync(visit);
        await visit.Page.Locator("input[name=Secret]").FillAsync("");
        await visit.TypeAsync("Secret", secret.ToLowerInvariant());
        await visit.EnterAsync("Open the receipt");
        await visit.ArriveAsync("You have left The Test Members");
        await EveryPageTests.AssertWholeAsync(visit);
        Assert.Contains("workforcetrack/erasure@v1", await visit.TakeAsync(visit.Named("Receipt (JSON)")), StringComparison.Ordinal);
        Assert.StartsWith("c2sp.org/tlog-proof@v1", await visit.TakeAsync(visit.Named("Proof")), StringComparison.Ordinal);
        visit.AssertQuiet();

        await using var main = house.Program.Get<IDbContextFactory<MainDb>>().CreateDbContext();
        Assert.Equal(1, await main.Ledger.CountAsync(e => e.Kind == Domain.Ledger.EntryKind.Erasure, Stop));
    }

    // Somebody of whom no other test knows: everyone else of the demonstration is needed still.
    private async Task AdmitAsync()
    {
        var values = new Dictionary<PersonalField, Redacted<string>>
        {
            [PersonalField.UserId] = new(Leaver),
            [PersonalField.Email] = new($"{Leaver}@post.example"),
            [PersonalField.DisplayName] = new("Kit"),
        };
        Assert.IsType<Admission.Admitted>(await house.Program.Get<AdmitMember>().AdmitAsync(values, await house.Program.Get<Argon2idHasher>().HashAsync(App.Demonstration.Cast.Password)));
    }

    private static async Task<(string Reference, string Secret)> LeaveAsync(Visit visit)
    {
        await visit.TypeAsync("Password", App.Demonstration.Cast.Password);
        await visit.EnterAsync("Leave The Test Members");
        await visit.SeeAsync("Keep these for your receipt");
        var codes = await visit.Page.Locator("code.secret").AllInnerTextsAsync();
        return (codes[0].Replace("-", "", StringComparison.Ordinal), codes[1]);
    }
}
