using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Members;

public sealed class CorrectOwnDataTests
{
    [Fact, Proves("A2")]
    public async Task A_correction_stores_the_value_raises_the_version_and_writes_the_name_of_the_field()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Region, "Northern Isles"));
        house.Store.Clock.Advance(TimeSpan.FromDays(3));

        Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Region, "  Southern Isles "));

        var region = Assert.IsType<OwnData.Opened>(await house.Get<ReadOwnData>().ReadAsync(ida)).Fields.Single(f => f.Field == PersonalField.Region);
        Assert.Equal("Southern Isles", region.Stored!.Value.Open());
        Assert.Equal((FieldSource.OwnCorrection, new DateOnly(2026, 3, 5)), (region.Stored.Source, region.Stored.On));
        Assert.Equal(2, await house.VersionAsync(ida));
        Assert.Equal(FieldSet.Of(PersonalField.Region), Assert.Single(await house.LedgerOfAsync(ida), e => e.Kind == EntryKind.Correction).Fields);
    }

    [Theory, Proves("A2")]
    [InlineData(PersonalField.Phone, "call me")]
    [InlineData(PersonalField.BirthDate, "2999-01-01")]
    [InlineData(PersonalField.Email, "not an address")]
    [InlineData(PersonalField.DisplayName, "   ")]
    [InlineData(PersonalField.UserId, "somebody-else")]
    public async Task A_value_that_does_not_fit_changes_nothing(PersonalField field, string typed)
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Phone, "+44 1 2"), (PersonalField.BirthDate, "1990-02-28"));
        var before = (await house.ValueAsync(ida, field), await house.VersionAsync(ida), (await house.LedgerOfAsync(ida)).Count);

        var rejected = Assert.IsType<Correction.Rejected>(await house.Get<CorrectOwnData>().CorrectAsync(ida, field, typed));

        Assert.NotEmpty(rejected.Words);
        Assert.DoesNotContain(typed.Trim() is { Length: > 0 } words ? words : "\0", rejected.Words, StringComparison.Ordinal);
        Assert.Equal(before, (await house.ValueAsync(ida, field), await house.VersionAsync(ida), (await house.LedgerOfAsync(ida)).Count));
    }

    [Fact, Proves("A2")]
    public async Task An_optional_value_can_be_removed_and_is_gone()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida", (PersonalField.Region, "Northern Isles"));

        Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().RemoveAsync(ida, PersonalField.Region));
        Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().RemoveAsync(ida, PersonalField.Region));

        await using var store = house.Main();
        Assert.False(await store.SealedFields.AnyAsync(f => f.Member == ida.Id && f.Field == PersonalField.Region, TestContext.Current.CancellationToken));
        Assert.Equal(2, await house.VersionAsync(ida));
        Assert.Single(await house.LedgerOfAsync(ida), e => e.Kind == EntryKind.Correction);
    }

    [Fact]
    public async Task What_membership_needs_cannot_be_removed()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");

        foreach (var declared in FieldDeclarations.All.Where(d => d.Required))
            Assert.IsType<Correction.Rejected>(await house.Get<CorrectOwnData>().RemoveAsync(ida, declared.Field));

        Assert.Equal(1, await house.VersionAsync(ida));
    }

    [Fact, Proves("A3")]
    public async Task A_new_address_counts_as_unchecked_is_asked_and_the_old_one_is_told()
    {
        await using var house = await House.OpenAsync();
        var ida = await CheckedAsync(house, await house.AdmitAsync("ida"));

        var done = Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "Ida@new.example", House.Password));

        Assert.True(done.IsToBeChecked);
        var after = (await house.AgainAsync(ida)).Person;
        Assert.False(after.AddressChecked);
        Assert.Equal(house.Get<KeyRing>().AddressIndex("ida@new.example"), after.AddressIndex);
        Assert.Equal("Ida@new.example", await house.ValueAsync(ida, PersonalField.Email));
        Assert.Equal([(MailTemplate.AddressChanged, ida.Person.Id), (MailTemplate.CheckAddress, ida.Person.Id)], await MailAsync(house));
    }

    [Theory, Proves("SE1")]
    [InlineData("")]
    [InlineData("not the password at all")]
    public async Task The_mail_address_changes_only_with_the_password_and_each_miss_is_counted(string password)
    {
        await using var house = await House.OpenAsync();
        var ida = await CheckedAsync(house, await house.AdmitAsync("ida"));

        // An unattended session has everything but the password.
        Assert.IsType<Correction.NotProven>(await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "thief@new.example", password));

        Assert.Equal("ida@post.example", await house.ValueAsync(ida, PersonalField.Email));
        var after = (await house.AgainAsync(ida)).Person;
        Assert.Equal((true, 1), (after.AddressChecked, after.FailedCount));
        Assert.Empty(await MailAsync(house));
        Assert.DoesNotContain(await house.LedgerOfAsync(ida), e => e.Kind == EntryKind.Correction);

        for (var miss = 0; miss < 9; miss++) await house.Get<CorrectOwnData>().CorrectAsync(await house.AgainAsync(ida), PersonalField.Email, "thief@new.example", password);
        Assert.IsType<Correction.NotProven>(await house.Get<CorrectOwnData>().CorrectAsync(await house.AgainAsync(ida), PersonalField.Email, "thief@new.example", House.Password));
    }

    [Fact, Proves("A3")]
    public async Task An_unchecked_old_address_is_not_told()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");

        await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "ida@new.example", House.Password);

        Assert.Equal([(MailTemplate.CheckAddress, ida.Person.Id)], await MailAsync(house));
    }

    [Fact]
    public async Task Another_members_address_is_answered_like_any_other()
    {
        await using var house = await House.OpenAsync();
        var bo = await CheckedAsync(house, await house.AdmitAsync("bo"));
        var ida = await house.AdmitAsync("ida");

        var done = Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "bo@post.example", House.Password));

        Assert.True(done.IsToBeChecked);
        Assert.False((await house.AgainAsync(ida)).Person.AddressChecked);
        Assert.True((await house.AgainAsync(bo)).Person.AddressChecked);
        Assert.Equal([(MailTemplate.AlreadyRegistered, bo.Person.Id)], await MailAsync(house));
    }

    [Fact]
    public async Task The_same_mailbox_written_otherwise_stays_checked()
    {
        await using var house = await House.OpenAsync();
        var ida = await CheckedAsync(house, await house.AdmitAsync("ida"));

        Assert.False(Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "Ida@POST.example", House.Password)).IsToBeChecked);

        Assert.True((await house.AgainAsync(ida)).Person.AddressChecked);
        Assert.Empty(await MailAsync(house));
    }

    [Fact, Proves("A3")]
    public async Task Address_and_index_stay_together_when_two_tabs_change_it()
    {
        await using var house = await House.OpenAsync();
        var ida = await CheckedAsync(house, await house.AdmitAsync("ida"));
        await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "ida@new.example");

        // The other tab was opened before and still knows the first address as the one that is held.
        Assert.IsType<Correction.Done>(await house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, "ida@post.example"));

        var after = (await house.AgainAsync(ida)).Person;
        Assert.Equal("ida@post.example", await house.ValueAsync(ida, PersonalField.Email));
        Assert.Equal(house.Get<KeyRing>().AddressIndex("ida@post.example"), after.AddressIndex);
        Assert.False(after.AddressChecked);
        // The first address was told once; the second was never checked, so it is not.
        Assert.Single(await MailAsync(house), m => m.Item1 == MailTemplate.AddressChanged);
    }

    [Fact, Proves("A3")]
    public async Task Many_tabs_at_one_moment_leave_one_address_with_its_own_index()
    {
        await using var house = await House.OpenAsync();
        var ida = await CheckedAsync(house, await house.AdmitAsync("ida"));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => house.Get<CorrectOwnData>().CorrectAsync(ida, PersonalField.Email, $"ida@{n % 3}.example"))));

        var after = (await house.AgainAsync(ida)).Person;
        Assert.Equal(house.Get<KeyRing>().AddressIndex((await house.ValueAsync(ida, PersonalField.Email))!), after.AddressIndex);
        Assert.False(after.AddressChecked);
    }

    [Fact]
    public async Task Nobody_but_the_member_corrects_anything()
    {
        await using var house = await House.OpenAsync();

        Assert.IsType<Correction.Refused>(await house.Get<CorrectOwnData>().CorrectAsync(new Caller.Visitor(), PersonalField.Region, "Southern Isles"));
        Assert.IsType<Correction.Refused>(await house.Get<CorrectOwnData>().RemoveAsync(new Caller.Visitor(), PersonalField.Region));
    }

    [Fact, Proves("A2")]
    public async Task Every_change_raises_the_version_by_one_whatever_the_order()
    {
        await using var house = await House.OpenAsync();
        var ida = await house.AdmitAsync("ida");
        var correct = house.Get<CorrectOwnData>();
        var chance = Counts.Chance(3);
        var held = new HashSet<PersonalField>();
        var version = 1L;
        for (var step = 0; step < 40; step++)
        {
            var field = PersonalField.Region + chance.Next(3);
            var remove = chance.Next(2) == 0;
            Assert.IsType<Correction.Done>(remove ? await correct.RemoveAsync(ida, field) : await correct.CorrectAsync(ida, field, "a word"));
            if (!remove || held.Contains(field)) version++;
            if (remove) held.Remove(field);
            else held.Add(field);
            Assert.Equal(version, await house.VersionAsync(ida));
        }

        Assert.Equal(version - 1, (await house.LedgerOfAsync(ida)).Count(e => e.Kind == EntryKind.Correction));
    }

    private static async Task<Caller.Member> CheckedAsync(House house, Caller.Member member)
    {
        await using var vault = house.Vault();
        await vault.People.Where(p => p.Id == member.Person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, true), TestContext.Current.CancellationToken);
        return await house.AgainAsync(member);
    }

    private static async Task<(MailTemplate, Guid)[]> MailAsync(House house)
    {
        await using var store = house.Main();
        return [.. (await store.Mail.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken)).Select(m => (m.Template, m.Person)).OrderByDescending(m => m.Template)];
    }
}
