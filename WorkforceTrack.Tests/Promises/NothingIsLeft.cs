using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Members;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// A member whose every value is a mark goes through the main job and leaves; then every file of the running program is searched, its
/// journals, free pages and the folder for mail included: no mark and no random id of the member is left (T2).
/// </summary>
[Trait("needs", "server")]
public sealed partial class NothingIsLeft
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T2"), Proves("T5")]
    public async Task Of_who_left_no_file_of_the_running_program_holds_a_value_or_a_name()
    {
        using var disk = new TestFolder();
        var marks = new Marks(Counts.Chance(6));
        await using var program = await RunningProgram.StartAsync(new Staging { Folder = disk, LogFrom = LogLevel.Debug, Settings = ["--Retention:WaitingDays=0"] });
        var (userId, password) = await NoValueInTheClear.DoTheMainJobAsync(program, marks);
        var names = await NamesOfAsync(program, userId);
        Assert.All(names, name => Assert.NotEmpty(name.FindUnder(disk.Root)));
        // What was sent to the member stands in the folder for mail, and the search sees it.
        Assert.NotEmpty(marks.FindUnder(disk.MailFolder));

        using var person = new PlainBrowser(program.NewClient());
        using (var entered = await person.SendAsync("/login", [new("UserId", userId), new("Password", password)])) Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        using var left = await person.SendAsync("/me/leave", [new("Password", password)], "leave");
        var codes = Code().Matches(await left.Content.ReadAsStringAsync(Stop)).Select(m => m.Groups["code"].Value).ToList();
        Assert.Equal(1, await program.Get<EraseMembers>().EraseDueAsync());

        Assert.Empty(marks.FindUnder(disk.Root));
        Assert.All(names, name => Assert.Empty(name.FindUnder(disk.Root)));
        Assert.Empty(marks.FindIn("the log", Encoding.UTF8.GetBytes(string.Join('\n', program.Log.All))));
        using (var gone = await person.SendAsync("/login", [new("UserId", userId), new("Password", password)])) Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        using var receipt = await person.SendAsync($"/receipt/{codes[0].Replace("-", "", StringComparison.Ordinal)}", [new("Secret", codes[1])], "receipt");
        Assert.Contains("Everything that we held of you is erased.", await receipt.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    // Each random name of the member, but the ledger's own, which stays there and leads nowhere.
    private static async Task<List<Marks>> NamesOfAsync(RunningProgram program, string userId)
    {
        var index = program.Get<KeyRing>().UserIdIndex(userId);
        await using var vault = program.Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        var row = await vault.People.AsNoTracking().SingleAsync(p => p.UserIdIndex == index, Stop);
        var part = new CasePartRow { Evidence = Guid.NewGuid(), Case = new CaseId(Guid.NewGuid()), Member = row.Member!.Value, Recipient = Guid.NewGuid(), NameSalt = [1], NameCommitment = new byte[32], IsOver = true };
        await program.Get<MainWriter>().WriteAsync(work => Task.FromResult(work.Db.CaseParts.Add(part)));
        Guid[] ids =
        [
            row.Id, row.Member.Value.Value, part.Evidence, part.Recipient,
            .. await vault.PartnerSubjects.Where(s => s.Person == row.Id).Select(s => s.Subject.Value).ToListAsync(Stop),
        ];
        return ids.Select(id => One(id.ToString("D"))).ToList();
    }

    private static Marks One(string name)
    {
        var marks = new Marks(Counts.Chance());
        marks.Remember("a random name of the member", name);
        return marks;
    }

    [GeneratedRegex("<code class=\"secret\">(?<code>[A-Z0-9-]+)</code>", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
