using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Consents;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Erasure;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Demonstration;

/// <summary>What the made-up people did, one story each.</summary>
internal sealed class DemonstrationStories(
    SelectService select, DropService drop, GiveConsent give, ReadMember read, OpenRecord openRecord,
    AskToLeave leave, PolicyInForce policy, IDbContextFactory<VaultDb> vaults)
{
    internal async Task TellAsync(
        IReadOnlyDictionary<string, Caller.Member> members, IReadOnlyDictionary<string, Caller.OfStaff> staff, IReadOnlyList<DemonstrationCredential> credentials)
    {
        var (jobs, courses) = (credentials[0], credentials[1]);
        foreach (var credential in credentials) await SelectAsync(members["alice"], credential, withAddresses: true);
        await give.InTheHouseAsync(members["alice"], Purpose.News, new Shown(policy.Version!.FlowFor(RecipientKind.Platform, null, Purpose.News, LegalBasis.Consent)!.Fields, policy.Version.Number));
        await SelectAsync(members["bo"], jobs, withAddresses: false);
        await SelectAsync(members["fatima"], courses, withAddresses: true);
        await SelectAsync(members["ivo"], jobs, withAddresses: true);
        await SelectAsync(members["eli"], jobs, withAddresses: false);

        await ReadAsync(jobs, members["alice"], FieldSet.Of(PersonalField.DisplayName, PersonalField.Region, PersonalField.Skills));
        await ReadAsync(jobs, members["alice"], FieldSet.Of(PersonalField.DisplayName, PersonalField.Email));
        await ReadAsync(courses, members["alice"], FieldSet.Of(PersonalField.DisplayName, PersonalField.Skills, PersonalField.Languages));
        await ReadAsync(jobs, members["bo"], FieldSet.Of(PersonalField.DisplayName, PersonalField.Skills));
        await ReadAsync(courses, members["fatima"], FieldSet.Of(PersonalField.DisplayName, PersonalField.Languages));

        await drop.DropAsync(members["bo"], jobs.Service);
        // Refused: bo has withdrawn, and nobody may ask for a birth date.
        await ReadAsync(jobs, members["bo"], FieldSet.Of(PersonalField.DisplayName, PersonalField.Skills));
        await ReadAsync(jobs, members["alice"], FieldSet.Of(PersonalField.DisplayName, PersonalField.BirthDate));

        await LookAsync(staff["sam"], "goran", Purpose.GiveSupport, "Called to say that the password letter did not arrive.");
        await LookAsync(staff["sam"], "alice", Purpose.AnswerRequest, "Asked by mail which languages our courses are held in.");
        await LookAsync(staff["priya"], "dana", Purpose.AnswerRequest, "Asked what is held and for how long.");

        await leave.BeginAsync(members["cy"]);
    }

    private async Task SelectAsync(Caller.Member member, DemonstrationCredential credential, bool withAddresses)
    {
        var terms = credential.Caller.Agreement.ToAgreement(suspended: false);
        await select.SelectAsync(member, credential.Service, new Shown(ServiceOffer.FieldsOf(terms), policy.Version!.Number));
        if (withAddresses)
            await give.ToPartnerAsync(member, credential.Caller.Partner.Id, new Shown(ServiceOffer.AddressesOf(terms), policy.Version.Number));
    }

    private async Task ReadAsync(DemonstrationCredential credential, Caller.Member member, FieldSet fields)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        var subject = await vault.PartnerSubjects.AsNoTracking()
            .SingleAsync(s => s.Person == member.Person.Id && s.Partner == credential.Caller.Partner.Id);
        await read.ReadAsync(credential.Caller, subject.Subject, fields, isHeld: _ => false);
    }

    private Task<StaffLook> LookAsync(Caller.OfStaff staff, string userId, Purpose purpose, string reason) => openRecord.OpenAsync(
        staff,
        new LookRequest(purpose, new Redacted<string>(userId), new Redacted<string>(reason), policy.Version!.FlowFor(RecipientKind.Staff, null, purpose, LegalBasis.InternalUse)!.Fields));
}
