using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Staff open a survey (S1, S4, O2): keys are made, the box is made empty, and then, in one transaction, the survey is open and the
/// ledger says so, with the SHA-256 of the key that everyone's pass is made with.
/// </summary>
internal sealed class StartSurvey(
    MainWriter writer, SurveyDesk desk, PolicyInForce policy, SurveyKeys keys, BallotBox box, SurveyShelf shelf, BoothAddress booth, IDbContextFactory<MainDb> stores, TimeProvider clock)
{
    // What stands for a key while there is none: whether anything else is in the way is asked before one is made.
    private static readonly Digest KeyToCome = Digest.Of("a key to come"u8);

    [Keeps("S4"), Keeps("O2")]
    internal async Task<SurveyAnswer> OpenAsync(Caller caller, SurveyId survey, int version)
    {
        if (await desk.WhyNotActAsync(caller) is { } reason) return new SurveyAnswer.NotAllowed(reason);
        if (!booth.IsKnown) return new SurveyAnswer.NotNow(SurveyObstacle.NoBooth);
        await desk.Step.WaitAsync();
        try
        {
            if (await ReadAsync(survey, version) is not { } draft) return new SurveyAnswer.NotNow(SurveyObstacle.ChangedMeanwhile);
            if (draft.Open(policy.Version, draft.Plan.TakesPasses ? KeyToCome : null, clock.GetUtcNow()) is OpeningAnswer.Refused no)
                return new SurveyAnswer.NotOpened(no.Faults, no.Questions);
            var publicKey = await keys.MakeAsync(survey, draft.Plan.TakesPasses);
            await box.OpenAsync(survey, draft.Plan.Questionnaire);
            return await writer.WriteAsync(work => OpenAsync(work, (Caller.OfStaff)caller, survey, version, publicKey));
        }
        finally
        {
            desk.Step.Release();
        }
    }

    private async Task<SurveyAnswer> OpenAsync(MainWork work, Caller.OfStaff staff, SurveyId survey, int version, byte[]? publicKey)
    {
        var row = await work.Db.Surveys.SingleAsync(s => s.Id == survey);
        if (row.Version != version || row.ToStored().AsDraft() is not { } draft) return new SurveyAnswer.NotNow(SurveyObstacle.ChangedMeanwhile);
        Digest? fingerprint = publicKey is null ? null : SurveyKeyPair.FingerprintOf(publicKey);
        if (draft.Open(policy.Version, fingerprint, work.Now) is not OpeningAnswer.Opened) return new SurveyAnswer.NotNow(SurveyObstacle.ChangedMeanwhile);
        var entry = desk.Entry(work, EntryKind.SurveyOpened, staff, survey, fingerprint ?? Digest.Of(row.Json));
        work.Append(entry);
        (row.Phase, row.OpenedAt, row.PublicKey, row.OpenedEntry) = (SurveyPhase.Open, work.Now, publicKey, entry.Id);
        work.AfterCommit(() => shelf.Set(row));
        return new SurveyAnswer.Done(survey, version);
    }

    private async Task<DraftSurvey?> ReadAsync(SurveyId survey, int version)
    {
        await using var store = await stores.CreateDbContextAsync();
        return (await store.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == survey && s.Version == version))?.ToStored().AsDraft();
    }
}
