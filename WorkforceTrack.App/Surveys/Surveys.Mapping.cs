using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>A survey or poll: what is asked and where it stands. Nothing of anyone who answers.</summary>
internal sealed class SurveyRow
{
    public SurveyId Id { get; set; }

    /// <summary>Its name in addresses.</summary>
    public required string Slug { get; set; }

    public Audience Audience { get; set; }

    public SurveyPhase Phase { get; set; }

    /// <summary>The questionnaire in canonical JSON; fixed from the moment of opening.</summary>
    public required byte[] Json { get; set; }

    /// <summary>Raised at each change of the draft, so that two authors do not undo each other's work.</summary>
    public int Version { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>The public key of the passes, SPKI; null for a poll.</summary>
    public byte[]? PublicKey { get; set; }

    /// <summary>The entry that tells of the opening and binds the key.</summary>
    public EntryId? OpenedEntry { get; set; }

    /// <summary>How many passes were drawn; known from close on.</summary>
    public int? Issued { get; set; }

    /// <summary>How many were spent; known from close on.</summary>
    public int? Spent { get; set; }

    /// <summary>The one release, in canonical JSON; its SHA-256 is in the ledger.</summary>
    public byte[]? Release { get; set; }

    internal SurveyPlan Plan => new(Id, SurveySlug.TryParse(Slug, out var slug) ? slug : throw Damaged(), Audience, Questionnaire);

    internal StoredSurvey ToStored() => new(Plan, Phase)
    {
        OpenedAt = OpenedAt,
        KeyFingerprint = PublicKey is null ? null : SurveyKeyPair.FingerprintOf(PublicKey),
        ClosedAt = ClosedAt,
        Passes = Issued is { } issued && Spent is { } spent ? new PassCounts(issued, spent) : null,
        ReleasedAt = ReleasedAt,
        Release = Release is null ? null : Digest.Of(Release),
    };

    private Questionnaire Questionnaire => QuestionnaireJson.Read(Json) is QuestionnaireReading.Read read ? read.Questionnaire : throw Damaged();

    private static InvalidDataException Damaged() => new("A survey in the store cannot be read by this version of the program.");
}

/// <summary>
/// That somebody drew a pass for a survey, and for which blinded message; not when. Who it was cannot be told once the survey's own
/// key is gone: the drawer stands here as a keyed hash, and the rows go at close (S2, S4).
/// </summary>
internal sealed class PassDrawnRow
{
    public SurveyId Survey { get; set; }

    /// <summary>HMAC-SHA-256 of the member id under the survey's drawing key.</summary>
    public required byte[] Drawer { get; set; }

    /// <summary>SHA-256 of the blinded message that was signed.</summary>
    public required byte[] Blinded { get; set; }
}

internal static class SurveysMapping
{
    internal static void Map(ModelBuilder model)
    {
        model.Entity<SurveyRow>(survey =>
        {
            survey.ToTable("Surveys");
            survey.Property(s => s.Id).ValueGeneratedNever();
            survey.Property(s => s.Audience).HasConversion<string>();
            survey.Property(s => s.Phase).HasConversion<string>();
            survey.Property(s => s.Version).IsConcurrencyToken();
            survey.HasIndex(s => s.Slug).IsUnique();
        });
        model.Entity<PassDrawnRow>(pass =>
        {
            pass.ToTable("PassesDrawn");
            pass.HasKey(p => new { p.Survey, p.Drawer });
        });
    }
}
