using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.WebLogs;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.WebLogs;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.WebLogs;

public sealed class HandOverLinesTests
{
    [Fact, Proves("W5")]
    public async Task A_package_holds_the_lines_of_the_scope_alone_and_is_a_disclosure_in_the_ledger()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.HandedOverAsync();
        var entry = await scene.Office.LastEntryAsync();

        var package = Assert.IsType<IncidentResult.Taken>(await scene.Get<HandOverLines>().CollectAsync(scene.Priya, scene.Id)).Package;

        Assert.Equal(
            (EntryKind.Disclosure, RecipientKind.Authority, scene.Id.Value, scene.Priya.Id.Value, Purpose.InvestigateMisuse),
            (entry.Kind, entry.RecipientKind!.Value, entry.Evidence!.Value, entry.Actor!.Value, entry.Purpose!.Value));
        Assert.Equal(Digest.Of(package), entry.Detail);
        Assert.NotNull(entry.Recipient);
        Assert.NotNull(entry.RecipientName);
        Assert.Null(entry.Subject);
        var files = Investigation.Unpack(package);
        Assert.Equal(["lines.log", "manifest.json", "read-me.txt"], files.Keys.Order(StringComparer.Ordinal));
        var lines = Encoding.ASCII.GetString(files["lines.log"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').ToList();
        Assert.Equal(Investigation.Attacks, lines.Count);
        Assert.All(lines, line => Assert.Contains(" 203.0.113.66 - /login ", line, StringComparison.Ordinal));
        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var listed = manifest.RootElement.GetProperty("files")[0];
        Assert.Equal(("lines.log", Convert.ToHexStringLower(SHA256.HashData(files["lines.log"]))), (listed.GetProperty("name").GetString(), listed.GetProperty("sha256").GetString()));
        Assert.Equal("Cyber Crime Unit", manifest.RootElement.GetProperty("to").GetProperty("agency").GetString());
    }

    [Fact, Proves("W5")]
    public async Task Nobody_approves_their_own_step_and_one_word_is_not_enough()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        var handOver = scene.Get<HandOverLines>();
        Assert.Equal([IncidentFault.DidNotLook], Investigation.Faults(await scene.ProposeAsync(scene.Priya)));
        scene.Get<Investigate>().Leave(scene.Mina, scene.Id);
        await scene.ComeAsync(scene.Priya);
        await scene.LookAsync(scene.Sec);

        Investigation.Done(await scene.ProposeAsync(scene.Priya));
        Assert.Equal([IncidentFault.OwnStep], Investigation.Faults(await handOver.ApproveAsync(scene.Priya, scene.Id)));
        Assert.Equal([IncidentFault.NotYourRole], Investigation.Faults(await handOver.ApproveAsync(scene.Sec, scene.Id)));
        Investigation.Done(await handOver.ApproveAsync(scene.Mina, scene.Id));
        Assert.Equal([IncidentFault.OwnStep], Investigation.Faults(await handOver.ApproveAsync(scene.Mina, scene.Id)));
        await using (var store = scene.Office.Store.Main()) Assert.False(await store.IncidentParts.AnyAsync(p => p.Kind == IncidentPart.Package, TestContext.Current.CancellationToken));
        Assert.Contains(IncidentFault.NotInThisPhase, Investigation.Faults(await handOver.CollectAsync(scene.Mina, scene.Id)));
        Assert.DoesNotContain(await scene.Office.LedgerAsync(), e => e.Kind == EntryKind.Disclosure);

        Investigation.Done(await handOver.ApproveAsync(scene.Leo, scene.Id));
        Assert.Single(await scene.Office.LedgerAsync(), e => e.Kind == EntryKind.Disclosure);
    }

    [Fact, Proves("W5")]
    public async Task The_package_is_given_once_and_to_one_who_approved()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.HandedOverAsync();
        var handOver = scene.Get<HandOverLines>();

        Assert.Equal([IncidentFault.DidNotApprove], Investigation.Faults(await handOver.CollectAsync(scene.Mina, scene.Id)));
        Assert.IsType<IncidentResult.Taken>(await handOver.CollectAsync(scene.Leo, scene.Id));
        Assert.Equal([IncidentFault.DoneBefore], Investigation.Faults(await handOver.CollectAsync(scene.Leo, scene.Id)));
        Assert.Equal([IncidentFault.DoneBefore], Investigation.Faults(await handOver.CollectAsync(scene.Priya, scene.Id)));
    }

    [Fact, Proves("W5")]
    public async Task A_recipient_is_named_in_every_respect_and_lies_sealed()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        await scene.LookAsync(scene.Sec);
        string?[] whole = ["Cyber Crime Unit", "Officer Ada Quill", "1 Harbour Square", "Called back."];
        for (var missing = 0; missing < whole.Length; missing++)
        {
            string?[] with = [.. whole];
            with[missing] = " ";
            Assert.Equal(IncidentObstacle.TextUnfit, Assert.IsType<IncidentResult.NotNow>(await scene.Get<HandOverLines>().ProposeAsync(scene.Sec, scene.Id, with[0], with[1], with[2], with[3], "They investigate.")).Obstacle);
        }

        Assert.Equal([IncidentFault.ReasonMissing], Investigation.Faults(await scene.Get<HandOverLines>().ProposeAsync(scene.Sec, scene.Id, whole[0], whole[1], whole[2], whole[3], "")));
        Investigation.Done(await scene.ProposeAsync(scene.Sec));
        var marks = new Marks(Cast.Counts.Chance());
        foreach (var value in new[] { "Cyber Crime Unit", "Ada Quill", "Harbour Square", "Called back", "They investigate the attack" }) marks.Remember("recipient", value);
        Assert.Empty(marks.FindUnder(scene.Office.Store.Folder.Data));
    }

    [Fact, Proves("W5")]
    public async Task What_was_taken_back_needs_all_of_it_anew()
    {
        await using var scene = await Investigation.BeginAsync();
        await scene.ScopedAsync();
        await scene.LookAsync(scene.Sec);
        var handOver = scene.Get<HandOverLines>();
        Investigation.Done(await scene.ProposeAsync(scene.Sec));
        Investigation.Done(await handOver.ApproveAsync(scene.Mina, scene.Id));

        Investigation.Done(await handOver.TakeBackAsync(scene.Leo, scene.Id));

        Assert.Contains(IncidentFault.NotInThisPhase, Investigation.Faults(await handOver.ApproveAsync(scene.Leo, scene.Id)));
        Investigation.Done(await scene.ProposeAsync(scene.Sec));
        Assert.Equal(IncidentPhase.HalfApproved, Investigation.Done(await handOver.ApproveAsync(scene.Mina, scene.Id)).Incident.Phase);
    }
}
