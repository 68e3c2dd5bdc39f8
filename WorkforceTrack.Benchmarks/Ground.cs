using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using Microsoft.AspNetCore.Builder;

namespace WorkforceTrack.Benchmarks;

/// <summary>The program's own services over a store of their own in a scratch folder, with one partner, one service and members who selected it.</summary>
internal sealed class Ground : IAsyncDisposable
{
    internal static readonly FieldSet Fields = FieldSet.Of(PersonalField.DisplayName, PersonalField.Region, PersonalField.Skills, PersonalField.Languages);

    private readonly WebApplication app;
    private readonly string folder;

    private Ground(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
    }

    internal IServiceProvider Services => app.Services;

    internal AgreementId Agreement { get; } = new(Randomness.Id());

    internal PartnerId Partner { get; } = new(Randomness.Id());

    internal Guid Credential { get; } = Randomness.Id();

    internal List<PersonRow> Members { get; } = [];

    internal static async Task<Ground> MakeAsync(int members)
    {
        var scratch = Directory.CreateTempSubdirectory("wt-bench-").FullName;
        var program = Start.BuildWithoutRoutes([$"--Data:Directory={scratch}/data", $"--Mail:Folder={scratch}/mail", "--environment=Development", "--Logging:LogLevel:Default=Warning"]);
        await StoreDoor.OpenAsync(program.Services.GetRequiredService<StoreOptions>(), program.Services.GetRequiredService<StoreLock>());
        await program.Services.GetRequiredService<LedgerBook>().OpenAsync();
        await program.Services.GetRequiredService<PolicyShelf>().OpenAsync();
        var ground = new Ground(program, scratch);
        await ground.FillAsync(members);
        return ground;
    }

    internal Question Read(PersonRow person) => new(
        new DisclosureRequest(new Asker.OfPartner(Partner, Credential), RecipientKind.Partner, Partner.Value, Purpose.JobMatching, LegalBasis.SelectedService, Fields),
        EntryKind.Disclosure,
        person,
        Agreement);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task FillAsync(int count)
    {
        var flow = (PartnerFlowAnswer.Described)PartnerFlow.Describe(Partner, "Example Jobs", Purpose.JobMatching, Fields);
        await Services.GetRequiredService<PolicyShelf>().PublishAsync(PolicyText.Version1(new DateOnly(2026, 1, 1), [flow.Flow]));
        var writer = Services.GetRequiredService<MainWriter>();
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await writer.WriteAsync(work =>
        {
            work.Db.Partners.Add(Company(Partner, "Example Jobs"));
            work.Db.Agreements.Add(Terms(Agreement, Partner, now));
            for (var i = 0; i < 999; i++)
            {
                var other = new PartnerId(Randomness.Id());
                work.Db.Partners.Add(Company(other, $"Other {i}"));
                work.Db.Agreements.Add(Terms(new AgreementId(Randomness.Id()), other, now));
            }

            return Task.FromResult(true);
        });
        for (var i = 0; i < count; i++) Members.Add(await MemberAsync(i, now));
    }

    private static PartnerRow Company(PartnerId id, string name) => new() { Id = id, Name = name, Contact = "desk@partner.example", NameSalt = Randomness.Bytes(16) };

    private static AgreementRow Terms(AgreementId id, PartnerId partner, DateTimeOffset now) => new()
    {
        Id = id,
        Partner = partner,
        Purpose = Purpose.JobMatching,
        Fields = Fields,
        From = now.AddDays(-1),
        Until = now.AddYears(1),
        DailyLimit = int.MaxValue,
    };

    private async Task<PersonRow> MemberAsync(int number, DateTimeOffset now)
    {
        var values = new Dictionary<PersonalField, Redacted<string>>();
        foreach (var field in Names.All<PersonalField>()) values[field] = new Redacted<string>($"value of a usual length {number}");
        values[PersonalField.UserId] = new Redacted<string>($"member-{number}");
        values[PersonalField.Email] = new Redacted<string>($"member-{number}@members.example");
        var admitted = (Admission.Admitted)await Services.GetRequiredService<AdmitMember>().AdmitAsync(values, "unused");
        var member = admitted.Person.Member!.Value;
        await Services.GetRequiredService<MainWriter>().WriteAsync(work =>
        {
            var consent = Approval(member, Purpose.JobMatching, Partner.Value, now);
            work.Db.Consents.Add(consent);
            for (var i = 0; i < 19; i++) work.Db.Consents.Add(Approval(member, Purpose.Training, Randomness.Id(), now));
            work.Db.Selections.Add(new SelectionRow
            {
                Id = Randomness.Id(),
                Service = new ServiceId(Randomness.Id()),
                Agreement = Agreement,
                Member = member,
                Consent = consent.Id,
                SelectedAt = now.AddMinutes(-1),
            });
            return Task.FromResult(true);
        });
        return admitted.Person;
    }

    private static ConsentRow Approval(MemberId member, Purpose purpose, Guid recipient, DateTimeOffset now) => new()
    {
        Id = new ConsentId(Randomness.Id()),
        Member = member,
        Purpose = purpose,
        RecipientId = recipient,
        Fields = Fields,
        Policy = new PolicyNumber(1, 0),
        State = ConsentState.Given,
        GivenAt = now.AddMinutes(-1),
    };
}
