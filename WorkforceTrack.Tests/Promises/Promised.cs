using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// What the promises say of a question, read off the history itself. It was written from the promises and knows nothing of
/// facts, rules and permits; where it and the gate disagree, one of them is wrong.
/// </summary>
internal sealed class Promised(ImmutableArray<Step> history)
{
    /// <summary>D2: who may look for what, once more and by hand.</summary>
    private static readonly (StaffRole Role, Purpose Purpose)[] Duties =
    [
        (StaffRole.Support, Purpose.GiveSupport), (StaffRole.Support, Purpose.AnswerRequest), (StaffRole.Support, Purpose.KeepAccount),
        (StaffRole.PrivacyOfficer, Purpose.AnswerRequest), (StaffRole.PrivacyOfficer, Purpose.KeepAccount), (StaffRole.PrivacyOfficer, Purpose.InvestigateMisuse),
        (StaffRole.Counsel, Purpose.AnswerRequest),
        (StaffRole.Security, Purpose.InvestigateMisuse),
    ];

    private int Now => HoursBefore(history.Length);

    internal bool Allows(Question question)
    {
        var request = question.Request;
        return request.Purpose is { } purpose
            && !request.Fields.IsEmpty
            && IsDescribed(request, purpose)
            && IsMember(question)
            && request.Basis switch
            {
                LegalBasis.OwnAccess => IsOwnAccess(question),
                LegalBasis.InternalUse => request is { Asker: Asker.ThePlatform, Recipient: RecipientKind.Platform } || IsStaffAtWork(request, purpose),
                LegalBasis.SelectedService => IsUnderAgreement(question) && IsForTheAgreedPurpose(question) && SelectedFor(question) && HasNoAddress(request.Fields),
                LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency => IsLetGoByACase(question, purpose),
                LegalBasis.Engagement => IsWithinAnEngagement(question, purpose),
                LegalBasis.Consent => Approved(question, purpose) && (request.Recipient == RecipientKind.Partner ? IsUnderAgreement(question) && Choice(question) is not null : request is { Asker: Asker.ThePlatform, Recipient: RecipientKind.Platform }),
            };
    }

    // O2: the version in force describes this very flow, with every field that is asked.
    private bool IsDescribed(DisclosureRequest request, Purpose purpose)
    {
        if (Versions().LastOrDefault().Step is not { } inForce) return false;
        foreach (var flow in inForce.Flows)
        {
            // Who may ask in law and who is engaged is described by kind, a partner by name.
            var named = request.Recipient is RecipientKind.Authority or RecipientKind.Engaged ? null : request.RecipientId;
            if ((flow.Recipient, flow.RecipientId, flow.Purpose, flow.Basis) == (request.Recipient, named, purpose, request.Basis))
                return request.Fields.All(flow.Fields.Contains);
        }

        return false;
    }

    // A record exists; T1: who leaves is not used any more, but may still look, and hears by mail what happens to the account.
    private bool IsMember(Question question)
    {
        var joined = history.IndexOf(new Step.Register(question.Member));
        if (joined < 0) return false;
        var since = history.Skip(joined).ToList();
        if (since.Contains(new Step.Close(question.Member))) return IsHeld(question);
        return !since.Contains(new Step.AskToLeave(question.Member))
            || question.Request is { Basis: LegalBasis.OwnAccess or LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency } or { Basis: LegalBasis.InternalUse, Purpose: Purpose.KeepAccount, Asker: Asker.ThePlatform };
    }

    // A1: a member, about that member.
    private static bool IsOwnAccess(Question question) =>
        question.Request is { Recipient: RecipientKind.Member, Asker: Asker.TheMember asker } && asker.Member == World.Member(question.Member);

    // D2, AC1: on the staff today in this role, for a purpose of the role, signed for the last material version, saying why.
    private bool IsStaffAtWork(DisclosureRequest request, Purpose purpose)
    {
        if (request is not { Recipient: RecipientKind.Staff, HasStatedReason: true, Asker: Asker.OfStaff asker }) return false;
        var person = Enumerable.Range(0, Scene.Staff).Single(n => World.Staff(n) == asker.Staff);
        var role = history.Select(s => s switch
        {
            Step.Hire h when h.Staff == person => (Told: true, Role: (StaffRole?)h.Role),
            Step.Dismiss d when d.Staff == person => (Told: true, Role: null),
            _ => (Told: false, Role: null),
        }).LastOrDefault(told => told.Told).Role;
        return role == asker.Role && Duties.Contains((asker.Role, purpose)) && HasSigned(person);
    }

    // AC1: signed for the last material version.
    private bool HasSigned(int person)
    {
        var material = Versions().LastOrDefault(v => v.Step.IsMaterial);
        var signed = Places(s => s is Step.Sign sign && sign.Staff == person).Where(at => Versions().Any(v => v.At < at)).DefaultIfEmpty(-1).Last();
        return material.Step is not null && signed > material.At;
    }

    // D6, D7, D8: two approved (one does where a life is in danger), the member was told and had time to object, or an order still
    // forbids to tell; nothing is open, and whoever hands over judged nothing.
    private bool IsLetGoByACase(Question question, Purpose purpose)
    {
        var request = question.Request;
        if (request is not { Recipient: RecipientKind.Authority, Asker: Asker.OfStaff asker } || question.Under is not { } id || CaseOf(question) is not { } demand) return false;
        var person = Enumerable.Range(0, Scene.Staff).Single(n => World.Staff(n) == asker.Staff);
        var role = history.LastOrDefault(s => s is Step.Hire h && h.Staff == person || s is Step.Dismiss d && d.Staff == person) is Step.Hire hired ? hired.Role : (StaffRole?)null;
        var steps = After(demand).ToList();
        var approved = steps.Where(s => s.Step is Step.Approve a && a.Case == id).Select(s => ((Step.Approve)s.Step).Staff).ToHashSet();
        var judged = steps.Where(s => s.Step is Step.Judge j && j.Case == id).Select(s => ((Step.Judge)s.Step).Staff).ToHashSet();
        var told = steps.FirstOrDefault(s => s.Step is Step.Tell t && t.Case == id);
        var silenced = steps.LastOrDefault(s => s.Step is Step.Silence t && t.Case == id);
        var isTold = told.Step is Step.Tell tell ? HoursBefore(told.At) + tell.Hours <= Now : silenced.Step is Step.Silence silence && HoursBefore(silenced.At) + silence.Hours > Now;
        var objection = steps.LastOrDefault(s => s.Step is Step.Object o && o.Case == id || s.Step is Step.Settle e && e.Case == id).Step;
        return role == asker.Role && role is StaffRole.Support or StaffRole.Security && role == asker.Role
            && HasSigned(person)
            && demand.Basis == request.Basis && demand.Member == question.Member
            && purpose == (demand.Basis switch { LegalBasis.LegalProcess => Purpose.AnswerLegalProcess, LegalBasis.LegalRights => Purpose.ProtectRights, _ => Purpose.ProtectLife })
            && request.RecipientId == World.Authority(id)
            && request.Fields.All(demand.Fields.Contains)
            && approved.Count >= (demand.Basis == LegalBasis.Emergency ? 1 : 2)
            && !approved.Contains(person) && !judged.Contains(person)
            && isTold
            && objection is not Step.Object
            && !steps.Exists(s => s.Step is Step.Shut shut && shut.Case == id);
    }

    // D6: what a hold keeps can still be given.
    private bool IsHeld(Question question) =>
        question.Request is { Asker: Asker.OfStaff, Basis: LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency }
        && CaseOf(question) is { } demand && demand.Member == question.Member
        && After(demand).LastOrDefault(s => s.Step is Step.Hold h && h.Case == demand.Case).Step is Step.Hold hold
        && question.Request.Fields.All(hold.Fields.Contains);

    private Step.Demand? CaseOf(Question question) => history.OfType<Step.Demand>().FirstOrDefault(d => d.Case == question.Under);

    private IEnumerable<(int At, Step Step)> After(Step.Demand demand) => history.Select((step, at) => (at, step)).SkipWhile(s => !ReferenceEquals(s.step, demand)).Skip(1);

    // D5: signed, within the term, for its purpose, only its members and fields.
    private bool IsWithinAnEngagement(Question question, Purpose purpose)
    {
        var request = question.Request;
        if (request is not { Recipient: RecipientKind.Engaged, Asker: Asker.OfEngagement asker } || request.RecipientId != asker.Engagement.Value || question.Under != asker.Engagement.Value) return false;
        if (Places(s => s is Step.Engage e && e.Engagement == asker.Engagement.Value).FirstOrDefault(-1) is var at && at < 0) return false;
        var engagement = (Step.Engage)history[at];
        var from = HoursBefore(at) + engagement.HoursAhead;
        var until = Places(s => s is Step.Part p && p.Engagement == engagement.Engagement).Where(p => p > at).Select(HoursBefore).Append(from + engagement.Hours).Min();
        return request.HasStatedReason && engagement.IsSigned && engagement.Member == question.Member && engagement.Purpose == purpose && from <= Now && Now < until && request.Fields.All(engagement.Fields.Contains);
    }

    // P3, P4, D1: an agreement of this partner, within its term, the partner not suspended, within what it lists and a day's limit.
    private bool IsUnderAgreement(Question question)
    {
        var request = question.Request;
        if (request is not { Recipient: RecipientKind.Partner, Asker: Asker.OfPartner asker } || request.RecipientId != asker.Partner.Value) return false;
        if (Places(s => s is Step.Begin b && b.Agreement == question.Agreement).FirstOrDefault(-1) is var at && at < 0) return false;
        var agreement = (Step.Begin)history[at];
        var from = HoursBefore(at) + agreement.HoursAhead;
        var ended = Places(s => s is Step.End e && e.Agreement == agreement.Agreement).Where(e => e > at).Select(HoursBefore);
        var until = ended.Append(from + agreement.Hours).Min();
        var isSuspended = history.LastOrDefault(s => s is Step.Suspend p && p.Partner == agreement.Partner || s is Step.Lift l && l.Partner == agreement.Partner) is Step.Suspend;
        var readsToday = Places(s => s is Step.Read r && r.Agreement == agreement.Agreement).Count(r => Day(HoursBefore(r)) == Day(Now));
        return World.Partner(agreement.Partner) == asker.Partner
            && from <= Now && Now < until
            && !isSuspended
            && request.Fields.All(agreement.Fields.Contains)
            && readsToday < agreement.Limit;
    }

    private bool IsForTheAgreedPurpose(Question question) =>
        history.OfType<Step.Begin>().First(b => b.Agreement == question.Agreement).Purpose == question.Request.Purpose;

    // P2, C3: the member chose the service, and the approval that came with the choice lives and covers what is asked.
    private bool SelectedFor(Question question) => Choice(question) is { } choice && Lives(choice.Consent, hours: null, since: 0) && question.Request.Fields.All(choice.Fields.Contains);

    /// <summary>The choice of a service under the agreement that stands: made, not dropped, and while it stood none was made beside it.</summary>
    private Step.Select? Choice(Question question) =>
        Choices().Where(c => c.Step.Agreement == question.Agreement && c.Step.Member == question.Member && c.Until is null).Select(c => c.Step).SingleOrDefault();

    private IReadOnlyList<(int At, int? Until, Step.Select Step)> Choices()
    {
        var made = new List<(int At, int? Until, Step.Select Step)>();
        foreach (var at in Places(s => s is Step.Select))
        {
            var choice = (Step.Select)history[at];
            var stands = made.Exists(c => c.Step.Agreement == choice.Agreement && c.Step.Member == choice.Member && (c.Until is null || at < c.Until));
            if (stands || made.Exists(c => c.Step.Consent == choice.Consent)) continue;
            var dropped = Places(s => s is Step.Drop drop && drop.Consent == choice.Consent).FirstOrDefault(d => d > at, -1);
            made.Add((at, dropped < 0 ? null : dropped, choice));
        }

        return made;
    }

    // C3: the member said yes to this purpose and this recipient for all these fields, and the yes still lives; P2: to an address that was checked.
    private bool Approved(Question question, Purpose purpose)
    {
        var request = question.Request;
        if (request.Fields.Contains(PersonalField.Email) && !history.Skip(history.IndexOf(new Step.Register(question.Member))).Contains(new Step.CheckAddress(question.Member))) return false;
        var known = new HashSet<Guid>();
        for (var at = 0; at < history.Length; at++)
        {
            var place = at;
            var yes = history[at] switch
            {
                Step.Give g when known.Add(g.Consent) => g,
                Step.Select s when Choices().Any(c => c.At == place) => GivenWith(s),
                _ => null,
            };
            if (yes is not null && yes.Member == question.Member && yes.Purpose == purpose && RecipientOf(yes) == request.RecipientId
                && request.Fields.All(yes.Fields.Contains) && Lives(yes.Consent, yes.Hours, at)) return true;
        }

        return false;
    }

    private Step.Give GivenWith(Step.Select choice)
    {
        var agreement = history.OfType<Step.Begin>().First(b => b.Agreement == choice.Agreement);
        return new Step.Give(choice.Consent, choice.Member, agreement.Purpose, agreement.Partner, choice.Fields, null);
    }

    private static Guid? RecipientOf(Step.Give yes) => yes.Partner is { } partner ? World.Partner(partner).Value : null;

    private bool Lives(Guid consent, int? hours, int since) =>
        !history.Skip(since).Contains(new Step.Withdraw(consent)) && (hours is not { } h || Now < HoursBefore(since) + h);

    private static bool HasNoAddress(FieldSet fields) => !fields.Contains(PersonalField.Email) && !fields.Contains(PersonalField.PostalAddress);

    // A version that is not above the one before it is not published.
    private IEnumerable<(int At, Step.Publish Step)> Versions()
    {
        (int, int) last = default;
        for (var at = 0; at < history.Length; at++)
        {
            if (history[at] is not Step.Publish publish || (publish.Major, publish.Minor).CompareTo(last) <= 0) continue;
            last = (publish.Major, publish.Minor);
            yield return (at, publish);
        }
    }

    private IEnumerable<int> Places(Func<Step, bool> which)
    {
        for (var at = 0; at < history.Length; at++)
        {
            if (which(history[at])) yield return at;
        }
    }

    private int HoursBefore(int place) => history.Take(place).OfType<Step.Pass>().Sum(p => p.Hours);

    private static int Day(int hours) => DateOnly.FromDateTime(World.Start.AddHours(hours).UtcDateTime).DayNumber;
}
