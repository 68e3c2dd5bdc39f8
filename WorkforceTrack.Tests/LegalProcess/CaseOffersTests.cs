using WorkforceTrack.App.LegalProcess;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.LegalProcess;

public sealed class CaseOffersTests
{
    // One kind of move, offered in two shapes: for a claim of our own, and alone in an emergency. The table knows the kind.
    private static readonly CaseAct[] Variants = [CaseAct.ClaimOurs, CaseAct.ApproveAlone];

    [Fact, Proves("D6")]
    public void A_page_offers_to_each_person_exactly_what_the_table_allows()
    {
        var wrong = new List<string>();
        foreach (var places in StateTable.Everything().GroupBy(e => (e.State, e.Who)).Where(g => g.Key.Who is not ('X' or 'A')))
        {
            var (state, who) = places.Key;
            var road = places.First().Road;
            var allowed = places.Where(p => p.IsAllowed).Select(p => p.Move.GetType().Name).Order(StringComparer.Ordinal);
            var offered = CaseOffers.To(road.Case, Demand.By(who, road.Now)).Except(Variants).Select(act => act.ToString()).Order(StringComparer.Ordinal);
            if (!allowed.SequenceEqual(offered, StringComparer.Ordinal)) wrong.Add($"{state}, {who}: allowed {string.Join(", ", allowed)}; offered {string.Join(", ", offered)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact, Proves("D8")]
    public void A_claim_of_our_own_begins_where_nobody_can_be_called_back_and_alone_means_in_an_emergency()
    {
        foreach (var (state, row) in StateTable.Rows)
        {
            var road = row.Reach();
            foreach (var who in Demand.Actors.Keys)
            {
                var offered = CaseOffers.To(road.Case, Demand.By(who, road.Now));
                Assert.True(offered.Contains(CaseAct.ClaimOurs) == (state == "received" && who == 'P'), $"{state}, {who}");
                Assert.True(offered.Contains(CaseAct.ApproveAlone) == (state == "an emergency" && "PCM".Contains(who, StringComparison.Ordinal)), $"{state}, {who}");
            }
        }
    }

    [Fact]
    public void Every_step_and_every_station_has_words()
    {
        Assert.Distinct(CaseMove.Kinds.Select(kind => CaseStepWords.Of(kind.Name)));
        Assert.All(CaseMove.Kinds, kind => Assert.NotEqual(kind.Name, CaseStepWords.Of(kind.Name)));
        Assert.All(StateTable.Rows.Values, row =>
        {
            var (stations, here) = CaseRoad.Of(row.Reach().Case);
            Assert.InRange(here, 0, stations.Length - 1);
            // Nobody reads that members were told who were not.
            var about = row.Reach().Case;
            if (about.File is { IsTold: false, Silence: not null }) Assert.NotEqual("Members told", stations[here]);
        });
        Assert.All(Names.All<CaseKind>(), kind => Assert.EndsWith(".", OwnCaseWords.WhatItIs(kind), StringComparison.Ordinal));
    }
}
