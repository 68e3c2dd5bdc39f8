using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Staff;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Staff;

public sealed class SeeWhatWaitsTests
{
    [Fact]
    public async Task Refusals_count_from_the_beginning_of_yesterday()
    {
        await using var office = await Office.OpenAsync();
        var (officer, support) = (await office.HireAsync(StaffRole.PrivacyOfficer), await office.HireAsync(StaffRole.Support));
        foreach (var hours in new[] { 0, 30, 20, 3 })
        {
            office.Store.Clock.Advance(TimeSpan.FromHours(hours));
            await office.Get<OpenRecord>().OpenAsync(support, new LookRequest(Purpose.GiveSupport, new("nobody"), new("Asked by phone"), FieldSet.Of(PersonalField.Email)));
        }

        // Made on 2 March 09:00, 3 March 15:00, 4 March 11:00 and 14:00; yesterday is the third.
        Assert.Equal(3, (await SeeAsync(office, officer)).Refusals);
    }

    [Fact]
    public async Task Each_role_sees_what_is_for_it_and_a_quiet_day_is_said_as_one()
    {
        await using var office = await Office.OpenAsync();
        var support = await SeeAsync(office, await office.HireAsync(StaffRole.Support));
        Assert.Null(support.Refusals);
        Assert.Null(support.Ending);
        Assert.Null(support.Unsigned);
        var counsel = await SeeAsync(office, await office.HireAsync(StaffRole.Counsel));
        Assert.Equal(0, counsel.Refusals);
        Assert.Empty(counsel.Ending!.Value);
        Assert.Null(counsel.Unsigned);
        await office.HireAsync(StaffRole.Security, signed: false);
        Assert.Equal(1, (await SeeAsync(office, await office.HireAsync(StaffRole.Management))).Unsigned);
    }

    [Fact]
    public async Task Agreements_that_end_within_thirty_days_are_named_the_nearest_first()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        await office.Store.Writer.WriteAsync(work =>
        {
            work.Db.Partners.Add(new PartnerRow { Id = ExamplePartner.Id, Name = "Harbour Works", Contact = "privacy@harbour.example", NameSalt = new byte[16] });
            foreach (var days in new[] { 31, 30, -1, 2 })
            {
                work.Db.Agreements.Add(new AgreementRow
                {
                    Id = new AgreementId(Guid.NewGuid()), Partner = ExamplePartner.Id, Purpose = Purpose.Training, Fields = FieldSet.Of(PersonalField.FullName),
                    From = work.Now.AddDays(-100), Until = work.Now.AddDays(days), DailyLimit = 10,
                });
            }

            return Task.FromResult(0);
        });

        var now = office.Store.Clock.GetUtcNow();
        Assert.Equal([now.AddDays(2), now.AddDays(30)], (await SeeAsync(office, officer)).Ending!.Value.Select(e => e.Until));
    }

    [Fact, Proves("A2")]
    public async Task A_partner_that_has_not_acknowledged_for_a_week_is_named()
    {
        await using var office = await Office.OpenAsync();
        var officer = await office.HireAsync(StaffRole.PrivacyOfficer);
        await office.Store.Writer.WriteAsync(work =>
        {
            work.Db.Partners.Add(new PartnerRow { Id = ExamplePartner.Id, Name = "Harbour Works", Contact = "privacy@harbour.example", NameSalt = new byte[16] });
            foreach (var (days, acknowledged) in new[] { (7, false), (8, false), (9, true), (20, false) })
            {
                var day = DateOnly.FromDateTime(work.Now.UtcDateTime).AddDays(-days);
                work.Db.PartnerChanges.Add(new PartnerChangeRow { Id = Guid.NewGuid(), Kind = ChangeKind.Corrected, Partner = ExamplePartner.Id, Subject = new PartnerSubject(Guid.NewGuid()), Fields = FieldSet.Of(PersonalField.FullName), ToldOn = day, AcknowledgedOn = acknowledged ? day : null });
            }

            return Task.FromResult(0);
        });

        Assert.Equal([new LatePartner("Harbour Works", 2, new DateOnly(2026, 2, 10))], (await SeeAsync(office, officer)).Late!.Value);
        Assert.Null((await SeeAsync(office, await office.HireAsync(StaffRole.Support))).Late);
    }

    private static async Task<Waiting.Things> SeeAsync(Office office, App.SignIn.Caller.OfStaff who) => Assert.IsType<Waiting.Things>(await office.Get<SeeWhatWaits>().SeeAsync(who));
}
