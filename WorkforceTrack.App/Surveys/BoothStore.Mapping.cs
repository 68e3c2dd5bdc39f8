using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Surveys;

/// <summary>One survey in the booth: whether it takes answers, and how many were counted so far.</summary>
internal sealed class BoxRow
{
    public SurveyId Survey { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>Casts whose answers are in the counters; those that wait are not among them.</summary>
    public int Counted { get; set; }

    /// <summary>
    /// The casts that wait to be counted, sealed together: padded to a fixed size, in random order, written anew at each cast.
    /// The one place where one person's answers lie together (S3).
    /// </summary>
    public required byte[] Waiting { get; set; }
}

/// <summary>How often an option was chosen. An answer is no row: it adds one here, in a batch with others (S3).</summary>
internal sealed class CountRow
{
    public SurveyId Survey { get; set; }

    public int Table { get; set; }

    public int Row { get; set; }

    public int Column { get; set; }

    public int Count { get; set; }
}

/// <summary>A pass that was spent, as a hash under which nobody can find who drew it (S4).</summary>
internal sealed class SpentRow
{
    public SurveyId Survey { get; set; }

    public required byte[] Pass { get; set; }
}

/// <summary>One comment, cut loose from everything else: a random id, no time, sealed (S6).</summary>
internal sealed class CommentRow
{
    public Guid Id { get; set; }

    public SurveyId Survey { get; set; }

    public required string Question { get; set; }

    public required byte[] Sealed { get; set; }

    /// <summary>The theme that the desk gave it; null while it has none.</summary>
    public string? Theme { get; set; }
}

internal static class BoothStoreMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<BoxRow>(box =>
        {
            box.ToTable("Boxes");
            box.HasKey(b => b.Survey);
        });
        model.Entity<CountRow>(count =>
        {
            count.ToTable("Counts");
            count.HasKey(c => new { c.Survey, c.Table, c.Row, c.Column });
        });
        model.Entity<SpentRow>(spent =>
        {
            spent.ToTable("Spent");
            spent.HasKey(s => new { s.Survey, s.Pass });
        });
        model.Entity<CommentRow>(comment =>
        {
            comment.ToTable("Comments");
            comment.HasKey(c => c.Id);
            comment.Property(c => c.Id).ValueGeneratedNever();
        });
    }
}
