using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What is wrong with one field of the editor, in words.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Question">Of which question; null when it is no question's.</param>
/// <param name="Words">What to do.</param>
/// <param name="IsTyped">Whether what was typed cannot be stored as what it should be; anything else can be a draft.</param>
/// <param name="IsOwn">Whether only the editor knows of it; the rest is found by the rules at opening too.</param>
internal sealed record FormFault(FormField Field, QuestionForm? Question, string Words, bool IsTyped = false, bool IsOwn = false);

/// <summary>Every fault of what stands in the editor, with its place. Made anew at each change.</summary>
public sealed class FormFaults
{
    private readonly bool isNew;

    private FormFaults(ImmutableArray<FormFault> all, bool isNew) => (All, this.isNew) = (all, isNew);

    internal ImmutableArray<FormFault> All { get; }

    /// <summary>Whether something typed stands in the way of saving.</summary>
    internal bool HasTyped => All.Any(f => f.IsTyped);

    internal bool HasOwn => All.Any(f => f.IsOwn);

    internal static FormFaults Of(QuestionnaireForm form)
    {
        var faults = ImmutableArray.CreateBuilder<FormFault>();
        foreach (var question in form.Questions)
            faults.AddRange(question.Unreadable.Select(u => new FormFault(u.Field, question, u.Words, IsTyped: true, IsOwn: true)));
        var unread = faults.Select(f => (f.Question, f.Field)).ToHashSet();
        foreach (var fault in QuestionnaireRules.Faults(form.ToQuestionnaire()))
        {
            var field = FormFields.Of(fault);
            var question = field != FormField.CrossTabs && fault.Place is { } place ? form.Questions[place] : null;
            // What could not be read is said once; what the rules make of the gap would only confuse.
            if (unread.Contains((question, field)) || (field == FormField.To && unread.Contains((question, FormField.From)))) continue;
            faults.Add(new FormFault(field, question, WordsOf(fault, field)));
        }

        foreach (var question in form.Questions)
        {
            if (question.Condition is { HasLost: true }) faults.Add(new FormFault(FormField.Condition, question, "An option that this condition named is gone. Choose again who is asked.", IsOwn: true));
        }

        if (!SurveySlug.TryParse(form.AddressName.Trim(), out _)) faults.Add(new FormFault(FormField.AddressName, Question: null, SurveyAnswerWords.Of(SurveyObstacle.NameUnfit)));
        return new FormFaults(faults.ToImmutable(), form.IsNew);
    }

    /// <summary>What to say at a field; null when there is nothing to say there, or nothing yet.</summary>
    internal string? At(FormField field, QuestionForm? question = null)
    {
        var words = All.Where(f => f.Field == field && f.Question == question && (f.IsTyped || !(question?.IsNew ?? isNew))).Select(f => f.Words).Distinct(StringComparer.Ordinal).ToArray();
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    // A cross-tab is known by its questions, all else by the place where it is said.
    private static string WordsOf(PlacedFault fault, FormField field) =>
        field == FormField.CrossTabs && fault.Question is { Length: > 0 } ? QuestionnaireWords.Of(fault) : QuestionnaireWords.Of(fault.Fault);
}
