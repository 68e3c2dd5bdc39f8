using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Demonstration;

/// <summary>A made-up partner's credential, with the secret that only Development writes down.</summary>
internal sealed record DemonstrationCredential(string Partner, string ClientId, string Secret, ServiceId Service, PartnerCaller Caller)
{
    public override string ToString() => $"credential of {Partner}";
}

/// <summary>The made-up partners: what they offer, what they may read, and a policy version that describes it.</summary>
internal sealed class DemonstrationPartners(
    AddPartner addPartner, AddAgreement addAgreement, AddService addService, MakeCredential makeCredential,
    PolicyShelf shelf, PolicyInForce policy, IDbContextFactory<MainDb> stores, TimeProvider clock)
{
    private static readonly ImmutableArray<Offer> Offers =
    [
        new("Quayside Jobs", "desk@quayside-jobs.example", Purpose.JobMatching,
            FieldSet.Of(PersonalField.DisplayName, PersonalField.Email, PersonalField.Region, PersonalField.Occupation, PersonalField.Skills, PersonalField.Languages),
            500, "Job matching", "Finds work along the coast that fits what you can do, and tells you of it."),
        new("Lantern Learning", "office@lantern-learning.example", Purpose.Training,
            FieldSet.Of(PersonalField.DisplayName, PersonalField.Email, PersonalField.Skills, PersonalField.Languages),
            200, "Courses and certificates", "Books courses in your language and keeps your certificates in order."),
        new("Fairhaven Benefits", "members@fairhaven-benefits.example", Purpose.Benefits,
            FieldSet.Of(PersonalField.FullName, PersonalField.Email, PersonalField.PostalAddress, PersonalField.Region),
            100, "Accident cover", "Arranges cover for accidents at work, at the members' rate."),
    ];

    internal async Task<IReadOnlyList<DemonstrationCredential>> MakeAsync(Caller.OfStaff officer)
    {
        var made = new List<DemonstrationCredential>();
        var flows = new List<DeclaredFlow>();
        foreach (var offer in Offers)
        {
            // What an interrupted start made stays; only a credential, whose secret was lost with it, is made anew.
            var now = clock.GetUtcNow();
            await using var store = await stores.CreateDbContextAsync();
            var partner = (await store.Partners.AsNoTracking().FirstOrDefaultAsync(p => p.Name == offer.Name))?.Id
                ?? new PartnerId(Id(await addPartner.AddAsync(officer, offer.Name, offer.Contact)));
            var terms = new AgreementTerms(offer.Purpose, offer.Fields, now, now.AddYears(1), offer.DailyLimit);
            var agreement = (await store.Agreements.AsNoTracking().FirstOrDefaultAsync(a => a.Partner == partner))?.Id
                ?? new AgreementId(Id(await addAgreement.AddAsync(officer, partner, terms)));
            var service = (await store.Services.AsNoTracking().FirstOrDefaultAsync(s => s.Agreement == agreement))?.Id
                ?? new ServiceId(Id(await addService.AddAsync(officer, agreement, offer.Title, offer.Description)));
            var credential = (DeskAnswer.Made)await makeCredential.MakeAsync(officer, agreement);
            var row = await store.Agreements.AsNoTracking().SingleAsync(a => a.Id == agreement);
            flows.AddRange(PartnerDescription.Of(partner, offer.Name, [row.ToAgreement(suspended: false)], now).Flows);
            var caller = new PartnerCaller(credential.Id, row, await store.Partners.AsNoTracking().SingleAsync(p => p.Id == partner));
            made.Add(new DemonstrationCredential(offer.Name, credential.ClientId, credential.Secret, service, caller));
        }

        if (made.TrueForAll(c => policy.Version!.Flows.Any(f => f.RecipientId == c.Caller.Partner.Id.Value))) return made;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        ImmutableArray<DeclaredFlow> all = [.. policy.Version!.Flows, .. flows];
        await shelf.PublishAsync(policy.Version with
        {
            Number = new PolicyNumber(1, 1),
            Published = today,
            IsMaterial = false,
            Fields = FieldDeclarations.For(all),
            Flows = all,
        }, officer);
        return made;
    }

    private static Guid Id(DeskAnswer answer) => ((DeskAnswer.Done)answer).Id;

    private sealed record Offer(string Name, string Contact, Purpose Purpose, FieldSet Fields, int DailyLimit, string Title, string Description);
}
