using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

[Trait("needs", "server")]
public sealed class InvitationVerbTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("C3")]
    public async Task A_list_is_gone_through_to_its_end_with_a_report_for_each_line()
    {
        using var disk = await DiskAsync();
        var file = Path.Combine(disk.Root, "people.csv");
        await File.WriteAllTextAsync(
            file,
            "email;name\r\nwren@mail.example;\"Wren; the small\"\r\nnowhere;Robin\r\n\r\n\"lark@mail.example;Lark\r\ntern@mail.example\r\nWREN@mail.example;Wren\r\nnarrow@mail.example;a;b\r\nstork@mail.example;Stork",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            Stop);

        var (code, output) = await ChildProgram.RunAsync(disk, "members", "invite", file);

        Assert.Equal(ExitCodes.Refused, code);
        var lines = output.Split('\n');
        Assert.Equal(
            [
                "Line 2: invited.",
                "Line 3: not invited. Give one mail address, as in robin@mail.example.",
                "Line 5: not invited. Close the quotation mark, and write a mark within a value twice; a person stands on one line.",
                "Line 6: invited.",
                "Line 7: nothing to do.",
                "Line 8: not invited. Leave out what the first line has no column for, or put a value that holds the separator between quotation marks.",
                "Line 9: invited.",
            ],
            lines.Where(l => l.StartsWith("Line ", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.StartsWith("3 invited, 1 with nothing to do, 3 to be put right.", StringComparison.Ordinal));
        // By number alone: who stands in the list is not repeated.
        Assert.DoesNotContain("wren", output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((3, 3), await CountAsync(disk));

        // The same list again invites nobody twice.
        await File.WriteAllTextAsync(file, "email\nwren@mail.example\ntern@mail.example\n", Stop);
        var again = await ChildProgram.RunAsync(disk, "members", "invite", file);
        Assert.Equal(ExitCodes.Done, again.Code);
        Assert.Contains("0 invited, 2 with nothing to do, 0 to be put right.", again.Output, StringComparison.Ordinal);
        Assert.Equal((3, 3), await CountAsync(disk));
    }

    [Fact]
    public async Task It_refuses_in_words_what_it_cannot_read_and_a_store_that_a_server_holds()
    {
        using var disk = await DiskAsync();
        var file = Path.Combine(disk.Root, "people.csv");
        var none = await ChildProgram.RunAsync(disk, "members", "invite", file);
        Assert.Equal((ExitCodes.Refused, true), (none.Code, none.Output.Contains("There is no file", StringComparison.Ordinal)));
        foreach (var text in new[] { "", "wren@mail.example,Wren\n" })
        {
            await File.WriteAllTextAsync(file, text, Stop);
            var headless = await ChildProgram.RunAsync(disk, "members", "invite", file);
            Assert.Equal((ExitCodes.Refused, true), (headless.Code, headless.Output.Contains("The first line must name the columns", StringComparison.Ordinal)));
        }

        await File.WriteAllTextAsync(file, "email\nwren@mail.example\n", Stop);
        await using (await TestStore.OpenAsync(new Staging { Folder = disk }))
        {
            var busy = await ChildProgram.RunAsync(disk, "members", "invite", file);
            Assert.Equal((ExitCodes.Refused, true), (busy.Code, busy.Output.Contains("Stop that one first. Nothing was changed.", StringComparison.Ordinal)));
        }

        Assert.Equal((0, 0), await CountAsync(disk));
        Assert.Equal(ExitCodes.BadUsage, (await ChildProgram.RunAsync(disk, "members", "invite")).Code);
        var help = await ChildProgram.RunAsync(disk, "members", "invite", "--help");
        Assert.Equal(ExitCodes.Done, help.Code);
        Assert.Contains("Stop the server first", help.Output, StringComparison.Ordinal);
    }

    private static async Task<TestFolder> DiskAsync()
    {
        var disk = new TestFolder();
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk });
        await store.LetSomebodyInAsync();
        return disk;
    }

    private static async Task<(int People, int Mails)> CountAsync(TestFolder disk)
    {
        await using var store = await TestStore.OpenAsync(new Staging { Folder = disk });
        await using var vault = store.Vault();
        await using var main = store.Main();
        return (await vault.People.CountAsync(p => p.Kind == PersonKind.Invited, Stop), await main.Mail.CountAsync(Stop));
    }
}
