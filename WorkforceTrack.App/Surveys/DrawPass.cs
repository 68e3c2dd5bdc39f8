using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Members;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.App.Surveys;

/// <summary>What came of the wish to draw a pass.</summary>
internal abstract class DrawAnswer
{
    private DrawAnswer()
    {
    }

    /// <summary>The blind signature: the member's browser makes the pass of it, and only the browser can.</summary>
    internal sealed class Signed(byte[] signature) : DrawAnswer
    {
        internal byte[] Signature { get; } = signature;
    }

    internal sealed class Refused(DrawFault fault) : DrawAnswer
    {
        internal DrawFault Fault { get; } = fault;
    }
}

/// <summary>Why no pass is drawn.</summary>
internal enum DrawFault
{
    /// <summary>Only members draw one.</summary>
    NotAMember,

    /// <summary>There is no such survey of members, or it is not open.</summary>
    NotOpen,

    /// <summary>This member drew one already, for another message.</summary>
    AlreadyDrawn,

    /// <summary>What was sent is no blinded message.</summary>
    NotBlinded,
}

/// <summary>
/// A member draws the one pass of a survey (S4). The program sees a blinded message, signs it, and keeps only that this member drew:
/// no time, no entry in the ledger, which would tell the hour. The same message gets the same signature again, another one none.
/// </summary>
internal sealed class DrawPass(MainWriter writer, SurveyShelf shelf, SurveyKeys keys, IDbContextFactory<MainDb> stores)
{
    [Keeps("S4")]
    internal async Task<DrawAnswer> DrawAsync(Caller caller, SurveyId survey, ReadOnlyMemory<byte> blinded)
    {
        if (caller is not Caller.Member member) return No(DrawFault.NotAMember);
        if (shelf.Find(survey) is not { Plan.TakesPasses: true } shelved || shelved.Survey.AsOpen() is null) return No(DrawFault.NotOpen);
        if (keys.Drawer(survey, member.Id) is not { } drawer) return No(DrawFault.NotOpen);
        var digest = SHA256.HashData(blinded.Span);
        await using (var store = await stores.CreateDbContextAsync())
        {
            // Signing costs more than all the rest: who drew already is told so before.
            if (await DrawnAsync(store, survey, drawer) is { } drawn && !drawn.Blinded.AsSpan().SequenceEqual(digest)) return No(DrawFault.AlreadyDrawn);
        }

        if (keys.Sign(survey, blinded.Span) is not { } signature) return No(DrawFault.NotBlinded);
        var fault = await writer.WriteAsync(work => RecordAsync(work, member.Id, survey, drawer, digest));
        return fault is { } refused ? No(refused) : new DrawAnswer.Signed(signature);
    }

    /// <summary>Whether this member drew a pass already; what the member's own page shows.</summary>
    internal async Task<bool> HasDrawnAsync(Caller caller, SurveyId survey)
    {
        if (caller is not Caller.Member member || keys.Drawer(survey, member.Id) is not { } drawer) return false;
        await using var store = await stores.CreateDbContextAsync();
        return await DrawnAsync(store, survey, drawer) is not null;
    }

    // INVARIANT: the signature leaves only after this is committed; two at once for one member cannot both be recorded.
    private static async Task<DrawFault?> RecordAsync(MainWork work, MemberId member, SurveyId survey, byte[] drawer, byte[] digest)
    {
        if (!await work.Db.Surveys.AnyAsync(s => s.Id == survey && s.Phase == SurveyPhase.Open)) return DrawFault.NotOpen;
        if (!await work.Db.Members.AnyAsync(m => m.Id == member && m.State == AccountState.Open)) return DrawFault.NotAMember;
        if (await DrawnAsync(work.Db, survey, drawer) is { } drawn) return drawn.Blinded.AsSpan().SequenceEqual(digest) ? null : DrawFault.AlreadyDrawn;
        work.Db.PassesDrawn.Add(new PassDrawnRow { Survey = survey, Drawer = drawer, Blinded = digest });
        return null;
    }

    private static Task<PassDrawnRow?> DrawnAsync(MainDb db, SurveyId survey, byte[] drawer) =>
        db.PassesDrawn.AsNoTracking().SingleOrDefaultAsync(p => p.Survey == survey && p.Drawer == drawer);

    private static DrawAnswer.Refused No(DrawFault fault) => new(fault);
}
