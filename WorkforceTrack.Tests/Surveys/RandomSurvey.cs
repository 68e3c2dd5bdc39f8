using System.Collections.Immutable;
using CsCheck;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>A survey with every kind of table, answered person by person: some options are rare, some questions skipped.</summary>
internal static class RandomSurvey
{
    internal static readonly Questionnaire Questionnaire = Asked.Of(
        [
            Asked.Single("a", 3),
            Asked.Multiple("m", 3),
            Asked.Single("why", 3, new ShownIf("a", [0, 1])),
            Asked.Multiple("how", 2, new ShownIf("m", [0])),
            Asked.Single("x", 2),
            Asked.Single("y", 3),
            Asked.Single("z", 2),
            new Question.Comment("more", "Anything else?", help: null, condition: null),
        ],
        [new CrossTab("x", "y"), new CrossTab("x", "z"), new CrossTab("y", "z")]);

    /// <summary>The exact counts of up to 150 people.</summary>
    internal static readonly Gen<RawTally> Tally = Gen.Select(Gen.Int[0, 150], Gen.Int[0, 3], Gen.Int[0, 4], Gen.UInt).Select((people, skew, skip, seed) =>
    {
        var chance = new Random(unchecked((int)seed));
        return Count([.. Enumerable.Range(0, people).Select(_ => Ballot.Read(Questionnaire, Answers(chance, skew, skip))!)]);
    });

    internal static readonly Gen<Release> Release = Tally.Select(tally => DisclosureControl.Release(
        Questionnaire, tally, Audience.Members, Asked.Opened, Asked.Closed, [new ThemedComments("more", "Breaks", tally.Casts / 9), new ThemedComments("more", "Pay", 3)]));

    internal static RawTally Count(IReadOnlyCollection<Ballot> ballots) => new(
        ballots.Count,
        ballots.SelectMany(b => b.Cells).CountBy(cell => cell).ToImmutableDictionary(c => c.Key, c => (long)c.Value),
        ballots.SelectMany(b => b.Comments).CountBy(comment => comment.Question).ToImmutableDictionary(c => c.Key, c => (long)c.Value));

    private static Dictionary<string, Answer> Answers(Random chance, int skew, int skip)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var question in Questionnaire.Questions)
        {
            if (chance.Next(20) < skip) continue;
            answers[question.Key] = question switch
            {
                Question.Comment => new Answer.Said("Some words."),
                Question.MultipleChoice => new Answer.Chosen([.. Enumerable.Range(0, question.Options.Length).Where(o => chance.Next(1 + o + skew) == 0).DefaultIfEmpty(0)]),
                _ => new Answer.Chosen(Math.Min(chance.Next(question.Options.Length), chance.Next(1 + (question.Options.Length * (4 - skew))))),
            };
        }

        return answers;
    }
}
