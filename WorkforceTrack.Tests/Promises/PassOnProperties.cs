using System.Globalization;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Promises;

/// <summary>
/// Random histories on a real store, through the use cases: whatever sequence of reads, corrections and withdrawals, each partner that was
/// given a value that is held no longer is told so after it was, and no other partner is (A2). What should be told is kept track of beside.
/// </summary>
[Trait("needs", "time")]
public sealed class PassOnProperties
{
    private const int Acts = 120;

    private static readonly FieldSet Addresses = FieldSet.Of(PersonalField.Email, PersonalField.PostalAddress);

    private static readonly FieldSet Everything = FieldSet.From(Names.All<PersonalField>());

    [Fact, Proves("A2"), Proves("C3")]
    public async Task Every_partner_that_holds_what_is_held_no_longer_is_told_and_no_other_is()
    {
        var told = 0;
        for (var walk = 0; walk < Counts.StoreWalks; walk++)
        {
            await using var store = await TestStore.OpenAsync();
            var steps = new Steps(await Town.SettleAsync(store.Services, Values(0), Values(1)), Counts.Chance(walk));
            for (var act = 0; act < Acts; act++)
            {
                try
                {
                    await steps.TakeOneAsync(act);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Walk {walk} of seed {Counts.Seed} failed at act {act}. {failure.Message}", failure);
                }

                store.Clock.Advance(TimeSpan.FromMinutes(20));
            }

            told += steps.Acknowledged;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Counts.StoreWalks} walks of {Acts} acts from seed {Counts.Seed}: {told} changes told and acknowledged.");
        Assert.True(told >= Counts.StoreWalks, "Too few changes were told.");
    }

    private static Dictionary<PersonalField, string> Values(int member) => Everything.ToDictionary(f => f, f => f switch
    {
        PersonalField.Email => $"m{member}@post.example",
        PersonalField.UserId => $"member{member}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Names.Of(f)} of {member}"),
    });

    /// <summary>One walk: the town, and what each partner was given, may hold, and was told.</summary>
    private sealed class Steps(Town town, Random chance)
    {
        private readonly Dictionary<(int Member, int Partner), FieldSet> selected = [];
        private readonly Dictionary<(int Member, int Partner), (FieldSet Fields, ConsentId Id)> contact = [];

        /// <summary>At which act a partner was last given a field, and at which the field was last changed or lost to it.</summary>
        private readonly Dictionary<(int Member, int Partner, PersonalField Field), (int Given, int Outdated)> copies = [];

        /// <summary>What should wait, by kind: for each field the act that made it.</summary>
        private readonly Dictionary<(int Member, int Partner, ChangeKind Kind), Dictionary<PersonalField, int>> waiting = [];

        private readonly Dictionary<(int Member, int Partner, PersonalField Field), int> acknowledged = [];

        internal int Acknowledged { get; private set; }

        internal async Task TakeOneAsync(int act)
        {
            var (m, p) = (chance.Next(town.Members.Count), chance.Next(town.Partners.Count));
            await (chance.Next(12) switch
            {
                0 or 1 => SelectAsync(m, p),
                2 => chance.Next(2) == 0 ? DropAsync(m, p, act) : Task.CompletedTask,
                3 => LetWriteAsync(m, p, act),
                4 => WithdrawAsync(m, p, act),
                5 or 6 => CorrectAsync(m, act),
                7 => AcknowledgeAsync(p),
                _ => ReadAsync(m, p, act),
            });
            await CheckAsync();
        }

        private async Task SelectAsync(int m, int p)
        {
            if (await town.SelectAsync(town.Members[m], town.Partners[p]) is ConsentAnswer.Given && !selected.ContainsKey((m, p)))
                selected[(m, p)] = town.Partners[p].Terms.Fields.Except(Addresses);
        }

        private async Task DropAsync(int m, int p, int act)
        {
            Assert.IsType<ConsentAnswer.Ended>(await town.Get<DropService>().DropAsync(town.Members[m], town.Partners[p].Service));
            selected.Remove((m, p));
            contact.Remove((m, p));
            Lose(m, p, act);
        }

        private async Task LetWriteAsync(int m, int p, int act)
        {
            var asked = FieldSet.From(town.Partners[p].Terms.Fields.Intersect(Addresses).Where(_ => chance.Next(2) == 0));
            if (asked.IsEmpty || await town.LetWriteAsync(town.Members[m], town.Partners[p], asked) is not ConsentAnswer.Given given) return;
            contact[(m, p)] = (asked, given.Id);
            Lose(m, p, act);
        }

        private async Task WithdrawAsync(int m, int p, int act)
        {
            if (!contact.Remove((m, p), out var consent)) return;
            Assert.IsType<ConsentAnswer.Ended>(await town.Get<WithdrawConsent>().WithdrawAsync(town.Members[m], consent.Id));
            Lose(m, p, act);
        }

        private async Task CorrectAsync(int m, int act)
        {
            var field = new[] { PersonalField.Region, PersonalField.PostalAddress, PersonalField.Skills, PersonalField.Languages }[chance.Next(4)];
            Assert.IsType<Correction.Done>(await town.Get<CorrectOwnData>().CorrectAsync(town.Members[m], field, string.Create(CultureInfo.InvariantCulture, $"new {Names.Of(field)} {act}")));
            for (var p = 0; p < town.Partners.Count; p++)
            {
                if (!copies.TryGetValue((m, p, field), out var copy) || !IsHeld(m, p, field)) continue;
                copies[(m, p, field)] = copy with { Outdated = act };
                Waiting(m, p, ChangeKind.Corrected)[field] = act;
            }
        }

        private async Task ReadAsync(int m, int p, int act)
        {
            var may = Covered(m, p);
            var asked = FieldSet.From(may.Where(f => f != PersonalField.Email && chance.Next(3) == 0));
            if (asked.IsEmpty || await town.SubjectAsync(town.Members[m], town.Partners[p]) is not { } subject) return;
            Assert.IsType<MemberAnswer.Opened>(await town.Get<ReadMember>().ReadAsync(town.Partners[p].Caller, subject, asked, _ => false));
            foreach (var field in asked) copies[(m, p, field)] = (act, -1);
        }

        private async Task AcknowledgeAsync(int p)
        {
            foreach (var change in (await town.Get<ListChanges>().ListAsync(town.Partners[p].Caller, 200, after: null)).Changes.Where(_ => chance.Next(2) == 0))
            {
                Assert.True(await town.Get<AcknowledgeChange>().AcknowledgeAsync(town.Partners[p].Caller, change.Id));
                var member = await MemberOfAsync(p, change.Subject!.Value);
                foreach (var (field, act) in waiting[(member, p, change.Kind)]) acknowledged[(member, p, field)] = Math.Max(act, acknowledged.GetValueOrDefault((member, p, field), -1));
                waiting.Remove((member, p, change.Kind));
                Acknowledged++;
            }
        }

        // The promise itself, and that the store shows exactly what should wait.
        private async Task CheckAsync()
        {
            foreach (var ((m, p, field), copy) in copies)
            {
                if (copy.Outdated < copy.Given) continue;
                var after = waiting.Where(w => w.Key.Member == m && w.Key.Partner == p && w.Value.TryGetValue(field, out var act) && act > copy.Given).Any() || acknowledged.GetValueOrDefault((m, p, field), -1) > copy.Given;
                Assert.True(after, $"Partner {p} holds an old {Names.Of(field)} of member {m} and was not told.");
            }

            for (var p = 0; p < town.Partners.Count; p++)
            {
                var shown = new List<string>();
                foreach (var change in (await town.Get<ListChanges>().ListAsync(town.Partners[p].Caller, 200, after: null)).Changes)
                    shown.Add($"{await MemberOfAsync(p, change.Subject!.Value)} {change.Kind} {change.Fields}");
                var expected = waiting.Where(w => w.Key.Partner == p && w.Value.Count > 0).Select(w => $"{w.Key.Member} {w.Key.Kind} {FieldSet.From(w.Value.Keys)}");
                Assert.Equal(expected.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
            }
        }

        // What was given and nothing covers any more is lost: to be erased, and no longer to be read again.
        private void Lose(int m, int p, int act)
        {
            foreach (var field in Everything)
            {
                if (!copies.TryGetValue((m, p, field), out var copy) || Covered(m, p).Contains(field) || lost.Contains((m, p, field, copy.Given))) continue;
                lost.Add((m, p, field, copy.Given));
                copies[(m, p, field)] = copy with { Outdated = act };
                Waiting(m, p, ChangeKind.Withdrawn)[field] = act;
                Waiting(m, p, ChangeKind.Corrected).Remove(field);
            }
        }

        private readonly HashSet<(int Member, int Partner, PersonalField Field, int Given)> lost = [];

        private bool IsHeld(int m, int p, PersonalField field) => copies.TryGetValue((m, p, field), out var copy) && !lost.Contains((m, p, field, copy.Given));

        private FieldSet Covered(int m, int p) => selected.GetValueOrDefault((m, p)).Union(contact.GetValueOrDefault((m, p)).Fields);

        private Dictionary<PersonalField, int> Waiting(int m, int p, ChangeKind kind)
        {
            if (!waiting.TryGetValue((m, p, kind), out var fields)) waiting.Add((m, p, kind), fields = []);
            return fields;
        }

        private async Task<int> MemberOfAsync(int p, PartnerSubject subject)
        {
            for (var m = 0; m < town.Members.Count; m++)
            {
                if (await town.SubjectAsync(town.Members[m], town.Partners[p]) == subject) return m;
            }

            throw new InvalidOperationException("A change is about nobody whom the partner knows.");
        }
    }
}
