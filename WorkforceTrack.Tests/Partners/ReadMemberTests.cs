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
