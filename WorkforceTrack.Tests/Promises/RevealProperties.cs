using System.Globalization;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// Random histories on a real store, through the use cases: what is opened is what was permitted, and each opening has
/// exactly one entry that covers it (D3, O4). What should happen is kept track of beside, in plain sets.
/// </summary>
[Trait("needs", "time")]
public sealed class RevealProperties
{
    private const int Acts = 100;

    private static readonly FieldSet Addresses = FieldSet.Of(PersonalField.Email, PersonalField.PostalAddress);

    private static readonly FieldSet Everything = FieldSet.From(Names.All<PersonalField>());

    /// <summary>The kinds of entry under which a value may be opened.</summary>
    private static readonly EntryKind[] Openings = [EntryKind.Use, EntryKind.Disclosure, EntryKind.StaffLook, EntryKind.OwnAccess, EntryKind.Export];

    [Fact, Proves("D3"), Proves("O4"), Proves("D2"), Proves("P2"), Proves("D1")]
    public async Task The_revealed_set_is_the_permitted_set_and_each_reveal_has_exactly_one_covering_entry()
    {
        var (reveals, refusals) = (new Dictionary<EntryKind, int>(), 0);
        for (var walk = 0; walk < Counts.StoreWalks; walk++)
        {
            await using var store = await TestStore.OpenAsync(new Staging { Settings = ["--Security:StaffLooksPerHour=1000000"] });
            var steps = new Steps(await Town.SettleAsync(store.Services, Values(0), Values(1), Values(2)), Counts.Chance(walk));
            for (var act = 0; act < Acts; act++)
            {
                try
                {
                    await steps.TakeOneAsync();
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Walk {walk} of seed {Counts.Seed} failed at act {act}. {failure.Message}", failure);
                }

                store.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            await steps.CheckWholeLedgerAsync();
            Assert.True((await store.Get<AuditLedger>().AuditAsync([])).IsSound);
            foreach (var opening in steps.Opened) reveals[opening.Kind] = reveals.GetValueOrDefault(opening.Kind) + 1;
            refusals += steps.Refusals;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.StoreWalks} walks of {Acts} acts from seed {Counts.Seed}: {string.Join(", ", reveals.Select(r => $"{r.Value} by {Names.Of(r.Key)}"))}, {refusals} refusals.");
        Assert.All([EntryKind.Disclosure, EntryKind.StaffLook, EntryKind.OwnAccess, EntryKind.Export], kind => Assert.True(reveals.GetValueOrDefault(kind) >= Counts.StoreWalks, $"Too few openings by {kind}."));
        Assert.True(refusals > Counts.StoreWalks, "Too few refusals.");
    }

    [Fact, Proves("D3")]
    public async Task A_permit_opens_nothing_before_its_entry_is_committed_and_once_only_after()
    {
        await using var store = await TestStore.OpenAsync();
        var town = await Town.SettleAsync(store.Services, Values(0), Values(1));
        var (gate, vault) = (store.Get<Gate>(), store.Get<FieldVault>());
        var question = OwnQuestion(town.Members[0]);

        var early = await store.Writer.WriteAsync(async work =>
        {
            var permit = Assert.IsType<GateAnswer.Granted>(gate.Ask(work, [question])).Permits[0];
            await Assert.ThrowsAsync<InvalidOperationException>(() => vault.RevealAsync(permit));
            return permit;
        });
        var undone = default(RecordedPermit);
        await Assert.ThrowsAsync<OperationCanceledException>(() => store.Writer.WriteAsync<bool>(work =>
        {
            undone = Assert.IsType<GateAnswer.Granted>(gate.Ask(work, [question])).Permits[0];
            throw new OperationCanceledException("The unit fails after it was granted.");
        }));

        Assert.NotNull(await vault.RevealAsync(early));
        await Assert.ThrowsAsync<InvalidOperationException>(() => vault.RevealAsync(early));
        await Assert.ThrowsAsync<InvalidOperationException>(() => vault.RevealAsync(undone!));
    }

    private static App.Disclosures.Question OwnQuestion(Caller.Member member) =>
        new(new DisclosureRequest(member.Asker, RecipientKind.Member, null, Purpose.OwnAccess, LegalBasis.OwnAccess, FieldSet.Of(PersonalField.Skills)), EntryKind.OwnAccess, member.Person);

    // One member holds everything, one what is required, one something between.
    private static Dictionary<PersonalField, string> Values(int member) => Everything
        .Where(f => member == 0 || FieldDeclarations.Of(f).Required || (member == 2 && (int)f % 2 == 0))
        .ToDictionary(f => f, f => f switch
        {
            PersonalField.Email => $"m{member}@post.example",
            PersonalField.UserId => $"member{member}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Names.Of(f)} of {member}"),
        });

    /// <summary>One walk: the town, and what ought to be true of it.</summary>
    private sealed class Steps(Town town, Random chance)
    {
        private readonly List<Caller.Member> sessions = [.. town.Members];
        private readonly Dictionary<(int Member, int Partner), bool> selected = [];
        private readonly Dictionary<(int Member, int Partner), (FieldSet Fields, ConsentId Id)> contact = [];
        private readonly HashSet<int> suspended = [];
        private readonly Dictionary<int, Dictionary<PersonalField, string>> held = Enumerable.Range(0, town.Members.Count).ToDictionary(n => n, Values);
        private readonly Dictionary<Guid, int> looks = [];

        internal List<Opening> Opened { get; } = [];

        internal int Reveals { get; private set; }

        internal int Refusals { get; private set; }

        internal async Task TakeOneAsync()
        {
            var from = town.Get<LedgerBook>().Head.Size;
            var (m, p) = (chance.Next(town.Members.Count), chance.Next(town.Partners.Count));
            var expected = chance.Next(18) switch
            {
                0 => await LogInAgainAsync(m),
                1 => await LookAtOwnAsync(m),
                2 => await TakeAwayAsync(m),
                3 => await CorrectAsync(m),
                4 => await SelectAsync(m, p),
                5 => chance.Next(4) == 0 ? await DropAsync(m, p) : [],
                6 => await LetWriteAsync(m, p),
                7 => await WithdrawAsync(m, p),
                8 => await SuspendAsync(p),
                9 or 10 => await StaffLooksAsync(m),
                _ => await PartnerReadsAsync(m, p),
            };
            var opened = (await town.EntriesAsync(from)).Where(e => Openings.Contains(e.Kind)).Select(e => new Opening(e.Kind, e.Subject, e.Fields));
            Opened.AddRange(expected);
            Assert.Equal(expected.OrderBy(o => o.ToString(), StringComparer.Ordinal), opened.OrderBy(o => o.ToString(), StringComparer.Ordinal));
        }

        /// <summary>One own-access entry for each session that looked, and no opening that was not a step's own.</summary>
        internal async Task CheckWholeLedgerAsync()
        {
            var entries = await town.EntriesAsync();
            Assert.All(looks.Keys, access => Assert.Single(entries, e => e.Kind == EntryKind.OwnAccess && e.Evidence == access));
            Assert.Equal(Reveals, entries.Count(e => Openings.Contains(e.Kind) && e.Kind != EntryKind.OwnAccess) + looks.Values.Sum());
            Assert.All(entries.Where(e => e.Kind == EntryKind.Refusal), e => Assert.True(e.IsRefused));
        }

        private async Task<Opening[]> LogInAgainAsync(int m)
        {
            sessions[m] = await town.LogInAsync(town.Members[m].Person.UserIdIndex);
            return [];
        }

        private async Task<Opening[]> LookAtOwnAsync(int m)
        {
            var values = Assert.IsType<OwnRecord.Opened>(await town.Get<OpenOwnRecord>().OpenAsync(sessions[m])).Values;
            Holds(m, Everything, values);
            return Looked(m);
        }

        private async Task<Opening[]> TakeAwayAsync(int m)
        {
            Assert.IsType<TakenData.Taken>(await town.Get<TakeOwnData>().TakeAsync(sessions[m]));
            Reveals++;
            // The export names the fields; what lies beside the entries is opened under the session's own access.
            var first = !looks.ContainsKey(sessions[m].Session.Access);
            looks.TryAdd(sessions[m].Session.Access, 0);
            return [new Opening(EntryKind.Export, Subject(m), Everything), .. first ? [new Opening(EntryKind.OwnAccess, Subject(m), Everything)] : Array.Empty<Opening>()];
        }

        private async Task<Opening[]> CorrectAsync(int m)
        {
            var field = new[] { PersonalField.Region, PersonalField.Occupation, PersonalField.Skills }[chance.Next(3)];
            var value = string.Create(CultureInfo.InvariantCulture, $"new {Names.Of(field)} {chance.Next(1000)}");
            Assert.IsType<Correction.Done>(await town.Get<CorrectOwnData>().CorrectAsync(sessions[m], field, value));
            held[m][field] = value;
            return [];
        }

        private async Task<Opening[]> SelectAsync(int m, int p)
        {
            var answer = await town.SelectAsync(sessions[m], town.Partners[p]);
            var stands = selected.GetValueOrDefault((m, p));
            Assert.Equal(stands || !suspended.Contains(p), answer is ConsentAnswer.Given);
            selected[(m, p)] = answer is ConsentAnswer.Given;
            return [];
        }

        private async Task<Opening[]> DropAsync(int m, int p)
        {
            Assert.IsType<ConsentAnswer.Ended>(await town.Get<DropService>().DropAsync(sessions[m], town.Partners[p].Service));
            if (selected.Remove((m, p), out var was) && was) contact.Remove((m, p));
            return [];
        }

        private async Task<Opening[]> LetWriteAsync(int m, int p)
        {
            var fields = ServiceOffer(p).Where(_ => chance.Next(2) == 0);
            var asked = FieldSet.From(fields);
            var may = selected.GetValueOrDefault((m, p)) && !suspended.Contains(p) && !asked.IsEmpty;
            var answer = await town.LetWriteAsync(sessions[m], town.Partners[p], asked);
            Assert.Equal(may, answer is ConsentAnswer.Given);
            if (answer is ConsentAnswer.Given given) contact[(m, p)] = (asked, given.Id);
            return [];
        }

        private async Task<Opening[]> WithdrawAsync(int m, int p)
        {
            if (!contact.Remove((m, p), out var consent)) return [];
            Assert.IsType<ConsentAnswer.Ended>(await town.Get<WithdrawConsent>().WithdrawAsync(sessions[m], consent.Id));
            return [];
        }

        private async Task<Opening[]> SuspendAsync(int p)
        {
            if (suspended.Remove(p)) await town.Get<SuspendPartner>().ResumeAsync(town.Officer, town.Partners[p].Caller.Partner.Id);
            else if (chance.Next(3) == 0 && suspended.Add(p)) await town.Get<SuspendPartner>().SuspendAsync(town.Officer, town.Partners[p].Caller.Partner.Id);
            return [];
        }

        private async Task<Opening[]> StaffLooksAsync(int m)
        {
            var staff = chance.Next(2) == 0 ? town.Support : town.Officer;
            var (purpose, carried) = Looks[chance.Next(Looks.Length)];
            var asked = Some(chance.Next(4) == 0 ? Everything : carried);
            var saysWhy = chance.Next(5) != 0;
            var may = StaffPurposes(staff).Contains(purpose) && carried.Covers(asked) && !asked.IsEmpty && saysWhy;
            var answer = await town.Get<OpenRecord>().OpenAsync(staff, new LookRequest(purpose, new(Values(m)[PersonalField.UserId]), new(saysWhy ? "Called and asked what is on record." : " "), asked));
            if (answer is not StaffLook.Opened opened) return Refused(may);
            Assert.True(may, "A look was opened that no promise allows.");
            Holds(m, asked, opened.Values);
            Reveals++;
            return [new Opening(EntryKind.StaffLook, Subject(m), asked)];
        }

        private async Task<Opening[]> PartnerReadsAsync(int m, int p)
        {
            var standing = selected.Where(s => s.Value).Select(s => s.Key).ToList();
            if (standing.Count > 0 && chance.Next(4) != 0) (m, p) = standing[chance.Next(standing.Count)];
            var partner = town.Partners[p];
            // Mostly what it may have; sometimes under the name that another partner knows the member by.
            var asked = Some(chance.Next(5) == 0 ? Everything : chance.Next(3) == 0 ? partner.Terms.Fields : partner.Terms.Fields.Except(Addresses));
            var foreign = chance.Next(8) == 0;
            var subject = await town.SubjectAsync(town.Members[m], foreign ? town.Partners[1 - p] : partner);
            var (service, addresses) = (asked.Except(Addresses), asked.Intersect(Addresses));
            var may = !foreign && subject is not null && selected.GetValueOrDefault((m, p)) && !suspended.Contains(p) && !asked.IsEmpty && partner.Terms.Fields.Covers(asked)
                && (addresses.IsEmpty || (contact.TryGetValue((m, p), out var consent) && consent.Fields.Covers(addresses) && (!addresses.Contains(PersonalField.Email) || m < town.Members.Count - 1)));
            var isHeld = chance.Next(6) == 0;
            var answer = await town.Get<ReadMember>().ReadAsync(partner.Caller, subject, asked, _ => isHeld);
            if (answer is MemberAnswer.Refused) return Refused(may);
            Assert.True(may, $"{partner} read {asked} of member {m}, which no promise allows.");
            if (answer is not MemberAnswer.Opened opened) return [];
            Holds(m, asked, opened.Values);
            Opening[] openings = [new Opening(EntryKind.Disclosure, Subject(m), service), new Opening(EntryKind.Disclosure, Subject(m), addresses)];
            openings = [.. openings.Where(o => !o.Fields.IsEmpty)];
            Reveals += openings.Length;
            return openings;
        }

        private Opening[] Refused(bool may)
        {
            Assert.False(may, "What the promises allow was refused.");
            Refusals++;
            return [];
        }

        private Opening[] Looked(int m)
        {
            var access = sessions[m].Session.Access;
            var first = looks.TryAdd(access, 0);
            looks[access]++;
            Reveals++;
            return first ? [new Opening(EntryKind.OwnAccess, Subject(m), Everything)] : [];
        }

        private void Holds(int m, FieldSet asked, IReadOnlyDictionary<PersonalField, Redacted<string>> values) => Assert.Equal(
            held[m].Where(v => asked.Contains(v.Key)).OrderBy(v => v.Key).Select(v => (v.Key, v.Value)),
            values.OrderBy(v => v.Key).Select(v => (v.Key, v.Value.Open())));

        private FieldSet ServiceOffer(int p) => town.Partners[p].Terms.Fields.Intersect(Addresses);

        private FieldSet Some(FieldSet fields) => FieldSet.From(fields.Where(_ => chance.Next(3) != 0));

        private LedgerSubject? Subject(int m) => town.Members[m].Person.Subject;

        private static readonly (Purpose Purpose, FieldSet Fields)[] Looks = [.. InternalFlows.All.Where(f => f.Recipient == RecipientKind.Staff).Select(f => (f.Purpose, f.Fields))];

        private static IEnumerable<Purpose> StaffPurposes(Caller.OfStaff staff) => Domain.Staff.StaffEntitlements.For(staff.Role);
    }

    private sealed record Opening(EntryKind Kind, LedgerSubject? Subject, FieldSet Fields);
}
