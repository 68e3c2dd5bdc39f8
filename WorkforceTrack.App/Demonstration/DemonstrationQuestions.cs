using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Demonstration;

/// <summary>What the made-up organisation asks.</summary>
internal static class DemonstrationQuestions
{
    internal static readonly Questionnaire Shifts = new(
        "How your shifts are planned",
        "The new rota has been running for half a year. Tell us how it works for you, so that we can bring it up with the harbour authority.\nIt takes about four minutes. You can skip anything.",
        [
            new Question.Statement("welcome", "The questions are about the last three months. There is no right or wrong answer.", help: null, condition: null),
            new Question.SingleChoice("shifts", "Do you work shifts?", help: null, condition: null, ["Yes, always", "Yes, now and then", "No"]),
            new Question.MultipleChoice("which", "Which shifts do you work?", help: null, new ShownIf("shifts", [0, 1]), ["Early", "Late", "Night", "Weekend"]),
            new Question.NumberInBands("notice", "How many days before do you learn your shifts?", help: null, new ShownIf("shifts", [0, 1]), "days", [3, 7, 14, 28]),
            new Question.Scale("fair", "How fair is the rota?", help: null, new ShownIf("shifts", [0, 1]), 1, 5, "not fair at all", "entirely fair"),
            new Question.SingleChoice("swap", "Can you swap a shift when you need to?", help: null, new ShownIf("shifts", [0, 1]), ["Nearly always", "Often", "Seldom", "Never tried"]),
            new Question.Scale("rest", "How well do you rest between two shifts?", help: null, new ShownIf("shifts", [0, 1]), 1, 5, "badly", "well"),
            new Question.DateInBands("since", "Since when have you worked at the harbour?", help: null, condition: null, [new DateOnly(2005, 1, 1), new DateOnly(2015, 1, 1), new DateOnly(2022, 1, 1)]),
            new Question.SingleChoice("area", "Where do you mostly work?", help: null, condition: null, ["On the quay", "On the water", "In a workshop", "In an office"]),
            new Question.MultipleChoice("want", "What should we ask for first?", "Choose as many as you like.", condition: null, ["Longer notice", "More say in the rota", "Fewer nights", "Better pay for weekends", "Nothing, it is fine"]),
            new Question.Scale("heard", "Do you feel heard when the rota is made?", help: null, condition: null, 0, 10, "not at all", "entirely"),
            new Question.Comment("words", "Is there anything else about the rota that we should know?", help: null, condition: null),
        ],
        [new CrossTab("shifts", "heard")]);

    internal static readonly Questionnaire Festival = new(
        "The harbour festival",
        "We help to organise the festival on the quay. What would bring you there?",
        [
            new Question.SingleChoice("come", "Will you come?", help: null, condition: null, ["Surely", "Perhaps", "No"]),
            new Question.MultipleChoice("see", "What would you like to see?", help: null, new ShownIf("come", [0, 1]), ["Ships to go aboard", "Music", "Food stalls", "Old crafts"]),
            new Question.SingleChoice("day", "Which day suits you best?", help: null, new ShownIf("come", [0, 1]), ["Friday", "Saturday", "Sunday"]),
        ],
        []);

    internal static readonly Questionnaire Hours = new(
        "Opening hours of the advice desk",
        "When should the advice desk be open?",
        [
            new Question.SingleChoice("when", "When would you come?", help: null, condition: null, ["In the morning", "At noon", "In the afternoon", "In the evening", "At the weekend"]),
            new Question.Scale("wait", "How long was your last wait?", help: null, condition: null, 1, 5, "no wait", "far too long"),
            new Question.MultipleChoice("how", "How do you reach us?", help: null, condition: null, ["On foot", "By bicycle", "By bus", "By car"]),
        ],
        []);

    /// <summary>Made-up answers to the opening hours, uneven as real ones are.</summary>
    internal static ImmutableArray<Ballot> HoursAnswers { get; } =
    [
        .. Enumerable.Range(0, 137).Select(i => Ballot.Read(Hours, new Dictionary<string, Answer>(StringComparer.Ordinal)
        {
            ["when"] = new Answer.Chosen((i * 7 % 20) switch { < 6 => 0, < 8 => 1, < 13 => 2, < 19 => 3, _ => 4 }),
            ["wait"] = new Answer.Chosen((i * 11 % 23) switch { < 5 => 0, < 12 => 1, < 18 => 2, < 22 => 3, _ => 4 }),
            ["how"] = new Answer.Chosen(i % 3 == 0 ? [0, 2] : i % 5 == 0 ? [1] : i % 4 == 0 ? [3] : [0]),
        })!),
    ];
}
