using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Members;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class AskToLeaveTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact, Proves("T1")]
    public async Task Leaving_works_at_once_and_only_the_member_may_still_look()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Skills, "weaving"));
        await house.SelectAsync(ida);
        Assert.True(await house.PartnerReadsAsync(ida));

        await house.LeaveAsync(ida);

        Assert.False(await house.PartnerReadsAsync(ida));
        Assert.Equal("weaving", await house.ValueAsync(await house.AgainAsync(ida), PersonalField.Skills));
        Assert.IsType<ConsentAnswer.Refused>(await house.Get<GiveConsent>().InTheHouseAsync(ida, Purpose.News, new Shown(Domain.Policy.FieldSet.Empty, new PolicyNumber(1, 0))));
    }

    [Fact, Proves("T1")]
    public async Task The_way_back_brings_everything_back_as_it_was()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.SelectAsync(ida);
        await house.LeaveAsync(ida);

        Assert.True(await house.Get<AskToLeave>().StayAsync(await house.AgainAsync(ida)));

        Assert.True(await house.PartnerReadsAsync(ida));
        Assert.Equal(0, await house.EraseAsync());
        await using var vault = house.Vault();
        Assert.Null((await vault.People.SingleAsync(p => p.Member == ida.Id, Stop)).Leaving);
        await using var main = house.Main();
        Assert.False(await main.Leavings.AnyAsync(Stop));
        Assert.Equal(AccountState.Open, (await main.Members.SingleAsync(m => m.Id == ida.Id, Stop)).State);
    }

    [Fact, Proves("T1")]
    public async Task Nobody_leaves_without_the_password_and_nobody_twice()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        var ask = house.Get<AskToLeave>();

        Assert.IsType<LeavingAnswer.NotProven>(await ask.AskAsync(ida, "another password entirely"));
        Assert.IsType<LeavingAnswer.NotProven>(await ask.AskAsync(new Caller.Visitor(), House.Password));
        await house.LeaveAsync(ida);
        Assert.IsType<LeavingAnswer.NotNow>(await ask.AskAsync(await house.AgainAsync(ida), House.Password));
        Assert.IsType<LeavingAnswer.NotNow>(await ask.AskAsync(ida, House.Password));

        await using var main = house.Main();
        Assert.Equal(1, await main.Leavings.CountAsync(Stop));
    }

    [Fact, Proves("T1")]
    public async Task Of_many_who_press_at_one_moment_one_is_heard_and_the_vault_names_that_one()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Get<AskToLeave>().BeginAsync(ida)));

        Assert.Single(answers.OfType<LeavingAnswer.Asked>());
        var row = await house.LeavingAsync();
        await using var vault = house.Vault();
        Assert.Equal(row.Id, (await vault.People.SingleAsync(p => p.Member == ida.Id, Stop)).Leaving);
    }

    [Fact, Proves("T1"), Proves("T2")]
    public async Task However_leaving_and_staying_meet_the_vault_names_the_leaving_that_stands_and_no_receipt_is_false()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        var ask = house.Get<AskToLeave>();
        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async n =>
            {
                var now = await house.AgainAsync(ida);
                if (n % 2 == 0) await ask.BeginAsync(now);
                else await ask.StayAsync(now);
            }));
            await using var main = house.Main();
            await using var vault = house.Vault();
            var rows = await main.Leavings.Select(l => l.Id).ToListAsync(Stop);
            var member = await main.Members.SingleAsync(m => m.Id == ida.Id, Stop);
            Assert.Equal(member.State == AccountState.Leaving ? 1 : 0, rows.Count);
            if (rows.Count == 1) Assert.Equal(rows[0], (await vault.People.SingleAsync(p => p.Member == ida.Id, Stop)).Leaving);
        }
    }

    [Fact, Proves("T2")]
    public async Task A_leaving_that_nobody_answers_for_gets_no_receipt()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.LeaveAsync(ida);
        await using (var vault = house.Vault()) await vault.People.Where(p => p.Member == ida.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Leaving, (Guid?)null), Stop);

        Assert.Equal(0, await house.EraseAsync());

        Assert.Equal(Domain.Erasure.LeavingStep.Waiting, (await house.LeavingAsync()).Step);
        await using var main = house.Main();
        Assert.True(await main.SealedFields.AnyAsync(f => f.Member == ida.Id, Stop));
    }

    [Fact, Proves("T1")]
    public async Task The_member_is_logged_off_everywhere_else()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        var elsewhere = await house.LogInAsync(ida.Person);

        await house.LeaveAsync(ida);

        Assert.IsType<Caller.Visitor>(await house.Get<Callers>().ReadAsync(House.TicketOf(elsewhere)));
        Assert.IsType<Caller.Member>(await house.Get<Callers>().ReadAsync(House.TicketOf(ida)));
    }

    [Fact, Proves("T2")]
    public async Task A_new_secret_makes_the_old_one_worthless()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        var asked = await house.LeaveAsync(ida);
        var read = house.Get<ReadReceipt>();
        Assert.NotNull(await read.ReadAsync(asked.Reference, asked.Secret));

        var secret = await house.Get<AskToLeave>().RenewSecretAsync(await house.AgainAsync(ida), House.Password);

        Assert.NotNull(await read.ReadAsync(asked.Reference, secret!));
        Assert.Null(await read.ReadAsync(asked.Reference, asked.Secret));
        Assert.Null(await house.Get<AskToLeave>().RenewSecretAsync(await house.AgainAsync(ida), "another password entirely"));
    }

    [Fact]
    public async Task Who_leaves_may_still_take_the_data_away()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        await house.LeaveAsync(ida);

        Assert.IsType<TakenData.Taken>(await house.Get<TakeOwnData>().TakeAsync(await house.AgainAsync(ida)));
    }
}
