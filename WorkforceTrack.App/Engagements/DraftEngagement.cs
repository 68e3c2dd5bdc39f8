using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Engagements;

/// <summary>Staff enter an engagement, bring its signed document, or throw the draft away (D5). By itself it opens nothing.</summary>
internal sealed class DraftEngagement(EngagementDesk desk, EngagementSeal seal, PolicyInForce policy, IDbContextFactory<VaultDb> vaults)
{
    [Keeps("D5"), Keeps("O2")]
    internal async Task<EngagementAnswer> BeginAsync(Caller caller, string? typedName, string? typedContact, EngagementTerms terms)
    {
        var name = EngagementTexts.Read(typedName, EngagementTexts.LongestName);
        var contact = EngagementTexts.Read(typedContact, EngagementTexts.LongestContact);
        var unread = ImmutableArray.CreateBuilder<EngagementFault>();
        if (name is null) unread.Add(EngagementFault.Organisation);
        if (contact is null) unread.Add(EngagementFault.Contact);
        if (await desk.WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        var id = new EngagementId(Randomness.Id());
        // A key is made for what may be entered only.
        var (sealedName, commitment) = unread.Count == 0 ? seal.Organisation(id, name!, contact!) : ([], default);
        return await desk.ActAsync(caller, (work, keeper) =>
        {
            var faults = unread.ToImmutable().AddRange(terms.Faults(policy.Version, work.Now));
            if (!faults.IsEmpty) return Task.FromResult<EngagementAnswer>(new EngagementAnswer.NotNow(faults));
            var draft = DraftedEngagement.Begin(id, terms, keeper);
            var row = new EngagementRow
            {
                Id = id,
                Kind = terms.Kind,
                Fields = terms.Fields,
                From = terms.From,
                Until = terms.Until,
                Step = EngagementStep.Drafted,
                DraftedBy = draft.DraftedBy,
                DraftedAt = work.Now,
                Version = 1,
                SealedOrganisation = sealedName,
                NameHash = commitment.Value.ToArray(),
            };
            work.Db.Engagements.Add(row);
            work.Append(desk.Entry(work, keeper, row, id.Value, EngagementMarks.Drafted(terms)));
            return Task.FromResult<EngagementAnswer>(new EngagementAnswer.Done(id));
        });
    }

    /// <summary>Brings the document that both sides signed; a later one takes the place of an earlier one.</summary>
    [Keeps("D5")]
    internal async Task<EngagementAnswer> BringAsync(Caller caller, EngagementId id, byte[] file)
    {
        if (await desk.WhyNotAsync(caller) is { } reason) return new EngagementAnswer.NotAllowed(reason);
        if (EngagementDocument.FaultOf(file.Length) is { } fault) return new EngagementAnswer.NotNow(fault);
        var sealedFile = seal.Document(id, DocumentKind.Signed, file);
        return await desk.ChangeAsync(caller, id, async (work, keeper, row, draft) =>
        {
            var brought = draft.WithDocument(EngagementDocument.DigestOf(file));
            row.DocumentHash = brought.Document!.Value.ToArray();
            await work.Db.EngagementDocuments.Where(d => d.Engagement == id).ExecuteDeleteAsync();
            work.Db.EngagementDocuments.Add(new EngagementDocumentRow { Engagement = id, Kind = DocumentKind.Signed, Sealed = sealedFile, AddedAt = work.Now });
            work.Append(desk.Entry(work, keeper, row, id.Value, brought.Document));
            return new EngagementAnswer.Done(id);
        });
    }

    /// <summary>
    /// Throws a draft away, with whom it named and who would have logged in. Any keeper may: it gives nobody anything. What is left in the
    /// vault after a crash in between lets nobody in.
    /// </summary>
    internal async Task<EngagementAnswer> DiscardAsync(Caller caller, EngagementId id)
    {
        Guid[] people = [];
        var answer = await desk.ActAsync(caller, id, async (work, keeper, row) =>
        {
            if (row.ToStored().AsDraft() is null) return new EngagementAnswer.NotNow(EngagementFault.WrongPhase);
            people = await work.Db.EngagedPeople.Where(p => p.Engagement == id).Select(p => p.Id).ToArrayAsync();
            work.Append(desk.Entry(work, keeper, row, id.Value, EngagementMarks.Discarded));
            work.Db.Engagements.Remove(row);
            return new EngagementAnswer.Done(id);
        });
        if (answer is not EngagementAnswer.Done) return answer;
        await using var vault = await vaults.CreateDbContextAsync();
        await vault.EngagementSubjects.Where(s => s.Engagement == id).ExecuteDeleteAsync();
        await vault.People.Where(p => p.Engaged != null && people.Contains(p.Engaged.Value)).ExecuteDeleteAsync();
        await seal.DestroyAllAsync(id);
        return answer;
    }
}
