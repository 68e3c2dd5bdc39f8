using System.Collections.Immutable;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Disclosures;

/// <summary>
/// A person of the staff opens one record (D1, D2): found by its exact user ID or checked mail address, for a declared purpose,
/// with a reason in words. There is no list and no search by a part.
/// </summary>
internal sealed class OpenRecord(FindPerson find, MainWriter writer, KeyRing keys, Gate gate, FieldVault vault, PolicyInForce policy, LookLimit limit)
{
    /// <summary>The purposes that the caller may name, each with the fields that the policy in force lets it carry.</summary>
    internal ImmutableArray<LookOffer> OfferTo(Caller caller) => caller is not Caller.OfStaff staff ? [] :
    [
        .. StaffEntitlements.For(staff.Role)
            .Select(purpose => policy.Version?.FlowFor(RecipientKind.Staff, null, purpose, LegalBasis.InternalUse))
            .OfType<DeclaredFlow>()
            .Select(flow => new LookOffer(flow.Purpose, flow.Fields)),
    ];

    [Keeps("D1"), Keeps("D2")]
    internal async Task<StaffLook> OpenAsync(Caller caller, LookRequest ask)
    {
        if (caller is not Caller.OfStaff staff) return new StaffLook.Refused([RefusalReason.NotStaff]);
        var person = await find.ByNameAsync(ask.Name);
        var reason = ReasonRules.Tidy(ask.Reason.Open());
        var isStated = ReasonRules.FaultOf(reason) is null;
        var request = new DisclosureRequest(staff.Asker, RecipientKind.Staff, null, ask.Purpose, LegalBasis.InternalUse, ask.Fields, isStated);
        var question = new Question(request, EntryKind.StaffLook, person, Note: isStated && person is not null ? Seal(person, reason) : null);
        return await writer.WriteAsync(work => AskAsync(work, staff, question)) switch
        {
            (_, { } again) => new StaffLook.TooMany(again),
            (GateAnswer.Granted granted, _) when await vault.RevealAsync(granted.Permits[0]) is { } values => new StaffLook.Opened(granted.Permits[0].Entry, request.Fields, values, person!.AddressChecked),
            (GateAnswer.Refused refused, _) => new StaffLook.Refused(Told(refused.Reasons)),
            _ => new StaffLook.Refused([RefusalReason.NoSuchSubject]),
        };
    }

    // INVARIANT: counted in the unit that records the look, so that looks at the same moment cannot slip under the limit together.
    private async Task<(GateAnswer? Answer, DateTimeOffset? Again)> AskAsync(MainWork work, Caller.OfStaff staff, Question question)
    {
        if (await limit.ReachedAsync(work, staff.Id) is not { } stop) return (gate.Ask(work, [question]), null);
        if (!stop.IsRecorded) gate.Refuse(work, question, RefusalReason.LookLimitReached);
        return (null, stop.Again);
    }

    private SealedNote Seal(PersonRow person, string reason)
    {
        using var key = keys.PersonKey(person);
        return SealedNote.Of(key, new Redacted<string>(reason));
    }

    // INVARIANT: whether somebody is known here is told only to a person who might have opened the record.
    private static ImmutableArray<RefusalReason> Told(ImmutableArray<RefusalReason> reasons)
    {
        var ofTheAsker = reasons.RemoveAll(reason => reason is RefusalReason.NoSuchSubject or RefusalReason.AccountClosed);
        return ofTheAsker.IsEmpty ? reasons : ofTheAsker;
    }
}

/// <summary>What a role may open a record for, and the fields that come with it.</summary>
public sealed record LookOffer(Purpose Purpose, FieldSet Fields);

/// <summary>What a person of the staff asks to see, and why.</summary>
/// <param name="Purpose">The purpose named; null when none was.</param>
/// <param name="Name">The exact user ID or mail address.</param>
/// <param name="Reason">The reason in the person's own words.</param>
/// <param name="Fields">The fields left ticked.</param>
internal sealed record LookRequest(Purpose? Purpose, Redacted<string> Name, Redacted<string> Reason, FieldSet Fields);

/// <summary>What a look gave.</summary>
public abstract class StaffLook
{
    private StaffLook()
    {
    }

    public sealed class Opened(EntryId entry, FieldSet fields, IReadOnlyDictionary<PersonalField, Redacted<string>> values, bool isAddressChecked) : StaffLook
    {
        /// <summary>The entry under which the look stands.</summary>
        internal EntryId Entry { get; } = entry;

        internal FieldSet Fields { get; } = fields;

        /// <summary>The values held among the fields; a field without one is left out.</summary>
        internal IReadOnlyDictionary<PersonalField, Redacted<string>> Values { get; } = values;

        /// <summary>Whether the mail address was shown to be the member's own (A3).</summary>
        internal bool IsAddressChecked { get; } = isAddressChecked;
    }

    public sealed class Refused(ImmutableArray<RefusalReason> reasons) : StaffLook
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }

    /// <summary>This person has asked for as many records as one may in an hour.</summary>
    public sealed class TooMany(DateTimeOffset again) : StaffLook
    {
        /// <summary>From when on the next look is possible.</summary>
        internal DateTimeOffset Again { get; } = again;
    }
}
