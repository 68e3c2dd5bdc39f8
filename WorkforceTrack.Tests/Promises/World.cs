using System.Collections.Immutable;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Promises;

/// <summary>A small store in memory: what stands after a history, and the facts that it gives the gate.</summary>
internal sealed class World
{
    internal static readonly DateTimeOffset Start = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, SubjectFacts> members = [];
    private readonly Dictionary<Guid, Consent> consents = [];
    private readonly Dictionary<Guid, Agreement> agreements = [];
    private readonly List<Selection> selections = [];
    private readonly List<(Guid Agreement, DateOnly Day)> reads = [];
    private readonly HashSet<int> suspended = [];
    private readonly Dictionary<Guid, (int Member, CaseFacts Facts)> cases = [];
    private readonly Dictionary<Guid, (int Member, EngagementFacts Facts)> engagements = [];
    private readonly Dictionary<int, StaffRole> staff = [];
    private readonly Dictionary<int, AdherenceSignature> signatures = [];
    private DateTimeOffset now = Start;
    private PolicyVersion? policy;
    private PolicyNumber? latestMaterial;

    internal static World After(IEnumerable<Step> history)
    {
        var world = new World();
        foreach (var step in history) world.Take(step);
        return world;
    }

    internal static MemberId Member(int number) => new(Id(1, number));

    internal static LedgerSubject Subject(int number) => new(Id(2, number));

    internal static PartnerId Partner(int number) => new(Id(3, number));

    internal static StaffId Staff(int number) => new(Id(4, number));

    /// <summary>To whom a case would let data go.</summary>
    internal static Guid Authority(Guid caseId) => Id(5, caseId.GetHashCode());

    internal static Guid Id(int kind, int number) => new(number, (short)kind, 0x7a, 1, 2, 3, 4, 5, 6, 7, 8);

    /// <summary>The facts for a question: what is there, in the order in which it came.</summary>
    internal DisclosureFacts FactsFor(Question question)
    {
        var subject = members.GetValueOrDefault(question.Member);
        var facts = new DisclosureFacts(now, policy, subject, [.. consents.Values]);
        return question.Request.Asker switch
        {
            Asker.OfPartner when question.Agreement is { } id && agreements.TryGetValue(id, out var agreement) => facts with
            {
                Agreement = agreement with { PartnerSuspended = suspended.Any(p => Partner(p) == agreement.Partner) },
                Selection = selections.LastOrDefault(s => s.Agreement == agreement.Id && s.Member == Member(question.Member)),
                ReadsToday = reads.Count(r => r.Agreement == id && r.Day == Today),
            },
            Asker.OfStaff asker => facts with
            {
                StaffRole = staff.TryGetValue(Number(asker), out var role) ? role : null,
                Signature = signatures.GetValueOrDefault(Number(asker)),
                LatestMaterial = latestMaterial,
                Case = question.Under is { } id && cases.TryGetValue(id, out var about) ? about.Member == question.Member ? about.Facts : about.Facts with { Approved = FieldSet.Empty, Held = FieldSet.Empty } : null,
            },
            Asker.OfEngagement when question.Under is { } id && engagements.TryGetValue(id, out var engagement) => facts with
            {
                Engagement = engagement.Member == question.Member ? engagement.Facts : engagement.Facts with { Evidence = null },
            },
            _ => facts,
        };
    }

    private DateOnly Today => DateOnly.FromDateTime(now.UtcDateTime);

    private static int Number(Asker.OfStaff asker) => Enumerable.Range(0, Scene.Staff).First(n => Staff(n) == asker.Staff);

    private void Take(Step step)
    {
        switch (step)
        {
            case Step.Register s:
                members.TryAdd(s.Member, new SubjectFacts(Member(s.Member), Subject(s.Member), AccountState.Open, AddressChecked: false));
                break;
            case Step.CheckAddress s when members.TryGetValue(s.Member, out var member):
                members[s.Member] = member with { AddressChecked = true };
                break;
            case Step.AskToLeave s when members.TryGetValue(s.Member, out var member) && member.State == AccountState.Open:
                members[s.Member] = member with { State = AccountState.Leaving };
                break;
            case Step.Close s when members.TryGetValue(s.Member, out var member):
                members[s.Member] = member with { State = AccountState.Closed };
                break;
            case Step.Give s:
                Consented(s.Consent, s.Member, s.Purpose, s.Partner is { } p ? Partner(p).Value : null, s.Fields, s.Hours);
                break;
            case Step.Withdraw s when consents.TryGetValue(s.Consent, out var consent):
                consents[s.Consent] = consent.Withdrawn(now);
                break;
            case Step.Begin s:
                agreements.TryAdd(s.Agreement, new Agreement(
                    new AgreementId(s.Agreement), Partner(s.Partner), s.Purpose, s.Fields, now.AddHours(s.HoursAhead), now.AddHours(s.HoursAhead + s.Hours), s.Limit, PartnerSuspended: false));
                break;
            case Step.End s when agreements.TryGetValue(s.Agreement, out var agreement):
                if (now < agreement.Until) agreements[s.Agreement] = agreement with { Until = now };
                break;
            case Step.Suspend s:
                suspended.Add(s.Partner);
                break;
            case Step.Lift s:
                suspended.Remove(s.Partner);
                break;
            // Selecting what is selected changes nothing.
            case Step.Select s when agreements.TryGetValue(s.Agreement, out var agreement) && !consents.ContainsKey(s.Consent)
                && !selections.Exists(c => c.Agreement == agreement.Id && c.Member == Member(s.Member) && c.EndedAt is null):
                Consented(s.Consent, s.Member, agreement.Purpose, agreement.Partner.Value, s.Fields, hours: null);
                selections.Add(new Selection(new ServiceId(s.Agreement), agreement.Id, Member(s.Member), new ConsentId(s.Consent), now, EndedAt: null));
                break;
            case Step.Drop s:
                var chosen = selections.FindIndex(c => c.Consent.Value == s.Consent && c.EndedAt is null);
                if (chosen >= 0) selections[chosen] = selections[chosen] with { EndedAt = now };
                break;
            case Step.Read s:
                reads.Add((s.Agreement, Today));
                break;
            case Step.Hire s:
                staff[s.Staff] = s.Role;
                break;
            case Step.Dismiss s:
                staff.Remove(s.Staff);
                break;
            case Step.Sign s when policy is not null:
                signatures[s.Staff] = new AdherenceSignature(s.Signature, Staff(s.Staff), policy.Number, now);
                break;
            case Step.Publish s when policy is null || policy.Number.CompareTo(new PolicyNumber(s.Major, s.Minor)) < 0:
                policy = new PolicyVersion(new PolicyNumber(s.Major, s.Minor), Today, s.IsMaterial, [], [], s.Flows);
                if (s.IsMaterial) latestMaterial = policy.Number;
                break;
            case Step.Demand s:
                cases.TryAdd(s.Case, (s.Member, new CaseFacts(
                    s.Case, s.Basis, Authority(s.Case), s.Fields, FieldSet.Empty, [], s.Basis == LegalBasis.Emergency ? 1 : 2, [], new NoticeFacts(null, null), IsFrozen: false, IsReleasable: true)));
                break;
            case Step.Approve s:
                Change(s.Case, c => c with { Approvers = c.Approvers.Add(Staff(s.Staff)) });
                break;
            case Step.Judge s:
                Change(s.Case, c => c with { Deciders = c.Deciders.Add(Staff(s.Staff)) });
                break;
            case Step.Tell s:
                Change(s.Case, c => c with { Notice = c.Notice with { WindowEnds = c.Notice.WindowEnds ?? now.AddHours(s.Hours) } });
                break;
            case Step.Silence s:
                Change(s.Case, c => c with { Notice = c.Notice with { SilentUntil = now.AddHours(s.Hours) } });
                break;
            case Step.Object s:
                Change(s.Case, c => c with { IsFrozen = true });
                break;
            case Step.Settle s:
                Change(s.Case, c => c with { IsFrozen = false });
                break;
            case Step.Hold s:
                Change(s.Case, c => c with { Held = s.Fields });
                break;
            case Step.Shut s:
                Change(s.Case, c => c with { IsReleasable = false });
                break;
            case Step.Engage s:
                engagements.TryAdd(s.Engagement, (s.Member, new EngagementFacts(
                    new EngagementId(s.Engagement), s.Engagement, s.Purpose, s.Fields, now.AddHours(s.HoursAhead), now.AddHours(s.HoursAhead + s.Hours), s.IsSigned)));
                break;
            case Step.Part s when engagements.TryGetValue(s.Engagement, out var engagement):
                if (now < engagement.Facts.Until) engagements[s.Engagement] = (engagement.Member, engagement.Facts with { Until = now });
                break;
            case Step.Pass s:
                now = now.AddHours(s.Hours);
                break;
        }
    }

    private void Change(Guid id, Func<CaseFacts, CaseFacts> change)
    {
        if (cases.TryGetValue(id, out var about)) cases[id] = (about.Member, change(about.Facts));
    }

    private void Consented(Guid id, int member, Purpose purpose, Guid? recipient, FieldSet fields, int? hours) => consents.TryAdd(id, new Consent(
        new ConsentId(id), Member(member), purpose, recipient, fields, policy?.Number ?? default, ConsentState.Given, now, hours is { } h ? now.AddHours(h) : null));
}

/// <summary>One question to the gate, with what the program around it would look up: whose record, under which agreement.</summary>
/// <param name="Under">The case or the engagement that the question comes under.</param>
internal sealed record Question(DisclosureRequest Request, int Member, Guid? Agreement, Guid? Under = null);
