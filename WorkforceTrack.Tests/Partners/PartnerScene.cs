using Microsoft.AspNetCore.Identity;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Partners;

/// <summary>A house with a policy, a privacy officer who signed, partners and members: arranged by the program's own use cases.</summary>
internal sealed class PartnerScene(IServiceProvider services, Caller.OfStaff officer)
{
    /// <summary>The password of every member.</summary>
    internal const string Password = "the members of a scene";

    // Slow on purpose, so it is made once.
    private static string? hash;

    internal static readonly FieldSet WorkFields = FieldSet.Of(PersonalField.DisplayName, PersonalField.Skills, PersonalField.Region);

    internal Caller.OfStaff Officer { get; } = officer;

    internal static async Task<PartnerScene> SetAsync(IServiceProvider services)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (services.GetRequiredService<PolicyInForce>().Version is null)
            await services.GetRequiredService<PolicyShelf>().PublishAsync(PolicyText.Version1(DateOnly.FromDateTime(now.UtcDateTime), []));
        var scene = new PartnerScene(services, null!);
        return new PartnerScene(services, await scene.StaffAsync(StaffRole.PrivacyOfficer));
    }

    internal T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A person of the staff who signed the policy in force.</summary>
    internal async Task<Caller.OfStaff> StaffAsync(StaffRole role, bool signed = true)
    {
        var staff = new StaffId(Randomness.Id());
        await Get<MainWriter>().WriteAsync(work =>
        {
            work.Db.Staff.Add(new StaffRow { Id = staff, Role = role, IsActive = true, SealedName = [], SealedAddress = [] });
            if (signed) work.Db.Signatures.Add(new SignatureRow { Id = Randomness.Id(), Staff = staff, Policy = Get<PolicyInForce>().LatestMaterial!.Value, SignedAt = work.Now });
            return Task.FromResult(0);
        });
        var person = new PersonRow
        {
            Id = Randomness.Id(), Kind = PersonKind.Staff, Staff = staff, UserIdIndex = [], AddressIndex = [], WrappedKey = [], SecurityStamp = "", ConcurrencyStamp = "",
        };
        return new Caller.OfStaff(person, Session(person), role);
    }

    /// <summary>A member with a value in each field that the scene's services read.</summary>
    internal async Task<Caller.Member> MemberAsync(string name, bool addressChecked = false)
    {
        var admitted = await ActivatorUtilities.CreateInstance<AdmitMember>(services).AdmitAsync(
            new Dictionary<PersonalField, Redacted<string>>
            {
                [PersonalField.UserId] = new($"{name}-{Randomness.Id():N}"),
                [PersonalField.Email] = new($"{name}.{Randomness.Id():N}@mail.example"),
                [PersonalField.DisplayName] = new($"{name} the member"),
                [PersonalField.Skills] = new($"{name} welds"),
                [PersonalField.PostalAddress] = new($"{name} lives here"),
            },
            passwordHash: hash ??= Get<IPasswordHasher<PersonRow>>().HashPassword(null!, Password));
        var person = Assert.IsType<Admission.Admitted>(admitted).Person;
        await using var vault = await Get<IDbContextFactory<VaultDb>>().CreateDbContextAsync();
        if (addressChecked) await vault.People.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.AddressChecked, true));
        var read = await vault.People.AsNoTracking().SingleAsync(p => p.Id == person.Id);
        return new Caller.Member(read, Session(read));
    }

    internal async Task<PartnerId> PartnerAsync(string name)
    {
        var answer = await Get<AddPartner>().AddAsync(Officer, $"{name} {Randomness.Id():N}", "office@partner.example");
        return new PartnerId(Assert.IsType<DeskAnswer.Done>(answer).Id);
    }

    /// <summary>A partner with agreement, service and credential, described in the policy unless told otherwise.</summary>
    internal async Task<Offer> OfferAsync(Deal? deal = null, PartnerId? with = null)
    {
        deal ??= new Deal();
        var partner = with ?? await PartnerAsync("Works");
        var now = Get<TimeProvider>().GetUtcNow();
        var terms = new AgreementTerms(deal.Purpose, deal.Fields, now + deal.Begins, now + deal.Ends, deal.DailyLimit);
        var agreement = new AgreementId(Assert.IsType<DeskAnswer.Done>(await Get<AddAgreement>().AddAsync(Officer, partner, terms)).Id);
        var service = new ServiceId(Assert.IsType<DeskAnswer.Done>(await Get<AddService>().AddAsync(Officer, agreement, "Work near you", "Finds work that suits you.")).Id);
        if (deal.Described) Assert.IsType<DeskAnswer.Done>(await Get<DescribePartner>().PublishAsync(Officer, partner));
        return new Offer(partner, agreement, service, Assert.IsType<DeskAnswer.Made>(await Get<MakeCredential>().MakeAsync(Officer, agreement)));
    }

    internal async Task<Shown> ShownAsync(Offer offer)
    {
        await using var store = await Get<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        var agreement = await store.Agreements.AsNoTracking().SingleAsync(a => a.Id == offer.Agreement);
        return new Shown(ServiceOffer.FieldsOf(agreement.ToAgreement(suspended: false)), Get<PolicyInForce>().Version?.Number);
    }

    internal async Task<ConsentAnswer> SelectAsync(Caller caller, Offer offer) => await Get<SelectService>().SelectAsync(caller, offer.Service, await ShownAsync(offer));

    internal Task<ConsentAnswer> AllowContactAsync(Caller caller, Offer offer, params PersonalField[] addresses) =>
        Get<GiveConsent>().ToPartnerAsync(caller, offer.Partner, new Shown(FieldSet.Of(addresses), Get<PolicyInForce>().Version?.Number));

    internal Task<ConsentAnswer> DropAsync(Caller caller, Offer offer) => Get<DropService>().DropAsync(caller, offer.Service);

    internal async Task<PartnerSubject> SubjectAsync(Caller.Member member, PartnerId partner)
    {
        await using var vault = await Get<IDbContextFactory<VaultDb>>().CreateDbContextAsync();
        return await vault.PartnerSubjects.Where(s => s.Person == member.Person.Id && s.Partner == partner).Select(s => s.Subject).SingleAsync();
    }

    /// <summary>The entries from a place on, read from their canonical bytes.</summary>
    internal async Task<ImmutableArray<LedgerEntry>> EntriesAsync(long from = 0)
    {
        await using var store = await Get<IDbContextFactory<MainDb>>().CreateDbContextAsync();
        var bodies = await store.Ledger.AsNoTracking().Where(e => e.Index >= from).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync();
        return [.. bodies.Select(body => CanonicalEntry.TryDecode(body!, out var entry) ? entry : throw new InvalidDataException("An entry cannot be read."))];
    }

    internal long End => Get<LedgerBook>().Head.Size;

    private SessionRow Session(PersonRow person) => new()
    {
        Id = Randomness.Id(), Person = person.Id, StartedAt = Get<TimeProvider>().GetUtcNow(), LastSeenAt = Get<TimeProvider>().GetUtcNow(), SealedDevice = [], Access = Randomness.Id(),
    };
}

/// <summary>What a partner is offered.</summary>
internal sealed record Deal
{
    internal Purpose Purpose { get; init; } = Purpose.JobMatching;

    internal FieldSet Fields { get; init; } = PartnerScene.WorkFields;

    internal TimeSpan Begins { get; init; } = TimeSpan.FromDays(-1);

    internal TimeSpan Ends { get; init; } = TimeSpan.FromDays(365);

    internal int DailyLimit { get; init; } = 100;

    internal bool Described { get; init; } = true;
}

/// <summary>What stands then.</summary>
internal sealed record Offer(PartnerId Partner, AgreementId Agreement, ServiceId Service, DeskAnswer.Made Credential);
