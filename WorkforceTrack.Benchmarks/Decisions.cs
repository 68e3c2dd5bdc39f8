using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Consents;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Benchmarks;

/// <summary>Decisions of the gate beside the framework's own authorisation with role, claim and resource.</summary>
internal static class Decisions
{
    private const int Each = 400_000;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    internal static async Task RunAsync()
    {
        var large = World.Make(members: 10_000, agreements: 1_000);
        var small = World.Make(members: 10, agreements: 10);
        var peer = new Framework();
        await Pair.RunAsync("decisions, 20 consents, 1,000 agreements, 10,000 members", "IAuthorizationService", () => Task.FromResult(large.Decide(Each)), () => peer.DecideAsync(Each / 4), "ahead of it; 1,000,000/s");
        await Pair.RunAsync("the same beside 10 agreements and 10 members", "10 agreements, 10 members", () => Task.FromResult(large.Decide(Each)), () => Task.FromResult(small.Decide(Each)), "flat: about 1");
        await Pair.RunAsync("refusals, with every reason", "permits", () => Task.FromResult(large.Refuse(Each)), () => Task.FromResult(large.Decide(Each)), "-");
    }

    private sealed class World
    {
        private static readonly FieldSet Fields = FieldSet.Of(PersonalField.DisplayName, PersonalField.Region, PersonalField.Skills);
        private readonly PolicyVersion policy;
        private readonly FrozenDictionary<AgreementId, Agreement> agreements;
        private readonly FrozenDictionary<MemberId, (SubjectFacts Subject, ImmutableArray<Consent> Consents, Selection Selection)> members;
        private readonly (MemberId Member, AgreementId Agreement)[] order;
        private readonly FrozenDictionary<AgreementId, DisclosureRequest> requests;

        private World(
            PolicyVersion policy,
            FrozenDictionary<AgreementId, Agreement> agreements,
            FrozenDictionary<MemberId, (SubjectFacts, ImmutableArray<Consent>, Selection)> members)
        {
            this.policy = policy;
            this.agreements = agreements;
            this.members = members;
            order = [.. members.Values.Select(m => (m.Item1.Member, m.Item3.Agreement))];
            requests = agreements.Values.ToFrozenDictionary(a => a.Id, a => new DisclosureRequest(
                new Asker.OfPartner(a.Partner, Randomness.Id()), RecipientKind.Partner, a.Partner.Value, Purpose.JobMatching, LegalBasis.SelectedService, Fields));
        }

        internal static World Make(int members, int agreements)
        {
            var terms = Enumerable.Range(0, agreements).Select(_ => new Agreement(
                new AgreementId(Randomness.Id()), new PartnerId(Randomness.Id()), Purpose.JobMatching, Fields, Now.AddDays(-1), Now.AddDays(1), int.MaxValue, PartnerSuspended: false)).ToList();
            var flows = terms.Select((a, i) => ((PartnerFlowAnswer.Described)PartnerFlow.Describe(a.Partner, $"Partner {i}", Purpose.JobMatching, Fields)).Flow);
            var people = Enumerable.Range(0, members).Select(i => Person(terms[i % agreements], terms)).ToFrozenDictionary(p => p.Subject.Member);
            return new World(PolicyText.Version1(new DateOnly(2026, 1, 1), [.. flows]), terms.ToFrozenDictionary(a => a.Id), people);
        }

        internal long Decide(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (member, agreement) = order[i % order.Length];
                if (DisclosurePolicy.Decide(requests[agreement], Gather(member, agreement)) is not Decision.Permitted) throw new UnreachableException();
            }

            return count;
        }

        internal long Refuse(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (member, agreement) = order[i % order.Length];
                var facts = Gather(member, agreement) with { Selection = null, ReadsToday = int.MaxValue };
                if (DisclosurePolicy.Decide(requests[agreement], facts) is not Decision.Refused) throw new UnreachableException();
            }

            return count;
        }

        private DisclosureFacts Gather(MemberId member, AgreementId agreement)
        {
            var (subject, consents, selection) = members[member];
            return new DisclosureFacts(Now, policy, subject, consents, agreements[agreement], selection);
        }

        private static (SubjectFacts Subject, ImmutableArray<Consent> Consents, Selection Selection) Person(Agreement agreement, List<Agreement> others)
        {
            var member = new MemberId(Randomness.Id());
            var consents = Enumerable.Range(0, 20).Select(i => new Consent(
                new ConsentId(Randomness.Id()), member, Purpose.JobMatching, i == 19 ? agreement.Partner.Value : Randomness.Id(), Fields,
                new PolicyNumber(1, 0), i % 3 == 0 && i != 19 ? ConsentState.Withdrawn : ConsentState.Given, Now.AddDays(-1), null)).ToImmutableArray();
            return (
                new SubjectFacts(member, new LedgerSubject(Randomness.Id()), AccountState.Open, AddressChecked: true),
                consents,
                new Selection(new ServiceId(Randomness.Id()), agreement.Id, member, consents[19].Id, Now.AddDays(-1), null));
        }
    }

    /// <summary>The peer: role, claim and a resource-based handler, as an ASP.NET Core application would write it.</summary>
    private sealed class Framework
    {
        private readonly IAuthorizationService service;
        private readonly ClaimsPrincipal user;
        private readonly Document resource;
        private readonly IAuthorizationRequirement[] requirements =
        [
            new RolesAuthorizationRequirement(["Partner"]),
            new ClaimsAuthorizationRequirement("agreement", ["a-17"]),
            new OwnerRequirement(),
        ];

        internal Framework()
        {
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddAuthorizationCore();
            services.AddSingleton<IAuthorizationHandler, OwnerHandler>();
            service = services.BuildServiceProvider().GetRequiredService<IAuthorizationService>();
            user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, "Partner"), new Claim("agreement", "a-17"), new Claim("partner", "p-1")], "bench"));
            resource = new Document("p-1");
        }

        internal async Task<long> DecideAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (!(await service.AuthorizeAsync(user, resource, requirements)).Succeeded) throw new UnreachableException();
            }

            return count;
        }

        private sealed record Document(string Partner);

        private sealed class OwnerRequirement : IAuthorizationRequirement;

        private sealed class OwnerHandler : AuthorizationHandler<OwnerRequirement, Document>
        {
            protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnerRequirement requirement, Document resource)
            {
                if (context.User.HasClaim("partner", resource.Partner)) context.Succeed(requirement);
                return Task.CompletedTask;
            }
        }
    }
}
