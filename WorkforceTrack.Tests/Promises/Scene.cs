using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Promises;

/// <summary>A random history and a random question after it. Half of what is drawn aims at a permit, so that many are reached.</summary>
internal sealed record Scene(ImmutableArray<Step> History, Question Question)
{
    /// <summary>How many members and partners there are.</summary>
    internal const int People = 2;

    /// <summary>How many there are on the staff.</summary>
    internal const int Staff = 4;

    internal static readonly ImmutableArray<DeclaredFlow> Flows =
    [
        .. InternalFlows.All,
        .. LawfulFlows.All,
        .. Enumerable.Range(0, People).SelectMany(n => Purposes.ForPartners.Select(p => Described(PartnerFlow.Describe(World.Partner(n), $"Partner {n}", p, FieldDeclarations.ThatServe(p))))),
        .. Enumerable.Range(0, People).Select(n => Described(PartnerFlow.DescribeContact(World.Partner(n), $"Partner {n}", FieldDeclarations.ThatServe(Purpose.ContactByPartner)))),
    ];

    private static readonly Gen<Draw> Drawn = Gen.Select(Gen.Int[0, 27], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, (1 << 12) - 1], (kind, a, b, c, mask) => new Draw(kind, a, b, c, mask));

    internal static readonly Gen<Scene> Any = Gen.Select(Drawn.Array[0, 25], Drawn, Gen.Bool, (steps, ask, isSettled) =>
    {
        var builder = new Builder();
        if (isSettled) builder.SettleIn();
        foreach (var draw in steps) builder.Add(draw);
        return new Scene([.. builder.Steps], builder.Ask(ask));
    });

    /// <summary>A scene and a step that takes something away.</summary>
    internal static readonly Gen<(Scene Scene, Step Less)> WithLess = Gen.Select(Any, Drawn, (scene, draw) => (scene, new Builder(scene.History).TakeAway(draw)));

    public override string ToString() => $"\n{string.Join('\n', History)}\n{Question}\n";

    private static DeclaredFlow Described(PartnerFlowAnswer answer) => ((PartnerFlowAnswer.Described)answer).Flow;

    private readonly record struct Draw(int Kind, int A, int B, int C, int Mask)
    {
        internal FieldSet Fields
        {
            get
            {
                var mask = Mask;
                return FieldSet.From(Names.All<PersonalField>().Where(f => (mask & (1 << (int)f)) != 0));
            }
        }
    }

    /// <summary>Turns draws into steps that refer to what was there before them.</summary>
    private sealed class Builder
    {
        private int ids;
        private int major = 1;
        private int minor;

        internal Builder()
        {
        }

        internal Builder(IEnumerable<Step> history) => Steps.AddRange(history);

        internal List<Step> Steps { get; } = [];

        private IReadOnlyList<Step.Begin> Agreements => [.. Steps.OfType<Step.Begin>()];

        private IReadOnlyList<Step.Demand> Cases => [.. Steps.OfType<Step.Demand>()];

        private IReadOnlyList<Step.Engage> Engagements => [.. Steps.OfType<Step.Engage>()];

        private IReadOnlyList<Step.Select> Selected => [.. Steps.OfType<Step.Select>()];

        /// <summary>An organisation at work: a policy, members, an agreement, a choice, signed staff, one yes to news.</summary>
        internal void SettleIn()
        {
            Publish(Flows, isMaterial: true);
            foreach (var n in Enumerable.Range(0, People))
            {
                Steps.Add(new Step.Register(n));
                Steps.Add(new Step.CheckAddress(n));
                Steps.Add(new Step.Begin(Id(), n, Purposes.ForPartners[n], FieldDeclarations.ThatServe(Purposes.ForPartners[n]).Union(FieldDeclarations.ThatServe(Purpose.ContactByPartner)), 0, 1000, 3));
            }

            foreach (var n in Enumerable.Range(0, Staff))
            {
                Steps.Add(new Step.Hire(n, n switch { 0 => StaffRole.Support, 1 => StaffRole.PrivacyOfficer, 2 => StaffRole.Management, _ => StaffRole.Security }));
                Steps.Add(new Step.Sign(Id(), n));
            }

            foreach (var n in Enumerable.Range(0, People))
            {
                var id = Id();
                Steps.Add(new Step.Demand(id, n, n == 0 ? LegalBasis.LegalProcess : LegalBasis.Emergency, FieldDeclarations.ThatServe(Purpose.ProtectLife)));
                Steps.Add(new Step.Tell(id, 0));
                Steps.Add(new Step.Approve(id, 1));
                Steps.Add(new Step.Approve(id, 2));
                var purpose = n == 0 ? Purpose.Audit : Purpose.Advice;
                Steps.Add(new Step.Engage(Id(), n, purpose, FieldDeclarations.ThatServe(purpose), 0, 1000, IsSigned: true));
            }

            foreach (var agreement in Agreements)
            {
                Steps.Add(new Step.Select(Id(), agreement.Agreement, agreement.Partner, FieldDeclarations.ThatServe(agreement.Purpose)));
                Steps.Add(new Step.Give(Id(), agreement.Partner, Purpose.ContactByPartner, agreement.Partner, FieldDeclarations.ThatServe(Purpose.ContactByPartner), null));
                Steps.Add(new Step.Give(Id(), agreement.Partner, Purpose.News, null, FieldDeclarations.ThatServe(Purpose.News), null));
            }
        }

        internal void Add(Draw draw)
        {
            switch (draw.Kind)
            {
                case 0 or 1:
                    Steps.Add(new Step.Register(draw.A % People));
                    break;
                case 2:
                    Steps.Add(new Step.CheckAddress(draw.A % People));
                    break;
                case 3 or 4:
                    Steps.Add(Given(draw));
                    break;
                case 5 or 6:
                    Steps.Add(new Step.Begin(
                        Id(), draw.A % People, Purposes.ForPartners[draw.B % Purposes.ForPartners.Length], draw.Fields.Union(draw.C % 2 == 0 ? FieldDeclarations.ThatServe(Purpose.ContactByPartner) : FieldSet.Empty),
                        draw.B % 5 == 0 ? draw.C % 50 : 0, draw.C % 100, draw.A % 4));
                    break;
                case 7 or 8 when Agreements.Count > 0:
                    var agreement = Of(Agreements, draw.A);
                    Steps.Add(new Step.Select(Id(), agreement.Agreement, draw.B % People, draw.C % 2 == 0 ? agreement.Fields : draw.Fields));
                    break;
                case 9 when Agreements.Count > 0:
                    Steps.Add(new Step.Read(Of(Agreements, draw.A).Agreement));
                    break;
                case 10:
                    Steps.Add(new Step.Lift(draw.A % People));
                    break;
                case 11 or 12:
                    Steps.Add(new Step.Hire(draw.A % Staff, (StaffRole)(draw.B % Names.All<StaffRole>().Count())));
                    break;
                case 13 or 14:
                    Steps.Add(new Step.Sign(Id(), draw.A % Staff));
                    break;
                case 15 or 16:
                    Publish([.. Flows.Where((_, i) => draw.C % 4 != 0 || (draw.Mask & (1 << (i % 12))) != 0).Select(f => draw.B % 5 == 0 ? f with { Fields = f.Fields.Intersect(draw.Fields) } : f)], draw.A % 2 == 0);
                    break;
                case 17 or 18:
                    Steps.Add(new Step.Pass(draw.A % 40));
                    break;
                case 19 when Steps.Count > 0:
                    // The same once more.
                    Steps.Add(Of(Steps, draw.A));
                    break;
                case 20:
                    Steps.Add(new Step.Demand(Id(), draw.A % People, Lawful(draw.B), draw.Fields));
                    break;
                case 21 or 22 when Cases.Count > 0:
                    Steps.Add(GoOn(Of(Cases, draw.A).Case, draw));
                    break;
                case 23:
                    Steps.Add(new Step.Engage(
                        Id(), draw.A % People, draw.B % 4 == 0 ? Of([.. Names.All<Purpose>()], draw.C) : draw.B % 2 == 0 ? Purpose.Audit : Purpose.Advice, draw.Fields, draw.C % 5 == 0 ? draw.A % 50 : 0, draw.C % 100, draw.A % 4 != 0));
                    break;
                default:
                    Steps.Add(TakeAway(draw));
                    break;
            }
        }

        // A case of any state that the program could be in, and of some that it could not.
        private static Step GoOn(Guid id, Draw draw) => (draw.B % 7) switch
        {
            0 or 1 => new Step.Approve(id, draw.C % Staff),
            2 => new Step.Tell(id, draw.C % 48),
            3 => new Step.Silence(id, draw.C % 48),
            4 => new Step.Settle(id),
            5 => new Step.Hold(id, draw.Fields),
            _ => new Step.Judge(id, draw.C % Staff),
        };

        private static LegalBasis Lawful(int b) => Of([LegalBasis.LegalProcess, LegalBasis.LegalRights, LegalBasis.Emergency], b);

        internal Step TakeAway(Draw draw) => (draw.B % 9) switch
        {
            7 when Cases.Count > 0 => (draw.C % 3) switch
            {
                0 => new Step.Object(Of(Cases, draw.A).Case),
                1 => new Step.Shut(Of(Cases, draw.A).Case),
                _ => new Step.Judge(Of(Cases, draw.A).Case, draw.C % Staff),
            },
            8 when Engagements.Count > 0 => new Step.Part(Of(Engagements, draw.A).Engagement),
            0 => new Step.AskToLeave(draw.A % People),
            1 => draw.C % 3 == 0 ? new Step.Close(draw.A % People) : new Step.Suspend(draw.A % People),
            2 when Agreements.Count > 0 => new Step.End(Of(Agreements, draw.A).Agreement),
            3 => new Step.Dismiss(draw.A % Staff),
            4 when Selected.Count > 0 => new Step.Drop(Of(Selected, draw.A).Consent, Of(Selected, draw.A).Agreement),
            _ => Consents() is { Count: > 0 } consents ? new Step.Withdraw(Of(consents, draw.A)) : new Step.Suspend(draw.A % People),
        };

        internal Question Ask(Draw draw)
        {
            var member = draw.B % People;
            var question = (draw.Kind % 8) switch
            {
                6 when Cases.Count > 0 => AskUnderACase(draw),
                7 when Engagements.Count > 0 => AskAsEngaged(draw),
                0 => new Question(new DisclosureRequest(new Asker.TheMember(World.Member(member), World.Id(9, draw.A)), RecipientKind.Member, null, Purpose.OwnAccess, LegalBasis.OwnAccess, Some(draw.Fields)), member, null),
                1 or 2 when Selected.Count > 0 => AskAsPartner(draw),
                3 => AskAsStaff(draw, member),
                4 => new Question(
                    new DisclosureRequest(
                        new Asker.ThePlatform(World.Id(6, draw.A)), RecipientKind.Platform, null, draw.C % 4 == 1 ? Purpose.KeepAccount : Purpose.News, draw.C % 4 == 1 ? LegalBasis.InternalUse : LegalBasis.Consent, FieldSet.Of(PersonalField.Email)),
                    member,
                    null),
                _ => AskForAnything(draw, member),
            };
            return draw.C % 3 == 0 ? Bend(question, draw) : question;
        }

        private Question AskAsPartner(Draw draw)
        {
            var choice = Of(Selected, draw.A);
            var agreement = Agreements.First(a => a.Agreement == choice.Agreement);
            var partner = World.Partner(agreement.Partner);
            var (purpose, basis, fields) = draw.C % 4 == 1
                ? (Purpose.ContactByPartner, LegalBasis.Consent, FieldSet.Of(draw.B % 2 == 0 ? PersonalField.Email : PersonalField.PostalAddress))
                : (agreement.Purpose, LegalBasis.SelectedService, Within(draw.Fields, (draw.A % 4 == 0 ? agreement.Fields : choice.Fields.Intersect(agreement.Fields)).Intersect(FieldDeclarations.ThatServe(agreement.Purpose))));
            return new Question(new DisclosureRequest(new Asker.OfPartner(partner, World.Id(8, draw.A)), RecipientKind.Partner, partner.Value, purpose, basis, fields), choice.Member, choice.Agreement);
        }

        private Question AskUnderACase(Draw draw)
        {
            var about = Of(Cases, draw.A);
            var person = draw.B % 2 == 0 ? 0 : 3;
            var role = Steps.OfType<Step.Hire>().LastOrDefault(h => h.Staff == person)?.Role ?? StaffRole.Support;
            var purpose = about.Basis switch { LegalBasis.LegalProcess => Purpose.AnswerLegalProcess, LegalBasis.LegalRights => Purpose.ProtectRights, _ => Purpose.ProtectLife };
            return new Question(
                new DisclosureRequest(new Asker.OfStaff(World.Staff(person), role), RecipientKind.Authority, World.Authority(about.Case), purpose, about.Basis, Within(draw.Fields, about.Fields)),
                draw.C % 7 == 0 ? 1 - about.Member : about.Member,
                null,
                about.Case);
        }

        private Question AskAsEngaged(Draw draw)
        {
            var engagement = Of(Engagements, draw.A);
            return new Question(
                new DisclosureRequest(new Asker.OfEngagement(new(engagement.Engagement), World.Id(11, draw.A)), RecipientKind.Engaged, engagement.Engagement, engagement.Purpose, LegalBasis.Engagement, Within(draw.Fields, engagement.Fields), HasStatedReason: draw.A % 9 != 0),
                draw.C % 7 == 0 ? 1 - engagement.Member : engagement.Member,
                null,
                engagement.Engagement);
        }

        private Question AskAsStaff(Draw draw, int member)
        {
            var person = draw.A % Staff;
            var role = Steps.OfType<Step.Hire>().LastOrDefault(h => h.Staff == person)?.Role ?? StaffRole.Support;
            var purpose = StaffEntitlements.For(role) is { Count: > 0 } purposes ? Of(purposes, draw.C) : Purpose.GiveSupport;
            var flow = InternalFlows.All.First(f => f.Recipient == RecipientKind.Staff && f.Purpose == purpose);
            return new Question(new DisclosureRequest(new Asker.OfStaff(World.Staff(person), role), RecipientKind.Staff, null, purpose, LegalBasis.InternalUse, Within(draw.Fields, flow.Fields), HasStatedReason: true), member, null);
        }

        private Question AskForAnything(Draw draw, int member)
        {
            var asker = AnyAsker(draw.A);
            return new Question(
                new DisclosureRequest(asker, Of([.. Names.All<RecipientKind>()], draw.B), draw.C % 2 == 0 ? World.Partner(draw.A % People).Value : null, Of([.. Names.All<Purpose>()], draw.C), Of([.. Names.All<LegalBasis>()], draw.A / 4), draw.Fields, draw.B % 2 == 0),
                member,
                Agreements.Count > 0 ? Of(Agreements, draw.C).Agreement : null);
        }

        /// <summary>The same question with one thing wrong, most of the time.</summary>
        private Question Bend(Question question, Draw draw)
        {
            var request = question.Request;
            return ((draw.C / 3) % 10) switch
            {
                0 => question with { Request = request with { Purpose = null } },
                1 => question with { Request = request with { Purpose = Of([.. Names.All<Purpose>()], draw.A) } },
                2 => question with { Request = request with { Fields = request.Fields.With((PersonalField)(draw.A % 12)) } },
                3 => question with { Request = request with { Fields = FieldSet.Empty } },
                4 => question with { Request = request with { Asker = AnyAsker(draw.A) } },
                5 => question with { Request = request with { Recipient = Of([.. Names.All<RecipientKind>()], draw.A) } },
                6 => question with { Request = request with { Basis = Of([.. Names.All<LegalBasis>()], draw.A), HasStatedReason = false } },
                7 => question with { Member = 1 - question.Member },
                8 => question with { Under = null },
                _ => question with { Agreement = Agreements.Count > 0 ? Of(Agreements, draw.A).Agreement : null, Request = request with { RecipientId = World.Partner(draw.A % People).Value } },
            };
        }

        private Asker AnyAsker(int a) => (a % 5) switch
        {
            0 => new Asker.TheMember(World.Member(a / 5 % People), World.Id(9, a)),
            1 => new Asker.OfStaff(World.Staff(a / 5 % Staff), (StaffRole)(a % Names.All<StaffRole>().Count())),
            2 => new Asker.OfPartner(World.Partner(a / 5 % People), World.Id(8, a)),
            3 => new Asker.OfEngagement(new(Engagements.Count > 0 ? Of(Engagements, a / 5).Engagement : World.Id(12, a)), World.Id(11, a)),
            _ => new Asker.ThePlatform(World.Id(6, a)),
        };

        private Step.Give Given(Draw draw)
        {
            var forPartner = draw.A % 3 != 0;
            var purpose = draw.B % 4 == 0 ? Of([.. Names.All<Purpose>()], draw.C) : forPartner ? Purpose.ContactByPartner : Purpose.News;
            return new Step.Give(Id(), draw.C % People, purpose, forPartner ? draw.B % People : null, draw.C % 3 == 0 ? draw.Fields : FieldDeclarations.ThatServe(purpose), draw.A % 5 == 0 ? draw.B % 60 : null);
        }

        private List<Guid> Consents() => [.. Steps.Select(s => s switch { Step.Give g => g.Consent, Step.Select s2 => s2.Consent, _ => Guid.Empty }).Where(id => id != Guid.Empty)];

        private void Publish(ImmutableArray<DeclaredFlow> flows, bool isMaterial)
        {
            (major, minor) = isMaterial ? (major + 1, 0) : (major, minor + 1);
            Steps.Add(new Step.Publish(major, minor, flows, isMaterial));
        }

        private Guid Id() => World.Id(7, ids++);

        private static FieldSet Some(FieldSet fields) => fields.IsEmpty ? FieldSet.Of(PersonalField.UserId) : fields;

        private static FieldSet Within(FieldSet wanted, FieldSet widest) => wanted.Intersect(widest) is { IsEmpty: false } some ? some : widest;

        private static T Of<T>(IReadOnlyList<T> list, int number) => list[number % list.Count];
    }
}
