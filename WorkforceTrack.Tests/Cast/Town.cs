using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

namespace WorkforceTrack.Tests.Cast;

/// <summary>An organisation at work, made by the use cases that people use: members, staff who signed, partners that the policy describes.</summary>
internal sealed class Town
{
    /// <summary>The password of everybody here.</summary>
    internal const string Password = "seven slow herons at noon";

    private static readonly (string Name, Purpose Purpose, FieldSet Fields)[] Offers =
    [
        ("Quayside Jobs", Purpose.JobMatching, AgreementTerms.FieldsFor(Purpose.JobMatching)),
        ("Lantern Learning", Purpose.Training, FieldSet.Of(PersonalField.DisplayName, PersonalField.Email, PersonalField.Skills, PersonalField.Languages)),
    ];

    private readonly IServiceProvider services;

    private Town(IServiceProvider services) => this.services = services;

    internal List<Caller.Member> Members { get; } = [];

    internal List<TownPartner> Partners { get; } = [];

    internal Caller.OfStaff Support { get; private set; } = null!;

    internal Caller.OfStaff Officer { get; private set; } = null!;

    /// <summary>Settles people in a fresh store. Whoever registers has a checked address, but for the last one.</summary>
    internal static async Task<Town> SettleAsync(IServiceProvider services, params IReadOnlyDictionary<PersonalField, string>[] members)
    {
        var town = new Town(services);
        await town.Get<PolicyShelf>().BeginAsync();
        town.Support = await town.HireAsync(StaffRole.Support);
        town.Officer = await town.HireAsync(StaffRole.PrivacyOfficer);
        foreach (var offer in Offers) await town.BringAsync(offer.Name, offer.Purpose, offer.Fields);
        var version = town.Get<PolicyInForce>().Version!;
        ImmutableArray<DeclaredFlow> flows = [.. version.Flows, .. town.Partners.SelectMany(p => PartnerDescription.Of(p.Caller.Partner.Id, p.Caller.Partner.Name, [p.Terms], town.Now).Flows)];
        await town.Get<PolicyShelf>().PublishAsync(version with { Number = new PolicyNumber(1, 1), IsMaterial = false, Fields = FieldDeclarations.For(flows), Flows = flows });
        foreach (var values in members) await town.AdmitAsync(values, isChecked: town.Members.Count < members.Length - 1);
        return town;
    }

    internal T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>The member in one more session.</summary>
    internal async Task<Caller.Member> LogInAsync(byte[] userIdIndex)
    {
        await using var vault = Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        var person = await vault.People.AsNoTracking().SingleAsync(p => p.UserIdIndex == userIdIndex);
        var session = Session(person.Id);
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        return new Caller.Member(person, session);
    }

    internal Task<ConsentAnswer> SelectAsync(Caller.Member member, TownPartner partner) =>
        Get<SelectService>().SelectAsync(member, partner.Service, new Shown(ServiceOffer.FieldsOf(partner.Terms), Get<PolicyInForce>().Version!.Number));

    internal Task<ConsentAnswer> LetWriteAsync(Caller.Member member, TownPartner partner, FieldSet addresses) =>
        Get<GiveConsent>().ToPartnerAsync(member, partner.Caller.Partner.Id, new Shown(addresses, Get<PolicyInForce>().Version!.Number));

    /// <summary>The name under which the partner knows the member; null before the first selection.</summary>
    internal async Task<PartnerSubject?> SubjectAsync(Caller.Member member, TownPartner partner)
    {
        await using var vault = Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        return (await vault.PartnerSubjects.AsNoTracking().SingleOrDefaultAsync(s => s.Person == member.Person.Id && s.Partner == partner.Caller.Partner.Id))?.Subject;
    }

    /// <summary>The entries from an index on, oldest first.</summary>
    internal async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(long from = 0)
    {
        await using var store = Get<IDbContextFactory<MainDb>>().CreateDbContext();
        var bodies = await store.Ledger.AsNoTracking().Where(e => e.Index >= from).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync();
        return bodies.ConvertAll(body => CanonicalEntry.TryDecode(body, out var entry) ? entry : throw new InvalidDataException("An entry does not decode."));
    }

    private DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    private async Task<Caller.OfStaff> HireAsync(StaffRole role)
    {
        var admitted = Assert.IsType<StaffAdmission.Admitted>(await Get<AdmitStaff>().AdmitAsync(
            role, new(Names.Of(role)), new($"{Names.Of(role)}@office.example"), new($"The {Names.Of(role)}"), await Get<Argon2idHasher>().HashAsync(Password)));
        await using var vault = Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        var person = await vault.People.SingleAsync(p => p.Id == admitted.Person.Id);
        // Outside Development nobody of the staff acts without one.
        person.TwoFactorEnabled = !Get<IHostEnvironment>().IsDevelopment();
        var session = Session(person.Id);
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        var caller = new Caller.OfStaff(person, session, role);
        Assert.Equal(Signing.Signed, await Get<SignAdherence>().SignAsync(caller, Get<PolicyInForce>().Version!.Number));
        return caller;
    }

    private async Task BringAsync(string name, Purpose purpose, FieldSet fields)
    {
        var partner = new PartnerId(Id(await Get<AddPartner>().AddAsync(Officer, name, $"privacy@{name.Replace(' ', '-').ToLowerInvariant()}.example")));
        var terms = new AgreementTerms(purpose, fields, Now, Now.AddYears(1), AgreementTerms.HighestDailyLimit);
        var agreement = new AgreementId(Id(await Get<AddAgreement>().AddAsync(Officer, partner, terms)));
        var service = new ServiceId(Id(await Get<AddService>().AddAsync(Officer, agreement, $"By {name}", "What this service does for you.")));
        var credential = Assert.IsType<DeskAnswer.Made>(await Get<MakeCredential>().MakeAsync(Officer, agreement));
        await using var store = Get<IDbContextFactory<MainDb>>().CreateDbContext();
        var row = await store.Agreements.AsNoTracking().SingleAsync(a => a.Id == agreement);
        var caller = new PartnerCaller(credential.Id, row, await store.Partners.AsNoTracking().SingleAsync(p => p.Id == partner));
        Partners.Add(new TownPartner(caller, row.ToAgreement(suspended: false), service, credential.ClientId, credential.Secret));
    }

    private async Task AdmitAsync(IReadOnlyDictionary<PersonalField, string> values, bool isChecked)
    {
        var admitted = Assert.IsType<Admission.Admitted>(await Get<AdmitMember>().AdmitAsync(
            values.ToDictionary(v => v.Key, v => new Redacted<string>(v.Value)), await Get<Argon2idHasher>().HashAsync(Password)));
        await using var vault = Get<IDbContextFactory<VaultDb>>().CreateDbContext();
        var person = await vault.People.SingleAsync(p => p.Id == admitted.Person.Id);
        person.AddressChecked = isChecked;
        var session = Session(person.Id);
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        Members.Add(new Caller.Member(person, session));
    }

    private SessionRow Session(Guid person) => new()
    {
        Id = Randomness.Id(),
        Person = person,
        StartedAt = Now,
        LastSeenAt = Now,
        SealedDevice = [],
        Access = Randomness.Id(),
    };

    private static Guid Id(DeskAnswer answer) => Assert.IsType<DeskAnswer.Done>(answer).Id;
}

/// <summary>A partner of the town: who it is to the program, what it agreed to, and how it gets a token.</summary>
internal sealed record TownPartner(PartnerCaller Caller, Agreement Terms, ServiceId Service, string ClientId, string Secret)
{
    public override string ToString() => Caller.Partner.Name;
}
