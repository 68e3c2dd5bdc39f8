using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

public sealed class ReadMemberTests
{
    private static readonly FieldSet Asked = FieldSet.Of(PersonalField.Email, PersonalField.Skills);

    [Fact, Proves("P2")]
    public async Task An_address_changed_between_the_record_and_the_reveal_is_not_given_and_the_refusal_is_recorded()
    {
        Interrupted? vaults = null;
        await using var store = await TestStore.OpenAsync(new Staging
        {
            Services = services => services.AddSingleton<IDbContextFactory<VaultDb>>(provider => vaults = new Interrupted(provider.GetRequiredService<IDbContextFactory<SqliteVaultDb>>())),
        });
        var scene = await PartnerScene.SetAsync(store.Services);
        var offer = await scene.OfferAsync(new Deal { Fields = PartnerScene.WorkFields.With(PersonalField.Email) });
        var member = await scene.MemberAsync("Ana", addressChecked: true);
        await scene.SelectAsync(member, offer);
        await scene.AllowContactAsync(member, offer, PersonalField.Email);
        var (caller, subject, from) = (await CallerAsync(scene, offer), await scene.SubjectAsync(member, offer.Partner), scene.End);
        vaults!.Interrupt(() => scene.End > from, async () =>
            Assert.IsType<Correction.Done>(await scene.Get<CorrectOwnData>().CorrectAsync(member, PersonalField.Email, "unchecked@elsewhere.example")));

        var answer = await scene.Get<ReadMember>().ReadAsync(caller, subject, Asked, _ => false);

        Assert.False(vaults.IsArmed);
        Assert.Equal([RefusalReason.AddressUnchecked], Assert.IsType<MemberAnswer.Refused>(answer).Reasons);
        var refusal = Assert.Single(await scene.EntriesAsync(from), e => e.Kind == EntryKind.Refusal);
        Assert.Equal((member.Person.Subject, offer.Partner.Value), (refusal.Subject, refusal.Recipient!.Value));
        Assert.Equal([RefusalReason.AddressUnchecked], refusal.Refusals);
    }

    [Fact, Proves("P2")]
    public async Task A_partner_sees_a_change_only_of_a_field_that_its_agreement_lists()
    {
        await using var store = await TestStore.OpenAsync();
        var scene = await PartnerScene.SetAsync(store.Services);
        var (skills, region) = (await scene.OfferAsync(Listing(PersonalField.Skills)), await scene.OfferAsync(Listing(PersonalField.Region)));
        var member = await scene.MemberAsync("Ana");
        foreach (var offer in new[] { skills, region }) await scene.SelectAsync(member, offer);
        var correct = scene.Get<CorrectOwnData>();
        var (before, other) = (await SeenAsync(scene, region, member), await SeenAsync(scene, skills, member));
        var seen = new List<string> { before };

        foreach (var change in (Func<Task<Correction>>[])
        [
            () => correct.CorrectAsync(member, PersonalField.Region, "Northern Isles"), () => correct.CorrectAsync(member, PersonalField.Region, "Southern Isles"),
            () => correct.RemoveAsync(member, PersonalField.Region), () => correct.CorrectAsync(member, PersonalField.Region, "Southern Isles"),
        ])
        {
            Assert.IsType<Correction.Done>(await change());
            Assert.Equal(other, await SeenAsync(scene, skills, member));
            seen.Add(await SeenAsync(scene, region, member));
        }

        // Removed, it is again what it was before it was given; else no two are alike.
        Assert.Equal(seen[0], seen[3]);
        Assert.Equal(4, seen.Distinct(StringComparer.Ordinal).Count());
        await correct.CorrectAsync(member, PersonalField.Occupation, "Welder");
        Assert.Equal((seen[^1], other), (await SeenAsync(scene, region, member), await SeenAsync(scene, skills, member)));
    }

    private static Deal Listing(PersonalField field) => new() { Fields = FieldSet.Of(PersonalField.DisplayName, field) };

    /// <summary>All that a partner sees of a member beside the values: the version in the list and in the record, and the tag.</summary>
    private static async Task<string> SeenAsync(PartnerScene scene, Offer offer, Caller.Member member)
    {
        var caller = await CallerAsync(scene, offer);
        var listed = Assert.Single(Assert.IsType<SubjectPage.Listed>(await scene.Get<ListSubjects>().ListAsync(caller, 10, after: null)).Members);
        var read = Assert.IsType<MemberAnswer.Opened>(await scene.Get<ReadMember>().ReadAsync(caller, await scene.SubjectAsync(member, offer.Partner), caller.Agreement.Fields, _ => false));
        Assert.Equal(listed.Version, read.Version);
        Assert.IsType<MemberAnswer.Unchanged>(await scene.Get<ReadMember>().ReadAsync(caller, listed.Subject, caller.Agreement.Fields, tag => tag == read.Tag));
        return $"{read.Version} {read.Tag}";
    }

    private static async Task<PartnerCaller> CallerAsync(PartnerScene scene, Offer offer)
    {
        await using var store = await scene.Get<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        return new PartnerCaller(
            offer.Credential.Id,
            await store.Agreements.AsNoTracking().SingleAsync(a => a.Id == offer.Agreement),
            await store.Partners.AsNoTracking().SingleAsync(p => p.Id == offer.Partner));
    }

    /// <summary>The vault, with something that happens once at the moment of the next look into it.</summary>
    private sealed class Interrupted(IDbContextFactory<SqliteVaultDb> factory) : IDbContextFactory<VaultDb>
    {
        private (Func<bool> When, Func<Task> Act)? next;

        internal bool IsArmed => next is not null;

        internal void Interrupt(Func<bool> when, Func<Task> act) => next = (when, act);

        public VaultDb CreateDbContext() => factory.CreateDbContext();

        public async Task<VaultDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (next is { } due && due.When())
            {
                next = null;
                await due.Act();
            }

            return await factory.CreateDbContextAsync(cancellationToken);
        }
    }
}
