using System.Collections.Immutable;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>One comment at the desk: its words and its theme. The id is chance and tells nothing.</summary>
public sealed record DeskComment(Guid Id, string Question, string Words, string? Theme)
{
    public override string ToString() => "(a comment)";
}

/// <summary>What came of an act at the theming desk.</summary>
internal abstract class DeskVisit
{
    private DeskVisit()
    {
    }

    /// <summary>Two are there, and one of them asked to read: the comments, in an order that is new each time.</summary>
    internal sealed class Together(ImmutableArray<DeskComment> comments) : DeskVisit
    {
        internal ImmutableArray<DeskComment> Comments { get; } = comments;
    }

    /// <summary>Two are there, and nothing is opened yet.</summary>
    internal sealed class Accompanied : DeskVisit;

    /// <summary>One is there, and waits for a second.</summary>
    internal sealed class Alone : DeskVisit;

    internal sealed class NotNow(DeskObstacle obstacle) : DeskVisit
    {
        internal DeskObstacle Obstacle { get; } = obstacle;
    }

    internal sealed class NotAllowed(RefusalReason reason) : DeskVisit
    {
        internal RefusalReason Reason { get; } = reason;
    }
}

/// <summary>What stands in the way at the theming desk.</summary>
internal enum DeskObstacle
{
    /// <summary>There is no such survey, or it is a draft.</summary>
    NotThere,

    /// <summary>It still takes answers.</summary>
    StillOpen,

    /// <summary>Its result is published.</summary>
    Published,

    /// <summary>There are none, or not enough to hide in.</summary>
    TooFew,

    /// <summary>This person left, went to another machine, or did nothing for too long.</summary>
    LeftTheDesk,

    /// <summary>The name of the theme is empty, too long, or holds what does not show.</summary>
    ThemeUnfit,

    /// <summary>The comment is not there.</summary>
    CommentGone,
}

/// <summary>How staff read what came of it: what to do next.</summary>
internal static class DeskWords
{
    internal static string Of(DeskVisit visit) => visit switch
    {
        DeskVisit.Together => "Two of you are here, and this look is on record.",
        DeskVisit.Accompanied => "A second person is here. You can read the comments now.",
        DeskVisit.Alone => "You are here alone. The comments open when a second person, the privacy officer or management, comes to this page.",
        DeskVisit.NotAllowed { Reason: RefusalReason.RoleNotEntitled } => "This is for the privacy officer or management. Ask one of them.",
        DeskVisit.NotAllowed no => $"{RefusalWords.Of(no.Reason)} {RefusalWords.Next(no.Reason)}",
        DeskVisit.NotNow no => Of(no.Obstacle),
        _ => throw new InvalidOperationException("A visit of a kind that has no words."),
    };

    internal static string Of(DeskObstacle obstacle) => obstacle switch
    {
        DeskObstacle.NotThere => "There is no such survey. Go back to the list of surveys.",
        DeskObstacle.StillOpen => "The survey still takes answers. Its comments can be read after it has closed.",
        DeskObstacle.Published => "The result is published, so nobody reads the comments any more.",
        DeskObstacle.TooFew => $"There are too few comments to read any: it takes {ThemingDesk.Fewest}, and {DisclosureControl.FewestComments} to each question. Publish the result without themes.",
        DeskObstacle.LeftTheDesk => "You are no longer at the desk. Come to the desk again to go on.",
        DeskObstacle.ThemeUnfit => $"Give the theme a name of at most {ThemeName.Longest} letters, on one line.",
        DeskObstacle.CommentGone => "This comment is no longer there. Read the comments again.",
    };
}
