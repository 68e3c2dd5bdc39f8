using System.Collections.Immutable;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What stands under one heading of a result: a table, or the yes/no tables of a multiple choice together.</summary>
/// <param name="Id">Names the part in its page.</param>
/// <param name="Tables">One, or one for each choice.</param>
internal sealed record ResultPart(string Id, ImmutableArray<ReleasedTable> Tables)
{
    internal ReleasedTable First => Tables[0];

    internal bool IsChoices => First.Choice is not null;

    internal bool IsCrossed => First.Groups is not null;

    /// <summary>The tables of a release under their headings. Two questions may have the same words, so the questionnaire says which tables belong together.</summary>
    internal static ImmutableArray<ResultPart> Of(Release release, Questionnaire questionnaire)
    {
        var parts = ImmutableArray.CreateBuilder<ResultPart>();
        for (var at = 0; at < release.Tables.Length; at++)
        {
            var counted = questionnaire.Tables[at];
            if (counted.Choice > 0 && at > 0 && questionnaire.Tables[at - 1].Question == counted.Question) parts[^1] = parts[^1] with { Tables = parts[^1].Tables.Add(release.Tables[at]) };
            else parts.Add(new ResultPart($"table-{parts.Count + 1}", [release.Tables[at]]));
        }

        return parts.ToImmutable();
    }
}
