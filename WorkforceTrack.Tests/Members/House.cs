using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Policy;

namespace WorkforceTrack.Tests.Members;

/// <summary>A small organisation on real stores: a policy in force, one partner with one service, one person of support.</summary>
internal sealed class House : IAsyncDisposable
{
    internal const string Password = "seven slow herons at noon";
    internal const string Reason = "Asked on the phone why no letters come.";
    private static readonly FieldSet Served = FieldSet.Of(PersonalField.DisplayName, PersonalField.Region, PersonalField.Skills);
    private readonly TestStore? own;
    private readonly IServiceProvider services;
    private readonly StaffId support = new(Randomness.Id());
    private readonly AgreementRow agreement;
    private readonly ServiceId service = new(Randomness.Id());

    private House(IServiceProvider services, TestStore? own)
    {
        this.services = services;
        this.own = own;
        agreement = new AgreementRow
        {
            Id = new AgreementId(Randomness.Id()),
            Partner = ExamplePartner.Id,
            Purpose = Purpose.JobMatching,
            Fields = Served,
            From = Now.AddDays(-30),
            Until = Now.AddYears(5),
            DailyLimit = 1_000_000,
        };
    }

    internal PartnerRow Partner { get; } = new() { Id = ExamplePartner.Id, Name = "Harbour Works", Contact = "privacy@harbour.example", NameSalt = Randomness.Bytes(16) };

    internal TestStore Store => own!;

    internal static async Task<House> OpenAsync()
    {
        var store = await TestStore.OpenAsync();
        return await FurnishAsync(new House(store.Services, store));
    }

    /// <summary>The same in a program that runs already.</summary>
    internal static Task<House> OpenAsync(IServiceProvider services) => FurnishAsync(new House(services, own: null));

    internal T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    internal MainDb Main() => Get<IDbContextFactory<MainDb>>().CreateDbContext();

    internal VaultDb Vault() => Get<IDbContextFactory<VaultDb>>().CreateDbContext();

    /// <summary>A member in a fresh session, with these values beside user ID, address and display name.</summary>
    internal async Task<Caller.Member> AdmitAsync(string userId, params (PersonalField Field, string Value)[] more)
    {
        var values = new Dictionary<PersonalField, Redacted<string>>
        {
            [PersonalField.UserId] = new(userId),
            [PersonalField.Email] = new($"{userId}@post.example"),
            [PersonalField.DisplayName] = new(userId),
        };
        foreach (var (field, value) in more) values[field] = new(value);
        var admitted = Assert.IsType<Admission.Admitted>(await Get<AdmitMember>().AdmitAsync(values, await Get<Argon2idHasher>().HashAsync(Password)));
        return await LogInAsync(admitted.Person);
    }

    /// <summary>The person in one more session.</summary>
    internal async Task<Caller.Member> LogInAsync(PersonRow person)
    {
        var session = new SessionRow { Id = Randomness.Id(), Person = person.Id, Access = Randomness.Id(), StartedAt = Now, LastSeenAt = Now, SealedDevice = [] };
        await using var vault = Vault();
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        return new Caller.Member(await vault.People.AsNoTracking().SingleAsync(p => p.Id == person.Id), session);
    }

    /// <summary>The caller as the next click finds it.</summary>
    internal async Task<Caller.Member> AgainAsync(Caller.Member member) => Assert.IsType<Caller.Member>(await Get<Callers>().ReadAsync(TicketOf(member)));

    internal static ClaimsPrincipal TicketOf(Caller.Member member) => new(new ClaimsIdentity([ClaimOf(member)], "session"));

    internal static Claim ClaimOf(Caller.Member member) => new(Callers.SessionClaim, member.Session.Id.ToString("N"));

    internal async Task SelectAsync(Caller.Member member)
    {
        var shown = new Shown(Served, Get<PolicyInForce>().Version!.Number);
        Assert.IsType<ConsentAnswer.Given>(await Get<SelectService>().SelectAsync(member, service, shown));
    }

    /// <summary>The partner asks; true when it got something.</summary>
    internal async Task<bool> PartnerReadsAsync(Caller.Member member, params PersonalField[] fields)
    {
        var request = new DisclosureRequest(
            new Asker.OfPartner(Partner.Id, Guid.Empty), RecipientKind.Partner, Partner.Id.Value, Purpose.JobMatching, LegalBasis.SelectedService,
            fields.Length == 0 ? Served : FieldSet.Of(fields));
        return await Get<Gate>().AskAsync(new Question(request, EntryKind.Disclosure, member.Person, agreement.Id, Partner.NameCommitment)) is GateAnswer.Granted;
    }

    /// <summary>Support opens the record and says why.</summary>
    internal async Task StaffLooksAsync(Caller.Member member, string reason = Reason)
    {
        using var key = Get<KeyRing>().PersonKey(member.Person);
        var request = new DisclosureRequest(
            new Asker.OfStaff(support, StaffRole.Support), RecipientKind.Staff, null, Purpose.GiveSupport, LegalBasis.InternalUse,
            FieldSet.Of(PersonalField.DisplayName, PersonalField.Email), HasStatedReason: true);
        Assert.IsType<GateAnswer.Granted>(await Get<Gate>().AskAsync(
            new Question(request, EntryKind.StaffLook, member.Person, Note: SealedNote.Of(key, new Redacted<string>(reason)))));
    }

    /// <summary>Appends an entry about the member as it is.</summary>
    internal Task<EntryId> WriteAsync(Caller.Member member, EntryKind kind, Visibility visibility = default) => Get<MainWriter>().WriteAsync(work =>
    {
        var entry = Entries.New(work, kind, ActorRole.Platform) with { Subject = member.Person.Subject, Visibility = visibility };
        work.Append(entry);
        return Task.FromResult(entry.Id);
    });

    /// <summary>Every entry about the member that the ledger holds, oldest first.</summary>
    internal async Task<List<LedgerEntry>> LedgerOfAsync(Caller.Member member)
    {
        await using var store = Main();
        var bodies = await store.Ledger.AsNoTracking().Where(e => e.Subject == member.Person.Subject).OrderBy(e => e.Index).Select(e => e.Body).ToListAsync();
        return bodies.ConvertAll(body => CanonicalEntry.TryDecode(body, out var entry) ? entry : throw new InvalidDataException());
    }

    internal async Task<string?> ValueAsync(Caller.Member member, PersonalField field) =>
        Assert.IsType<OwnRecord.Opened>(await Get<OpenOwnRecord>().OpenAsync(member)).Values.TryGetValue(field, out var value) ? value.Open() : null;

    internal async Task<long> VersionAsync(Caller.Member member)
    {
        await using var store = Main();
        return (await store.Members.SingleAsync(m => m.Id == member.Id)).DataVersion;
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null) await own.DisposeAsync();
    }

    private DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    private static async Task<House> FurnishAsync(House house)
    {
        // The first start publishes a version without partners; the next one describes ours.
        var number = house.Get<PolicyInForce>().Version is { Number: var last } ? last with { Minor = last.Minor + 1 } : ExamplePartner.Version.Number;
        await house.Get<PolicyShelf>().PublishAsync(ExamplePartner.Version with { Number = number });
        await house.Get<MainWriter>().WriteAsync(work =>
        {
            work.Db.Partners.Add(house.Partner);
            work.Db.Agreements.Add(house.agreement);
            work.Db.Services.Add(new ServiceRow { Id = house.service, Agreement = house.agreement.Id, Title = "Work near you", Description = "Finds work that suits you." });
            work.Db.Staff.Add(new StaffRow { Id = house.support, Role = StaffRole.Support, IsActive = true, SealedName = [], SealedAddress = [] });
            work.Db.Signatures.Add(new SignatureRow { Id = Randomness.Id(), Staff = house.support, Policy = number, SignedAt = work.Now });
            return Task.FromResult(0);
        });
        return house;
    }
}
