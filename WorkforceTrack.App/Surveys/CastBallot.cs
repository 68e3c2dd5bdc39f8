using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What came of handing in answers.</summary>
internal enum CastAnswer
{
    /// <summary>They are in, for good, and will be counted once.</summary>
    Taken,

    /// <summary>A poll: they are in since before, as they were then; the acknowledgement of that time was lost.</summary>
    TakenBefore,

    /// <summary>There is no such survey, or it takes no answers.</summary>
    NotOpen,

    /// <summary>What was shown is no pass for this survey.</summary>
    NotAPass,

    /// <summary>The pass was used before.</summary>
    AlreadySpent,

    /// <summary>An answer does not belong to its question.</summary>
    DoesNotFit,

    /// <summary>Too many answers to polls came from one network within the hour.</summary>
    TooMany,
}

/// <summary>
/// Somebody hands in answers (S3, S4). Who it is cannot be told here: there is a pass that says "a member, once", or, in a poll,
/// nothing. The answer leaves only after both are stored.
/// </summary>
internal sealed class CastBallot(SurveyShelf shelf, BallotBox box, PollLimit limit)
{
    /// <param name="survey">Which survey or poll.</param>
    /// <param name="pass">The pass, for a survey of members; for a poll what the tab drew, so that answers sent again are counted once.</param>
    /// <param name="network">What stands for the network, for the limit of a poll.</param>
    /// <param name="answers">The answers by the keys of their questions.</param>
    [Keeps("S3"), Keeps("S4")]
    internal async Task<CastAnswer> CastAsync(SurveyId survey, string? pass, string? network, IReadOnlyDictionary<string, Answer> answers)
    {
        if (shelf.Find(survey) is not { } shelved || shelved.Survey.AsOpen() is null) return CastAnswer.NotOpen;
        SurveyPass? shown = null;
        if (shelved.Verifier is { } verifier && !(SurveyPass.TryParse(pass, out shown) && verifier.Verifies(shown))) return CastAnswer.NotAPass;
        if (Ballot.Read(shelved.Plan.Questionnaire, answers) is not { } ballot) return CastAnswer.DoesNotFit;
        if (shelved.Verifier is null && !limit.TryTake(network)) return CastAnswer.TooMany;
        var isPoll = shelved.Verifier is null;
        return await box.CastAsync(survey, isPoll ? PollTicket.KeyOf(pass) : shown?.SpentKey, ballot) switch
        {
            BoxAnswer.Taken => CastAnswer.Taken,
            BoxAnswer.AlreadySpent when isPoll => CastAnswer.TakenBefore,
            BoxAnswer.AlreadySpent => CastAnswer.AlreadySpent,
            BoxAnswer.NotOpen => CastAnswer.NotOpen,
        };
    }
}
