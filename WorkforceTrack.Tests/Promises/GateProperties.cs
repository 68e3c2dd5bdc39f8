using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Promises;

/// <summary>What holds of the gate after any history, for any question (D3, C3, O2, P2, P3).</summary>
public sealed class GateProperties
{
    [Fact, Proves("C3"), Proves("D3"), Proves("P3")]
    public void No_basis_no_permit_and_every_basis_its_permit() => Walk.Through(Scene.Any, scene =>
    {
        var decision = Decide(scene);
        Assert.Equal(new Promised(scene.History).Allows(scene.Question), decision is Decision.Permitted);
        return decision is Decision.Permitted;
    });

    [Fact, Proves("D3")]
    public void A_permit_names_exactly_the_fields_asked() => Walk.Through(Scene.Any, scene =>
    {
        var facts = World.After(scene.History).FactsFor(scene.Question);
        if (DisclosurePolicy.Decide(scene.Question.Request, facts) is not Decision.Permitted { Permit: var permit }) return false;
        Assert.Equal(scene.Question.Request.Fields, permit.Fields);
        Assert.Equal(World.Member(scene.Question.Member), permit.Subject.Member);
        Assert.Equal(scene.Question.Request.Purpose, permit.Purpose);
        Assert.Equal(facts.Policy!.Number, permit.Policy);
        Assert.NotEqual(Guid.Empty, permit.Evidence);
        return true;
    });

    [Fact, Proves("D3")]
    public void A_refusal_says_why() => Walk.Through(Scene.Any, scene =>
    {
        if (Decide(scene) is not Decision.Refused { Reasons: var reasons }) return true;
        Assert.NotEmpty(reasons);
        Assert.Equal(reasons.Distinct().Order(), reasons);
        return false;
    });

    [Fact, Proves("C3")]
    public void Withdrawing_never_widens() => Walk.Through(Scene.WithLess, pair =>
    {
        var before = Decide(pair.Scene);
        var after = Decide(pair.Scene with { History = pair.Scene.History.Add(pair.Less) });
        Assert.True(before is Decision.Permitted || after is Decision.Refused, $"{pair.Less} opened what was closed.");
        return before is Decision.Permitted;
    });

    [Fact, Proves("C3"), Proves("P2")]
    public void What_a_permit_rested_on_carries_no_further_permit_once_it_is_withdrawn() => Walk.Through(Scene.Any, scene =>
    {
        if (Decide(scene) is not Decision.Permitted { Permit: var permit }) return false;
        if (scene.Question.Request.Basis is not (LegalBasis.Consent or LegalBasis.SelectedService)) return true;
        var after = Decide(scene with { History = scene.History.Add(new Step.Withdraw(permit.Evidence)) });
        Assert.True(after is not Decision.Permitted { Permit: var next } || next.Evidence != permit.Evidence, "A withdrawn consent is still evidence.");
        return true;
    });

    [Fact, Proves("D3")]
    public void Asking_for_less_is_never_refused_and_asking_for_more_never_helps() => Walk.Through(Gen.Select(Scene.Any, Gen.Enum<PersonalField>().Array[1, 8]), pair =>
    {
        var (scene, without) = pair;
        var fields = scene.Question.Request.Fields;
        var less = fields.Except(FieldSet.Of(without));
        if (less.IsEmpty || less == fields) return Decide(scene) is Decision.Permitted;
        var whole = Decide(scene);
        var part = Decide(scene with { Question = scene.Question with { Request = scene.Question.Request with { Fields = less } } });
        Assert.True(whole is Decision.Refused || part is Decision.Permitted);
        return whole is Decision.Permitted;
    });

    [Fact, Proves("D3")]
    public void The_order_of_independent_steps_does_not_matter() => Walk.Through(Gen.Select(Scene.Any, Gen.Int[0, 999].Array[50, 300]), pair =>
    {
        var (scene, swaps) = pair;
        var history = scene.History.ToBuilder();
        foreach (var swap in swaps)
        {
            if (history.Count < 2) break;
            var at = swap % (history.Count - 1);
            if (history[at].IsIndependentOf(history[at + 1])) (history[at], history[at + 1]) = (history[at + 1], history[at]);
        }

        return SameAnswer(Decide(scene), Decide(scene with { History = history.ToImmutable() }));
    });

    [Fact, Proves("D3")]
    public void The_order_of_facts_does_not_matter() => Walk.Through(Gen.Select(Scene.Any, Gen.Int[0, 999]), pair =>
    {
        var (scene, turn) = pair;
        var facts = World.After(scene.History).FactsFor(scene.Question);
        if (facts.Consents.IsEmpty) return SameAnswer(Decide(scene), Decide(scene));
        var at = turn % facts.Consents.Length;
        ImmutableArray<Domain.Consents.Consent> turned = [.. facts.Consents[at..], .. facts.Consents[..at]];
        if (turn % 2 == 0) turned = [.. turned.Reverse()];
        return SameAnswer(DisclosurePolicy.Decide(scene.Question.Request, facts), DisclosurePolicy.Decide(scene.Question.Request, facts with { Consents = turned }));
    });

    [Fact, Proves("D3")]
    public void Repetition_does_not_matter() => Walk.Through(Gen.Select(Scene.Any, Gen.Int[1, 3]), pair =>
    {
        var (scene, times) = pair;
        // Time and reads are counted, everything else is said.
        var repeated = scene.History.SelectMany(s => Enumerable.Repeat(s, s is Step.Pass or Step.Read ? 1 : 1 + times));
        var facts = World.After(scene.History).FactsFor(scene.Question);
        var twice = facts with { Consents = [.. facts.Consents, .. facts.Consents] };
        Assert.Equal(DisclosurePolicy.Decide(scene.Question.Request, twice) is Decision.Permitted, Decide(scene) is Decision.Permitted);
        return SameAnswer(Decide(scene), Decide(scene with { History = [.. repeated] }));
    });

    [Fact, Proves("D3")]
    public void The_same_question_gets_the_same_answer() => Walk.Through(Scene.Any, scene => SameAnswer(Decide(scene), Decide(scene)));

    [Fact, Proves("D3"), Proves("P2"), Proves("P3"), Proves("P4"), Proves("AC1")]
    public void Adding_a_reason_to_refuse_never_permits() => Walk.Through(Gen.Select(Scene.Any, Gen.Int[0, Spoilers.Length - 1]), pair =>
    {
        var (scene, number) = pair;
        var facts = World.After(scene.History).FactsFor(scene.Question);
        var before = DisclosurePolicy.Decide(scene.Question.Request, facts);
        var (reason, spoil) = Spoilers[number];
        if (spoil(scene.Question.Request, facts) is not var (request, spoiled)) return before is Decision.Permitted;
        var after = Assert.IsType<Decision.Refused>(DisclosurePolicy.Decide(request, spoiled));
        Assert.Contains(reason, after.Reasons);
        return before is Decision.Permitted;
    });

    [Fact, Proves("O2")]
    public void An_undeclared_flow_is_refused_and_declaring_it_permits() => Walk.Through(Scene.Any, scene =>
    {
        if (Decide(scene) is not Decision.Permitted) return false;
        var request = scene.Question.Request;
        var facts = World.After(scene.History).FactsFor(scene.Question);
        var flow = facts.Policy!.FlowFor(request.Recipient, request.Recipient == RecipientKind.Partner ? request.RecipientId : null, request.Purpose!.Value, request.Basis)!;
        var without = facts.Policy with { Flows = facts.Policy.Flows.Remove(flow) };
        var narrow = without with { Flows = without.Flows.Add(flow with { Fields = flow.Fields.Except(FieldSet.Of(request.Fields.First())) }) };
        var again = without with { Flows = without.Flows.Add(flow with { Fields = request.Fields }) };

        Assert.Equal([RefusalReason.FlowNotDeclared], Assert.IsType<Decision.Refused>(DisclosurePolicy.Decide(request, facts with { Policy = without })).Reasons);
        Assert.Equal([RefusalReason.FieldNotDeclared], Assert.IsType<Decision.Refused>(DisclosurePolicy.Decide(request, facts with { Policy = narrow })).Reasons);
        Assert.IsType<Decision.Permitted>(DisclosurePolicy.Decide(request, facts with { Policy = again }));
        return true;
    });

    private delegate (DisclosureRequest, DisclosureFacts)? Spoiler(DisclosureRequest request, DisclosureFacts facts);

    /// <summary>Each takes one thing away that a permit needs, and names the reason that must then be given; null where there is nothing to take.</summary>
    private static readonly (RefusalReason Reason, Spoiler Spoil)[] Spoilers =
    [
        (RefusalReason.NoPolicyInForce, (r, f) => (r, f with { Policy = null })),
        (RefusalReason.NothingAsked, (r, f) => (r with { Fields = FieldSet.Empty }, f)),
        (RefusalReason.NoPurpose, (r, f) => (r with { Purpose = null }, f)),
        (RefusalReason.AskerIsNotTheRecipient, (r, f) => (r with { Recipient = r.Recipient == RecipientKind.Staff ? RecipientKind.Platform : RecipientKind.Staff, Asker = new Asker.TheMember(World.Member(0), World.Id(9, 1)) }, f)),
        (RefusalReason.FlowNotDeclared, (r, f) => r.Purpose is null || f.Policy is null ? null : (r, f with { Policy = f.Policy with { Flows = [] } })),
        (RefusalReason.NoSuchSubject, (r, f) => (r, f with { Subject = null })),
        (RefusalReason.AccountClosed, (r, f) => f.Subject is null || f.Case is { Held.IsEmpty: false } ? null : (r, f with { Subject = f.Subject with { State = AccountState.Closed } })),
        (RefusalReason.AccountClosed, (r, f) => f.Subject is null || r.Basis == LegalBasis.OwnAccess || NeedsACase(r) || r is { Purpose: Purpose.KeepAccount, Asker: Asker.ThePlatform } ? null : (r, f with { Subject = f.Subject with { State = AccountState.Leaving } })),
        (RefusalReason.NotTheSubject, (r, f) => r.Basis != LegalBasis.OwnAccess ? null : (r with { Asker = new Asker.TheMember(World.Member(77), World.Id(9, 1)) }, f)),
        (RefusalReason.NoLiveConsent, (r, f) => r.Basis is LegalBasis.SelectedService || (r.Basis == LegalBasis.Consent && r.Purpose != Purpose.ContactByPartner) ? (r, f with { Consents = [.. f.Consents.Select(c => c.Withdrawn(f.Now))] }) : null),
        (RefusalReason.NoAddressConsent, (r, f) => r is { Basis: LegalBasis.Consent, Purpose: Purpose.ContactByPartner } ? (r, f with { Consents = [] }) : null),
        (RefusalReason.NoLiveConsent, (r, f) => r.Basis == LegalBasis.SelectedService ? (r, f with { Consents = [.. f.Consents.Select(c => c with { Member = World.Member(77) })] }) : null),
        (RefusalReason.AddressUnchecked, (r, f) => r.Basis == LegalBasis.Consent && f.Subject is not null ? (r with { Fields = r.Fields.With(PersonalField.Email) }, f with { Subject = f.Subject with { AddressChecked = false } }) : null),
        (RefusalReason.NoAddressConsent, (r, f) => r.Basis == LegalBasis.SelectedService ? (r with { Fields = r.Fields.With(PersonalField.Email) }, f) : null),
        (RefusalReason.NoAgreement, (r, f) => r.Basis == LegalBasis.SelectedService ? (r, f with { Agreement = null }) : null),
        (RefusalReason.NoAgreement, (r, f) => r.Basis == LegalBasis.SelectedService && f.Agreement is not null ? (r, f with { Agreement = f.Agreement with { Partner = World.Partner(77) } }) : null),
        (RefusalReason.AgreementNotYetInForce, (r, f) => IsForPartner(r) && f.Agreement is not null ? (r, f with { Agreement = f.Agreement with { From = f.Now.AddTicks(1) } }) : null),
        (RefusalReason.AgreementExpired, (r, f) => IsForPartner(r) && f.Agreement is not null ? (r, f with { Agreement = f.Agreement with { Until = f.Now } }) : null),
        (RefusalReason.PartnerSuspended, (r, f) => IsForPartner(r) && f.Agreement is not null ? (r, f with { Agreement = f.Agreement with { PartnerSuspended = true } }) : null),
        (RefusalReason.FieldOutsideAgreement, (r, f) => IsForPartner(r) && f.Agreement is not null && !r.Fields.IsEmpty ? (r, f with { Agreement = f.Agreement with { Fields = f.Agreement.Fields.Except(FieldSet.Of(r.Fields.First())) } }) : null),
        (RefusalReason.PurposeOutsideAgreement, (r, f) => r.Basis == LegalBasis.SelectedService && f.Agreement is not null ? (r, f with { Agreement = f.Agreement with { Purpose = r.Purpose == Purpose.Training ? Purpose.Benefits : Purpose.Training } }) : null),
        (RefusalReason.NoLiveSelection, (r, f) => IsForPartner(r) ? (r, f with { Selection = null }) : null),
        (RefusalReason.NoLiveSelection, (r, f) => IsForPartner(r) && f.Selection is not null ? (r, f with { Selection = f.Selection with { Member = World.Member(77) } }) : null),
        (RefusalReason.NoLiveSelection, (r, f) => IsForPartner(r) && f.Selection is not null ? (r, f with { Selection = f.Selection with { EndedAt = f.Now } }) : null),
        (RefusalReason.NoCase, (r, f) => NeedsACase(r) ? (r, f with { Case = null }) : null),
        (RefusalReason.NoCase, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { IsReleasable = false } }) : null),
        (RefusalReason.CaseIsForAnother, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { Recipient = World.Id(5, 77) } }) : null),
        (RefusalReason.CaseIsForAnother, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { Basis = r.Basis == LegalBasis.Emergency ? LegalBasis.LegalProcess : LegalBasis.Emergency } }) : null),
        (RefusalReason.SubjectOutsideCase, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { Approved = FieldSet.Empty } }) : null),
        (RefusalReason.FieldOutsideCase, (r, f) => NeedsACase(r) && f.Case is { Approved.Count: > 1 } && r.Fields.Count > 0 && f.Case.Approved.Except(FieldSet.Of(r.Fields.First())) is { IsEmpty: false } less ? (r, f with { Case = f.Case with { Approved = less } }) : null),
        (RefusalReason.NotApprovedByTwo, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { Approvers = [] } }) : null),
        (RefusalReason.NotApprovedByTwo, (r, f) => NeedsACase(r) && f.Case is { Basis: not LegalBasis.Emergency } ? (r, f with { Case = f.Case with { Approvers = [World.Staff(1), World.Staff(1)], ApprovalsNeeded = 0 } }) : null),
        (RefusalReason.NoticeOwed, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { Notice = new(null, f.Now) } }) : null),
        (RefusalReason.ObjectionWindowOpen, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { Notice = new(f.Now.AddTicks(1), null) } }) : null),
        (RefusalReason.ObjectionUndecided, (r, f) => NeedsACase(r) && f.Case is not null ? (r, f with { Case = f.Case with { IsFrozen = true } }) : null),
        (RefusalReason.NotStaff, (r, f) => NeedsACase(r) ? (r, f with { StaffRole = null }) : null),
        (RefusalReason.RoleNotEntitled, (r, f) => NeedsACase(r) && r.Asker is Asker.OfStaff asker ? (r with { Asker = new Asker.OfStaff(asker.Staff, StaffRole.Counsel) }, f with { StaffRole = StaffRole.Counsel }) : null),
        (RefusalReason.DecidedByReleaser, (r, f) => NeedsACase(r) && f.Case is not null && r.Asker is Asker.OfStaff asker ? (r, f with { Case = f.Case with { Deciders = [asker.Staff] } }) : null),
        (RefusalReason.DecidedByReleaser, (r, f) => NeedsACase(r) && f.Case is not null && r.Asker is Asker.OfStaff asker ? (r, f with { Case = f.Case with { Approvers = [asker.Staff] } }) : null),
        (RefusalReason.NoEngagement, (r, f) => r.Basis == LegalBasis.Engagement ? (r, f with { Engagement = null }) : null),
        (RefusalReason.NoEngagement, (r, f) => r.Basis == LegalBasis.Engagement && f.Engagement is not null ? (r, f with { Engagement = f.Engagement with { IsSigned = false } }) : null),
        (RefusalReason.EngagementNotYetInForce, (r, f) => r.Basis == LegalBasis.Engagement && f.Engagement is not null ? (r, f with { Engagement = f.Engagement with { From = f.Now.AddTicks(1) } }) : null),
        (RefusalReason.EngagementEnded, (r, f) => r.Basis == LegalBasis.Engagement && f.Engagement is not null ? (r, f with { Engagement = f.Engagement with { Until = f.Now } }) : null),
        (RefusalReason.PurposeOutsideEngagement, (r, f) => r.Basis == LegalBasis.Engagement && f.Engagement is not null ? (r, f with { Engagement = f.Engagement with { Purpose = r.Purpose == Purpose.Audit ? Purpose.Advice : Purpose.Audit } }) : null),
        (RefusalReason.SubjectOutsideEngagement, (r, f) => r.Basis == LegalBasis.Engagement && f.Engagement is not null ? (r, f with { Engagement = f.Engagement with { Evidence = null } }) : null),
        (RefusalReason.FieldOutsideEngagement, (r, f) => r.Basis == LegalBasis.Engagement && f.Engagement is not null && !r.Fields.IsEmpty ? (r, f with { Engagement = f.Engagement with { Fields = f.Engagement.Fields.Except(FieldSet.Of(r.Fields.First())) } }) : null),
        (RefusalReason.DailyLimitReached, (r, f) => IsForPartner(r) && f.Agreement is not null ? (r, f with { ReadsToday = f.Agreement.DailyLimit }) : null),
        (RefusalReason.NotStaff, (r, f) => r is { Basis: LegalBasis.InternalUse, Asker: Asker.OfStaff } ? (r, f with { StaffRole = null }) : null),
        (RefusalReason.AdherenceNotSigned, (r, f) => r is { Basis: LegalBasis.InternalUse, Asker: Asker.OfStaff } ? (r, f with { Signature = null }) : null),
        (RefusalReason.AdherenceNotSigned, (r, f) => r is { Basis: LegalBasis.InternalUse, Asker: Asker.OfStaff } && f.Signature is not null ? (r, f with { Signature = f.Signature with { Staff = World.Staff(77) } }) : null),
        (RefusalReason.AdherenceNotSigned, (r, f) => r is { Basis: LegalBasis.InternalUse, Asker: Asker.OfStaff } && f.Signature is not null ? (r, f with { LatestMaterial = new PolicyNumber(f.Signature.Policy.Major + 1, 0) }) : null),
        (RefusalReason.NoStatedReason, (r, f) => r is { Basis: LegalBasis.InternalUse, Asker: Asker.OfStaff } or { Basis: LegalBasis.Engagement } ? (r with { HasStatedReason = false }, f) : null),
    ];

    private static bool NeedsACase(DisclosureRequest request) => request.Basis is LegalBasis.LegalProcess or LegalBasis.LegalRights or LegalBasis.Emergency;

    private static bool IsForPartner(DisclosureRequest request) =>
        request.Basis == LegalBasis.SelectedService || request is { Basis: LegalBasis.Consent, Recipient: RecipientKind.Partner };

    private static Decision Decide(Scene scene) => DisclosurePolicy.Decide(scene.Question.Request, World.After(scene.History).FactsFor(scene.Question));

    private static bool SameAnswer(Decision one, Decision other)
    {
        if (one is Decision.Permitted { Permit: var permit })
        {
            var same = Assert.IsType<Decision.Permitted>(other).Permit;
            Assert.Equal((permit.Fields, permit.Subject, permit.Purpose, permit.Evidence), (same.Fields, same.Subject, same.Purpose, same.Evidence));
            return true;
        }

        Assert.Equal(((Decision.Refused)one).Reasons, Assert.IsType<Decision.Refused>(other).Reasons);
        return false;
    }
}
