using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Partners;

/// <summary>
/// A partner reads the fields it names, of one member (P2). Addresses rest on a consent of their own, the rest on the
/// selected service; both are granted or all is refused. What the partner holds already is not revealed again.
/// </summary>
internal sealed class ReadMember(Gate gate, FieldVault fields, IDbContextFactory<VaultDb> vaults, IDbContextFactory<MainDb> stores, KeyRing keys, PartnerSeal seal)
{
    private static readonly Func<VaultDb, PartnerSubject, PartnerId, Task<PersonRow?>> PersonOf = EF.CompileAsyncQuery(
        (VaultDb db, PartnerSubject subject, PartnerId partner) => db.PartnerSubjects.AsNoTracking()
            .Where(s => s.Subject == subject && s.Partner == partner).Join(db.People.AsNoTracking(), s => s.Person, p => p.Id, (s, p) => p).SingleOrDefault());

    private static readonly Func<MainDb, MemberId, IAsyncEnumerable<HeldField>> HeldBy = EF.CompileAsyncQuery(
        (MainDb db, MemberId member) => db.SealedFields.Where(f => f.Member == member).Select(f => new HeldField(f.Field, f.Sealed)));

    /// <summary>Null as subject stands for a text that cannot be one; it is asked and refused like any unknown one.</summary>
    [Keeps("P2"), Keeps("D1")]
    internal async Task<MemberAnswer> ReadAsync(PartnerCaller caller, PartnerSubject? subject, FieldSet asked, Func<string, bool> isHeld)
    {
        var person = subject is { } name ? await FindAsync(name, caller.Partner.Id) : null;
        var questions = Questions(caller, person, asked);
        // Read before the values: a change in between makes the tag too old, never too new.
        IReadOnlyList<HeldField> held = person?.Member is { } member ? await HeldAsync(member) : [];
        var tag = seal.EntityTag(subject.GetValueOrDefault(), asked, held, questions.Select(q => q.Request.Basis));
        if (person is not null && isHeld(tag) && await gate.WouldPermitAllAsync(questions)) return new MemberAnswer.Unchanged(tag);
        var answer = await gate.AskAllAsync(questions);
        if (answer is GateAnswer.Refused refused) return new MemberAnswer.Refused(refused.Reasons);
        if (await RevealAsync(((GateAnswer.Granted)answer).Permits) is not { } values) return new MemberAnswer.Refused([RefusalReason.NoSuchSubject]);
        if (!values.TryGetValue(PersonalField.Email, out var address) || await IsCheckedAsync(person!, address))
            return new MemberAnswer.Opened(tag, seal.Version(subject.GetValueOrDefault(), caller.Agreement.Fields, held), values);
        await gate.RefuseAsync(questions[^1], RefusalReason.AddressUnchecked);
        return new MemberAnswer.Refused([RefusalReason.AddressUnchecked]);
    }

    // INVARIANT: the member may replace the address between the record and the reveal. It is given only if this very address is still
    // the one that was checked, asked after it was opened; else nothing is, and that is recorded.
    private async Task<bool> IsCheckedAsync(PersonRow person, Redacted<string> address)
    {
        var index = keys.AddressIndex(address.Open());
        await using var vault = await vaults.CreateDbContextAsync();
        return await vault.People.AnyAsync(p => p.Id == person.Id && p.AddressChecked && p.AddressIndex == index);
    }

    private static ImmutableArray<Question> Questions(PartnerCaller caller, PersonRow? person, FieldSet asked)
    {
        var addresses = ServiceOffer.AddressesAmong(asked);
        var service = Question(caller, person, LegalBasis.SelectedService, caller.Agreement.Purpose, asked.Except(addresses));
        var contact = Question(caller, person, LegalBasis.Consent, Purpose.ContactByPartner, addresses);
        return addresses.IsEmpty ? [service] : asked == addresses ? [contact] : [service, contact];
    }

    private static Question Question(PartnerCaller caller, PersonRow? person, LegalBasis basis, Purpose purpose, FieldSet asked) => new(
        new DisclosureRequest(
            new Asker.OfPartner(caller.Partner.Id, caller.Credential), RecipientKind.Partner, caller.Partner.Id.Value, purpose, basis, asked),
        EntryKind.Disclosure,
        person,
        caller.Agreement.Id,
        caller.Partner.NameCommitment);

    private async Task<Dictionary<PersonalField, Redacted<string>>?> RevealAsync(ImmutableArray<RecordedPermit> permits)
    {
        var values = new Dictionary<PersonalField, Redacted<string>>();
        foreach (var permit in permits)
        {
            // Gone between the record and the reveal: the record stays, nothing is opened.
            if (await fields.RevealAsync(permit) is not { } opened) return null;
            foreach (var (field, value) in opened) values.Add(field, value);
        }

        return values;
    }

    private async Task<PersonRow?> FindAsync(PartnerSubject subject, PartnerId partner)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        return await PersonOf(vault, subject, partner);
    }

    private async Task<IReadOnlyList<HeldField>> HeldAsync(MemberId member)
    {
        await using var store = await stores.CreateDbContextAsync();
        return await HeldBy(store, member).ToListAsync();
    }
}

/// <summary>What a partner's read gave.</summary>
internal abstract class MemberAnswer
{
    private MemberAnswer()
    {
    }

    /// <summary>The values of the fields asked; a field that holds nothing is left out.</summary>
    internal sealed class Opened(string tag, string version, IReadOnlyDictionary<PersonalField, Redacted<string>> values) : MemberAnswer
    {
        internal string Tag { get; } = tag;

        internal string Version { get; } = version;

        internal IReadOnlyDictionary<PersonalField, Redacted<string>> Values { get; } = values;
    }

    /// <summary>What the partner holds is current, and it might still read it. Nothing was revealed or recorded.</summary>
    internal sealed class Unchanged(string tag) : MemberAnswer
    {
        internal string Tag { get; } = tag;
    }

    /// <summary>Refused, and the refusal is recorded.</summary>
    internal sealed class Refused(ImmutableArray<RefusalReason> reasons) : MemberAnswer
    {
        internal ImmutableArray<RefusalReason> Reasons { get; } = reasons;
    }
}
