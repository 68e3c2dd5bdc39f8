using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Members;

/// <summary>
/// The permit for a member's own look, whether at the values held or at the ledger. One ledger entry a session, with the day only;
/// every further look of that session stands under it.
/// </summary>
internal sealed class TakeOwnAccess(MainWriter writer, Gate gate, OwnAccessEntry ownAccess)
{
    internal static readonly FieldSet Everything = FieldSet.From(Names.All<PersonalField>());

    /// <summary>A fresh permit on the session's entry, which is written first when there is none yet.</summary>
    internal async Task<GateAnswer> TakeAsync(Caller.Member member) => await ownAccess.FindAsync(member) is { } known
        ? new GateAnswer.Granted([known])
        : await writer.WriteAsync(work => AskOnceAsync(work, member));

    // INVARIANT: units run one after the other, so two first looks at the same moment still leave one entry.
    private async Task<GateAnswer> AskOnceAsync(MainWork work, Caller.Member member)
    {
        if (await OwnAccessEntry.FindAsync(work, member) is { } known) return new GateAnswer.Granted([known]);
        var request = new DisclosureRequest(member.Asker, RecipientKind.Member, null, Purpose.OwnAccess, LegalBasis.OwnAccess, Everything);
        var answer = gate.Ask(work, [new Question(request, EntryKind.OwnAccess, member.Person)]);
        if (answer is GateAnswer.Granted granted) OwnAccessEntry.Remember(work, member, granted.Permits[0]);
        return answer;
    }
}
