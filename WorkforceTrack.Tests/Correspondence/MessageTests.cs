using System.Text;
using Microsoft.EntityFrameworkCore;
using Mono.Cecil;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.HouseRules;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Correspondence;

public sealed class MessageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("C4"), Proves("AC3")]
    public async Task A_visitor_writes_and_reads_the_answer_by_reference_and_secret_alone()
    {
        await using var office = await Office.OpenAsync(new Staging());
        var support = await office.HireAsync(StaffRole.Support);
        var written = await WriteAsync(office, "Do you hold courses in Welsh?\nAnd when?");
        Assert.Null((await ReadAsync(office, written))!.Answer);
        var id = await OnlyAsync(office);

        Assert.Null(await office.Get<AnswerMessages>().AnswerAsync(support, id, "Yes, in spring."));

        var own = (await ReadAsync(office, written))!;
        Assert.Equal(("Do you hold courses in Welsh?\nAnd when?", "Yes, in spring."), (own.Text.Open(), own.Answer!.Value.Open()));
        Assert.Null(await office.Get<WriteToUs>().ReadAsync(written.Reference, ""));
        Assert.Null(await office.Get<WriteToUs>().ReadAsync("ABCDEFGH", written.Secret));
        Assert.NotNull(await office.Get<AnswerMessages>().AnswerAsync(support, id, "Another answer"));
        Assert.Equal("Yes, in spring.", (await ReadAsync(office, written))!.Answer!.Value.Open());
    }

    [Fact, Proves("C4")]
    public async Task Each_look_is_recorded_before_it_and_only_those_who_answer_may_look()
    {
        await using var office = await Office.OpenAsync(new Staging());
        var (support, counsel) = (await office.HireAsync(StaffRole.Support), await office.HireAsync(StaffRole.Counsel));
        await WriteAsync(office, "Hello.");
        var id = await OnlyAsync(office);

        Assert.IsType<MessageLook.Refused>(await office.Get<AnswerMessages>().OpenAsync(counsel, id));
        Assert.IsType<MessageLook.Refused>(await office.Get<AnswerMessages>().OpenAsync(new Caller.Visitor(), id));
        Assert.Null(await office.Get<AnswerMessages>().ListAsync(counsel));
        Assert.DoesNotContain(await office.LedgerAsync(), e => e.Evidence == id);
        Assert.IsType<MessageLook.Opened>(await office.Get<AnswerMessages>().OpenAsync(support, id));

        var entry = Assert.Single(await office.LedgerAsync(), e => e.Evidence == id);
        Assert.Equal((EntryKind.StaffLook, ActorRole.Support, null, Purpose.AnswerRequest), (entry.Kind, entry.Role, entry.Subject, entry.Purpose));
    }

    [Fact, Proves("C4"), Proves("T5")]
    public async Task A_message_goes_with_its_key_a_set_time_after_the_answer_and_one_that_waits_stays()
    {
        await using var office = await Office.OpenAsync(new Staging());
        var support = await office.HireAsync(StaffRole.Support);
        var (answered, waiting) = (await WriteAsync(office, "first mark zzqy"), await WriteAsync(office, "second"));
        await using var main = office.Store.Main();
        var id = (await main.Messages.SingleAsync(m => m.Reference == answered.Reference, Stop)).Id;
        Assert.Null(await office.Get<AnswerMessages>().AnswerAsync(support, id, "Done."));
        office.Store.Clock.Advance(office.Get<RetentionTimes>().Of(RecordKind.Messages) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await office.Get<SweepRecords>().SweepAsync(Stop))[RecordKind.Messages]);
        office.Store.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, (await office.Get<SweepRecords>().SweepAsync(Stop))[RecordKind.Messages]);

        Assert.Null(await ReadAsync(office, answered));
        Assert.Equal("second", (await ReadAsync(office, waiting))!.Text.Open());
        Assert.Null(office.Get<KeyRing>().FindProgramKey(MessageSeal.KeyName(id)));
        await using var stream = new FileStream(office.Store.Folder.VaultFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var vault = new byte[stream.Length];
        await stream.ReadExactlyAsync(vault, Stop);
        Assert.True(vault.AsSpan().IndexOf(Encoding.ASCII.GetBytes(MessageSeal.KeyName(id))) < 0, "A page of the vault holds the name of the key.");
    }

    [Fact, Proves("C4")]
    public async Task A_key_that_was_just_made_is_not_taken_for_one_that_a_crash_left()
    {
        await using var office = await Office.OpenAsync(new Staging());
        var id = Guid.NewGuid();
        office.Get<MessageSeal>().MakeKey(id);
        await office.Get<SweepRecords>().SweepAsync(Stop);
        Assert.NotNull(office.Get<KeyRing>().FindProgramKey(MessageSeal.KeyName(id)));

        office.Store.Clock.Advance(TimeSpan.FromDays(2));
        await office.Get<SweepRecords>().SweepAsync(Stop);

        Assert.Null(office.Get<KeyRing>().FindProgramKey(MessageSeal.KeyName(id)));
    }

    [Fact, Proves("C4")]
    public void No_other_way_opens_a_message()
    {
        var openers = House.Instructions
            .Where(i => i.Instruction.Operand is MethodReference { DeclaringType.Name: nameof(MessageSeal), Name: nameof(MessageSeal.OpenText) or nameof(MessageSeal.OpenAnswer) })
            .Select(i => $"{i.Type}.{i.Method}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(["AnswerMessages.OpenAsync", "WriteToUs.ReadAsync"], openers);
    }

    [Theory, Proves("C4")]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("bell \a")]
    public async Task What_is_no_message_is_answered_in_words_and_leaves_nothing(string typed)
    {
        await using var office = await Office.OpenAsync(new Staging());

        Assert.IsType<MessageAnswer.Rejected>(await office.Get<WriteToUs>().WriteAsync(typed, "here"));
        Assert.IsType<MessageAnswer.Rejected>(await office.Get<WriteToUs>().WriteAsync(new string('x', MessageText.Most + 1), "here"));

        await using var main = office.Store.Main();
        Assert.False(await main.Messages.AnyAsync(Stop));
        Assert.Empty(office.Get<KeyRing>().NamesOfOlderKeys(MessageSeal.KeyPrefix));
    }

    [Fact, Proves("SE1")]
    public async Task One_network_writes_so_many_messages_in_an_hour()
    {
        await using var office = await Office.OpenAsync(new Staging { Settings = ["--Security:MessagesPerHour=2"] });
        for (var i = 0; i < 2; i++) Assert.IsType<MessageAnswer.Written>(await office.Get<WriteToUs>().WriteAsync("hello", "here"));

        Assert.IsType<MessageAnswer.TooOften>(await office.Get<WriteToUs>().WriteAsync("hello", "here"));
        Assert.IsType<MessageAnswer.Written>(await office.Get<WriteToUs>().WriteAsync("hello", "there"));
    }

    private static async Task<MessageAnswer.Written> WriteAsync(Office office, string text) => Assert.IsType<MessageAnswer.Written>(await office.Get<WriteToUs>().WriteAsync(text, "here"));

    private static Task<OwnMessage?> ReadAsync(Office office, MessageAnswer.Written written) => office.Get<WriteToUs>().ReadAsync(written.Reference, written.Secret);

    private static async Task<Guid> OnlyAsync(Office office)
    {
        await using var main = office.Store.Main();
        return (await main.Messages.SingleAsync(Stop)).Id;
    }
}
