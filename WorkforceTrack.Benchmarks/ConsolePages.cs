using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Benchmarks;

/// <summary>
/// When data is first to be seen in Chromium (first contentful paint, W3C Paint Timing) on the pages of the console and the
/// transparency report, with 500 cases and a million entries in the ledger. Beside it the same page with hardly anything in the store.
/// </summary>
internal static class ConsolePages
{
    private const int Cases = 500;
    private const int Visits = 25;
    private const string Password = "a-password-for-the-benchmark";

    internal static async Task RunAsync()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("WT_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var few = await PrepareAsync(entries: 1_000, cases: 5);
        var many = await PrepareAsync(MillionEntries.Count, Cases);
        await using (few.Ground)
        await using (many.Ground)
        {
            await few.Ground.StopAsync();
            await many.Ground.StopAsync();
            var peer = await MeasureAsync(browser, few);
            var ours = await MeasureAsync(browser, many);
            foreach (var (page, times) in ours)
                Console.WriteLine($"{page,-32} {Words(times)}   with 5 cases and 1,000 entries {Words(peer[page])}   goal: under 300 ms");
        }
    }

    private static string Words(List<double> times)
    {
        times.Sort();
        return $"median {times[times.Count / 2],6:0} ms, 95 % under {times[(int)(times.Count * 0.95)],6:0} ms";
    }

    private static async Task<Dictionary<string, List<double>>> MeasureAsync(IBrowser browser, Prepared prepared)
    {
        await using var server = await ChildServer.StartAsync(Path.Combine(AppContext.BaseDirectory, "WorkforceTrack.App.dll"), AppContext.BaseDirectory, prepared.Ground.Settings);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = new UriBuilder(server.Address) { Host = "localhost" }.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        await page.FillAsync("input[name=UserId]", "priya-of-the-benchmark");
        await page.FillAsync("input[name=Password]", Password);
        await page.ClickAsync("form.form button[type=submit]");
        await page.Locator("h1").First.WaitForAsync();
        var times = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var (name, path, data) in new[]
        {
            ("board of cases", "/console/cases?view=open", "Court No."), ("one case", $"/console/cases/{prepared.Case.Value}", "Court No."), ("usage", "/console/usage", "<h1"),
            ("transparency report", "/transparency", "Received"), ("review of disclosures", "/console/disclosures", "<tbody"),
        })
        {
            times.Add(name, []);
            for (var visit = 0; visit < Visits + 3; visit++)
            {
                var answer = await page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
                if (answer is not { Ok: true }) throw new InvalidOperationException($"{path} answered {answer?.Status}.");
                // What is painted first is the first answer, so the data must be in it.
                if (!(await answer.TextAsync()).Contains(data, StringComparison.Ordinal)) throw new InvalidOperationException($"{path} paints before its data is there.");
                var paint = await page.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1");
                // The first visits load the style sheets and fonts that every page has.
                if (visit >= 3 && paint >= 0) times[name].Add(paint);
            }
        }

        return times;
    }

    private static async Task<Prepared> PrepareAsync(int entries, int cases)
    {
        var ground = await Ground.MakeAsync(2);
        await MillionEntries.FillAsync(ground, entries);
        var desk = new Dictionary<StaffRole, Caller.OfStaff>();
        foreach (var role in Names.All<StaffRole>()) desk.Add(role, await HireAsync(ground, role));
        var last = default(CaseId);
        for (var number = 0; number < cases; number++) last = await CaseAsync(ground, desk, number);
        return new Prepared(ground, last);
    }

    // Cases of every age and in every phase, as an office has them after some years.
    private static async Task<CaseId> CaseAsync(Ground ground, Dictionary<StaffRole, Caller.OfStaff> desk, int number)
    {
        var receive = ground.Services.GetRequiredService<ReceiveCase>();
        var move = ground.Services.GetRequiredService<MoveCase>();
        var now = ground.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var intake = new CaseIntake { How = new("By letter"), Agency = new($"Court No. {number % 40}"), Summary = new("A court wants to know who used an account.") };
        var done = (CaseOutcomeOfAct.Done)await receive.ReceiveAsync(desk[StaffRole.Support], intake, document: null, now.AddDays(1 + (number % 60)));
        var scope = new CaseScope([.. ground.Members.Select(m => new ScopedMember(m.Member!.Value, FieldSet.Of(PersonalField.Email, PersonalField.FullName)))], new CasePeriod(new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1)));
        (StaffRole Role, CaseMove Move)[] steps = number % 5 == 0
            ? [(StaffRole.Support, new CaseMove.RefuseInformal())]
            :
            [
                (StaffRole.Support, new CaseMove.Authenticate(isGenuine: true)),
                (StaffRole.PrivacyOfficer, new CaseMove.Classify((CaseKind)(1 + (number % 5)), scope)),
                (StaffRole.PrivacyOfficer, new CaseMove.Preserve()),
                (StaffRole.Counsel, new CaseMove.FindValid(scope)),
                (StaffRole.Counsel, new CaseMove.CheckSecrecy(silence: null)),
                (StaffRole.PrivacyOfficer, new CaseMove.Notify()),
            ];
        var file = new CaseFile(done.Id, now, now);
        foreach (var (role, step) in steps.Take(1 + (number % (steps.Length + 1))))
            done = (CaseOutcomeOfAct.Done)await move.MoveAsync(desk[role], done.Id, done.Version, step, CaseNote.Of([.. CaseLines.NeededFor(step, file).Select(label => (label, (string?)"As the papers say."))]));
        return done.Id;
    }

    private static async Task<Caller.OfStaff> HireAsync(Ground ground, StaffRole role)
    {
        var name = role == StaffRole.PrivacyOfficer ? "priya-of-the-benchmark" : $"{Names.Of(role)}-of-the-benchmark";
        var hash = ground.Services.GetRequiredService<IPasswordHasher<PersonRow>>().HashPassword(null!, Password);
        var admission = (StaffAdmission.Admitted)await ground.Services.GetRequiredService<AdmitStaff>().AdmitAsync(role, new(name), new($"{name}@staff.example"), new(name), hash);
        var caller = new Caller.OfStaff(admission.Person, new SessionRow { Id = Randomness.Id(), SealedDevice = [], Access = Randomness.Id() }, role);
        await ground.Services.GetRequiredService<SignAdherence>().SignAsync(caller, ground.Services.GetRequiredService<PolicyInForce>().LatestMaterial!.Value);
        return caller;
    }

    private sealed record Prepared(Ground Ground, CaseId Case);
}
