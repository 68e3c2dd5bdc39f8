using CsCheck;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Ledger;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

public sealed class PartnerHoldingsTests
{
    private static readonly PersonalField[] Fields = [PersonalField.DisplayName, PersonalField.Skills, PersonalField.Region, PersonalField.Email];

    private static readonly FieldSet Everything = FieldSet.From(Names.All<PersonalField>());

    private static readonly Gen<Act> Acts = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 15], (kind, partner, consent, mask) => new Act(kind, partner, consent, Subset(mask)));

    /// <summary>What the ledger tells, against sets that are kept field by field while the acts happen.</summary>
    [Fact, Proves("A2"), Proves("C3")]
    public void A_partner_holds_what_it_was_given_until_nothing_covers_it_any_more() => Acts.Array[0, 40].Sample(
        acts =>
        {
            var entries = new List<LedgerEntry>();
            var live = new Dictionary<(int Partner, int Consent), FieldSet>();
            var holds = new HashSet<(int Partner, PersonalField Field)>();
            foreach (var act in acts)
            {
                switch (act.Kind)
                {
                    case 0:
                        live[(act.Partner, act.Consent)] = act.Fields;
                        entries.Add(Entry(EntryKind.Consent, act));
                        break;
                    case 1:
                        live.Remove((act.Partner, act.Consent));
                        holds.RemoveWhere(h => h.Partner == act.Partner && !IsCovered(h.Partner, h.Field));
                        entries.Add(Entry(EntryKind.Withdrawal, act));
                        break;
                    case 2:
                        entries.Add(Entry(EntryKind.Correction, act) with { Recipient = null, RecipientKind = null });
                        break;
                    case 3:
                        entries.Add(Entry(EntryKind.Refusal, act));
                        break;
                    default:
                        // The gate gives what some approval covers, and nothing else.
                        var given = FieldSet.From(act.Fields.Where(f => IsCovered(act.Partner, f)));
                        foreach (var field in given) holds.Add((act.Partner, field));
                        entries.Add(Entry(EntryKind.Disclosure, act) with { Fields = given });
                        break;
                }
            }

            var holdings = PartnerHoldings.After(entries);
            Assert.Equal(
                holds.GroupBy(h => h.Partner).ToDictionary(g => Partner(g.Key), g => FieldSet.From(g.Select(h => h.Field))).OrderBy(p => p.Key.Value),
                holdings.Among(Everything).ToDictionary(p => p.Partner, p => p.Fields).OrderBy(p => p.Key.Value));
            foreach (var (partner, consent) in live.Keys)
            {
                var rest = live.Where(l => l.Key.Partner == partner && l.Key.Consent != consent).Aggregate(FieldSet.Empty, (all, l) => all.Union(l.Value));
                var lost = FieldSet.From(holds.Where(h => h.Partner == partner && !rest.Contains(h.Field)).Select(h => h.Field));
                Assert.Equal(lost, holdings.LostWith(Partner(partner), [new ConsentId(World.Id(20 + partner, consent))]));
            }

            bool IsCovered(int partner, PersonalField field) => live.Any(l => l.Key.Partner == partner && l.Value.Contains(field));
        },
        iter: Counts.Cases);

    [Fact, Proves("A2")]
    public void What_is_to_be_erased_is_not_to_be_read_again() => Gen.Select(Gen.Bool, Gen.Int[0, 15]).Array[0, 12].Sample(told =>
    {
        var waiting = default(FieldsToTell);
        foreach (var (isCorrection, mask) in told) waiting = isCorrection ? waiting.Correct(Subset(mask)) : waiting.Withdraw(Subset(mask));

        foreach (var field in Fields)
        {
            var (corrected, withdrawn) = (Array.FindLastIndex(told, t => t.Item1 && Subset(t.Item2).Contains(field)), Array.FindLastIndex(told, t => !t.Item1 && Subset(t.Item2).Contains(field)));
            Assert.Equal(corrected > withdrawn, waiting.Corrected.Contains(field));
            Assert.Equal(withdrawn >= 0, waiting.Withdrawn.Contains(field));
        }
    });

    private static PartnerId Partner(int number) => new(World.Id(10, number));

    private static LedgerEntry Entry(EntryKind kind, Act act) => SomeLedger.Entry(1) with
    {
        Kind = kind,
        RecipientKind = RecipientKind.Partner,
        Recipient = Partner(act.Partner).Value,
        Evidence = World.Id(20 + act.Partner, act.Consent),
        Fields = act.Fields,
    };

    private static FieldSet Subset(int mask) => FieldSet.From(Fields.Where((_, n) => (mask & (1 << n)) != 0));

    private sealed record Act(int Kind, int Partner, int Consent, FieldSet Fields);
}
