namespace WorkforceTrack.Tests.Surveys;

/// <summary>What the attacker knows beside the files.</summary>
internal enum Outside
{
    /// <summary>Who drew a pass when; and has every file after each draw and each cast, and every key that exists then.</summary>
    SawDraws,

    /// <summary>Who cast when; has every file after each cast, and the keys that are left after the close.</summary>
    SawCasts,

    /// <summary>Who cast when; has every file and every key right after answers were counted, and after the close.</summary>
    SawCastsAndCopies,
}

/// <summary>One way of matching: for each set of answers (by a number that says nothing to the attacker) a member, or -1.</summary>
internal sealed record Guess(Outside Outside, string Name, int[] Members);

/// <summary>How a way of matching did, beside what chance does among those who were active.</summary>
internal sealed record Score(Outside Outside, string Name, int Right, int Of, double Chance, int Low, int High, double P)
{
    public override string ToString() => $"{Outside}, {Name}: {Right} of {Of} right; chance {Chance:0.0}, 95 % {Low} to {High}; p = {P:0.#####}";
}

/// <summary>
/// Matches members to answers in every way that the evidence allows. Which answers are whose is told to nobody before the score.
/// </summary>
internal static class LinkageAttack
{
    /// <summary>Redrawings of chance. With a hundred ways and 0.001 in all, one in 100,000 must be seen.</summary>
    private const int Redrawings = 300_000;

    internal static List<Guess> Guesses(LinkageEvidence evidence, Random chance)
    {
        var guesses = new List<Guess>();
        guesses.AddRange(BySeenDraws(evidence, chance));
        foreach (var (outside, seen) in new[] { (Outside.SawCasts, evidence.Answers), (Outside.SawCastsAndCopies, evidence.AnswersInCopies) })
        {
            // Whoever has no key of those that wait does not read them.
            var readable = seen.Where(s => outside != Outside.SawCasts || !s.Key.StartsWith("waiting", StringComparison.Ordinal)).ToList();
            // Wherever they were seen first: of copies that tells between which two of them they came.
            var anywhere = readable.SelectMany(s => s.Value).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.MinBy(x => (x.Value.When, x.Value.Place)).Value);
            foreach (var (where, sights) in readable.Append(KeyValuePair.Create("anywhere", anywhere)))
            {
                foreach (var (order, answers) in Orders(sights))
                {
                    guesses.Add(new Guess(outside, $"{where}, {order}, the oldest first", InTurn(answers, [.. Casters(evidence)])));
                    guesses.Add(new Guess(outside, $"{where}, {order}, the newest of each batch", Newest(evidence, answers, sights)));
                    guesses.Add(new Guess(outside, $"{where}, {order}, in turn since the last batch", SinceTheLast(evidence, answers, sights)));
                }
            }
        }

        return guesses;
    }

    /// <summary>Scores each way over several runs against chance. All runs must have the same ways; one that a run lacks counts nothing there.</summary>
    internal static List<Score> Scores(IReadOnlyList<(LinkageEvidence Evidence, List<Guess> Guesses)> runs, Random chance)
    {
        var names = runs.SelectMany(r => r.Guesses).Select(g => (g.Outside, g.Name)).Distinct().ToArray();
        var right = new int[names.Length];
        var byChance = names.Select(_ => new int[Redrawings]).ToArray();
        foreach (var (evidence, guesses) in runs)
        {
            var truth = Casters(evidence).ToArray();
            var mine = names.Select(n => guesses.Find(g => (g.Outside, g.Name) == n)?.Members).ToArray();
            for (var n = 0; n < names.Length; n++) right[n] += mine[n] is { } members ? truth.Count(member => members[member] == member) : 0;
            var active = new List<int>();
            var casters = new int[truth.Length];
            for (var i = 0; i < Redrawings; i++)
            {
                LinkagePlan.Redraw(evidence.Plan, chance, active, casters);
                var (batches, blocks) = (InBatches(chance), InBlocks(chance));
                for (var n = 0; n < names.Length; n++)
                {
                    if (names[n].Outside == Outside.SawDraws)
                    {
                        if (mine[n] is not { } members) continue;
                        for (var cast = 0; cast < casters.Length; cast++)
                        {
                            if (members[truth[cast]] == casters[cast]) byChance[n][i]++;
                        }
                    }
                    else
                    {
                        byChance[n][i] += names[n].Outside == Outside.SawCasts ? batches : blocks;
                    }
                }
            }
        }

        return [.. names.Select((n, i) =>
        {
            var atLeast = byChance[i].Count(c => c >= right[i]);
            var mean = byChance[i].Average();
            Array.Sort(byChance[i]);
            return new Score(n.Outside, n.Name, right[i], runs.Count * LinkagePlan.Casts, mean, byChance[i][Redrawings / 40], byChance[i][Redrawings - (Redrawings / 40)], (1.0 + atLeast) / (1 + Redrawings));
        })];
    }

    /// <summary>The 95 % interval of a share (Wilson).</summary>
    internal static (double Low, double High) Interval(int right, int of)
    {
        const double Z = 1.96;
        var share = (double)right / of;
        var middle = (share + (Z * Z / (2 * of))) / (1 + (Z * Z / of));
        var width = Z * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of))) / (1 + (Z * Z / of));
        return (middle - width, middle + width);
    }

    internal static IEnumerable<int> Casters(LinkageEvidence evidence) => evidence.Plan.Where(h => h.IsCast).Select(h => h.Member);

    private static IEnumerable<Guess> BySeenDraws(LinkageEvidence evidence, Random chance)
    {
        var drawnAt = Enumerable.Range(0, evidence.Plan.Count).Where(e => !evidence.Plan[e].IsCast).ToDictionary(e => evidence.Plan[e].Member);
        // In the order in which they were first seen anywhere.
        var seen = evidence.Answers.Values.SelectMany(s => s).GroupBy(s => s.Key).Select(s => (Who: s.Key, First: s.Min(x => (x.Value.When, x.Value.Place)))).OrderBy(s => s.First).Select(s => s.Who).ToList();
        yield return Walk("who drew first casts first", (held, _) => held[0]);
        yield return Walk("who drew last casts next", (held, _) => held[^1]);
        yield return Walk("by lot", (held, _) => held[chance.Next(held.Count)]);
        yield return Walk("bytes that draw and cast both wrote", (held, e) => held.MaxBy(m => (evidence.SharedBytes[e].GetValueOrDefault(m) >= 2 ? evidence.SharedBytes[e][m] : 0, chance.Next())));
        yield return Walk("marks of a member in what the cast wrote", (held, e) => held.MaxBy(m => (evidence.MembersWritten[e].Contains(m), chance.Next())));
        yield return Walk("how much draw and cast wrote", (held, e) => held.MinBy(m => (Math.Abs(evidence.Size[drawnAt[m]] - evidence.Size[e]), chance.Next())));
        foreach (var (where, members) in evidence.Members)
        {
            foreach (var (memberOrder, people) in Orders(members))
            {
                foreach (var (answersWhere, sights) in evidence.Answers)
                {
                    foreach (var (order, answers) in Orders(sights)) yield return new Guess(Outside.SawDraws, $"{where}, {memberOrder}, beside {answersWhere}, {order}", InTurn(answers, people));
                }
            }
        }

        foreach (var place in evidence.InFilesAtTheEnd.Where(s => s.Where.StartsWith("answers in ", StringComparison.Ordinal)).GroupBy(s => s.Where))
        {
            var near = evidence.InFilesAtTheEnd.Where(s => s.Where == place.Key.Replace("answers in ", "members in ", StringComparison.Ordinal)).ToArray();
            if (near.Length == 0) continue;
            var guess = Nobody();
            foreach (var answers in place) guess[answers.Who] = near.MinBy(m => Math.Abs(m.Place - answers.Place)).Who;
            yield return new Guess(Outside.SawDraws, $"the nearest member in {place.Key["answers in ".Length..]}", guess);
        }

        Guess Walk(string name, Func<List<int>, int, int> pick)
        {
            var guess = Nobody();
            var held = new List<int>();
            var cast = 0;
            for (var e = 0; e < evidence.Plan.Count; e++)
            {
                // Of a cast only that it came is seen.
                if (!evidence.Plan[e].IsCast) held.Add(evidence.Plan[e].Member);
                else if (cast < seen.Count)
                {
                    var member = pick(held, e);
                    guess[seen[cast++]] = member;
                    held.Remove(member);
                }
            }

            return new Guess(Outside.SawDraws, name, guess);
        }
    }

    /// <summary>Every order that sights have: by when and place, backwards within a moment, by the last place alone.</summary>
    private static IEnumerable<(string Name, int[] Who)> Orders(Dictionary<int, FirstSight> sights)
    {
        yield return ("as they came", [.. sights.OrderBy(s => s.Value.When).ThenBy(s => s.Value.Place).Select(s => s.Key)]);
        yield return ("as they came, places backwards", [.. sights.OrderBy(s => s.Value.When).ThenByDescending(s => s.Value.Place).Select(s => s.Key)]);
        yield return ("by place", [.. sights.OrderBy(s => s.Value.Last).Select(s => s.Key)]);
        yield return ("by place, backwards", [.. sights.OrderByDescending(s => s.Value.Last).Select(s => s.Key)]);
    }

    private static int[] InTurn(int[] answers, int[] people)
    {
        var guess = Nobody();
        for (var i = 0; i < answers.Length; i++) guess[answers[i]] = people[(int)((long)i * people.Length / answers.Length)];
        return guess;
    }

    /// <summary>As if each batch held the newest casts.</summary>
    private static int[] Newest(LinkageEvidence evidence, int[] answers, Dictionary<int, FirstSight> sights)
    {
        var guess = Nobody();
        foreach (var batch in answers.GroupBy(a => sights[a].When))
        {
            var until = evidence.Plan.Take(batch.Key + 1).Where(h => h.IsCast).Select(h => h.Member).ToArray();
            var from = Math.Max(0, until.Length - batch.Count());
            var turn = 0;
            foreach (var answer in batch) guess[answer] = until[Math.Min(from + turn++, until.Length - 1)];
        }

        return guess;
    }

    /// <summary>As if what is new in each batch came in this order, one a cast, since the batch before.</summary>
    private static int[] SinceTheLast(LinkageEvidence evidence, int[] answers, Dictionary<int, FirstSight> sights)
    {
        var guess = Nobody();
        var from = 0;
        foreach (var batch in answers.GroupBy(a => sights[a].When).OrderBy(b => b.Key))
        {
            var until = evidence.Plan.Take(batch.Key + 1).Where(h => h.IsCast).Select(h => h.Member).ToArray();
            var turn = from;
            foreach (var answer in batch) guess[answer] = until[Math.Min(turn++, until.Length - 1)];
            from = until.Length;
        }

        return guess;
    }

    private static int[] Nobody() => [.. Enumerable.Repeat(-1, LinkagePlan.Members)];

    /// <summary>
    /// What chance gives whoever saw who cast and does not read what waits: of twenty who wait ten are counted by lot, and the last
    /// twelve together. He is even told who waits.
    /// </summary>
    private static int InBatches(Random chance)
    {
        var right = 0;
        for (var batch = 0; batch < (LinkagePlan.Casts / 10) - 1; batch++) right += Met(10, 20, chance);
        return right + Met(12, 12, chance);
    }

    /// <summary>What chance gives whoever reads, at each counting, which answers are new since the last: twenty, then ten at a time, and the last two.</summary>
    private static int InBlocks(Random chance)
    {
        var right = Met(20, 20, chance) + Met(2, 2, chance);
        for (var block = 2; block < LinkagePlan.Casts / 10; block++) right += Met(10, 10, chance);
        return right;
    }

    /// <summary>So many answers of so many people, matched at random: how many by luck are right.</summary>
    private static int Met(int answers, int people, Random chance)
    {
        Span<int> left = stackalloc int[people];
        for (var i = 0; i < people; i++) left[i] = i;
        var right = 0;
        for (var i = 0; i < answers; i++)
        {
            var other = i + chance.Next(people - i);
            (left[i], left[other]) = (left[other], left[i]);
            if (left[i] == i) right++;
        }

        return right;
    }
}
