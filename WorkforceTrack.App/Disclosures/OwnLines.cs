using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Disclosures;

/// <summary>How a member reads a line of the own ledger: spoken to, in whole sentences.</summary>
internal static class OwnLines
{
    /// <summary>What is drawn together: own looks of a day, and refusals of a day to the same asker. Everything else stands alone.</summary>
    internal static object KeyOf(LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.OwnAccess => (entry.Kind, Day(entry)),
        EntryKind.Refusal => (entry.Kind, Day(entry), entry.Role, entry.Recipient),
        _ => entry.Id,
    };

    internal static string Title(OwnLine line)
    {
        var entry = line.Newest.Entry;
        var times = line.Entries.Length;
        return entry.Kind switch
        {
            EntryKind.Use => entry.Purpose is { } purpose ? $"{Asker(line)} used your data {PolicyWords.To(purpose)}" : $"{Asker(line)} used your data",
            EntryKind.Disclosure => entry.RecipientKind == RecipientKind.Authority ? Given(line) : $"{Asker(line)} read your data",
            EntryKind.Refusal => times == 1 ? $"{Asker(line)} asked for your data and got nothing" : $"{Asker(line)} asked for your data {times} times and got nothing",
            EntryKind.StaffLook => $"{Asker(line)} opened your record",
            EntryKind.OwnAccess => times == 1 ? "You looked at your data" : $"You looked at your data, in {times} sessions",
            EntryKind.Export => "You took your data away as a file",
            EntryKind.Correction => "You changed what we hold",
            EntryKind.Collection => "You gave us your data",
            EntryKind.Consent => line.Newest.Partner is { } partner ? $"You approved a use by {partner.Name}" : "You approved a use of your data",
            EntryKind.Withdrawal => line.Newest.Partner is { } partner ? $"Your approval for {partner.Name} ended" : "An approval of yours ended",
            EntryKind.Notice => entry.RecipientKind == RecipientKind.Authority ? "We told you that your data was demanded" : "We told you something",
            EntryKind.Engagement => $"{line.Newest.Partner?.Name ?? Asker(ActorRole.Engaged)} may read some of your data, for a time",
            EntryKind.Hold => "Some of your data was put on hold, or released from it",
            EntryKind.Objection => entry.Role == ActorRole.Member ? "You objected to a demand for your data" : "Your objection was decided",
            EntryKind.Credential => "The way you log in was changed",
            EntryKind.Erasure => "Your data was removed",
            EntryKind.Policy or EntryKind.Adherence or EntryKind.Agreement or EntryKind.Sweep or EntryKind.Checkpoint
                or EntryKind.SurveyOpened or EntryKind.SurveyClosed or EntryKind.SurveyReleased or EntryKind.CommentsRead or EntryKind.Case or EntryKind.Incident
                or EntryKind.Backup or EntryKind.Restored => EntryWords.About(entry.Kind).TrimEnd('.'),
        };
    }

    /// <summary>Who acted: a partner by name, staff by role and never by name (CJEU C-579/21).</summary>
    internal static string Asker(OwnLine line) => line.Newest.Partner?.Name ?? Asker(line.Newest.Entry.Role);

    internal static string Asker(ActorRole role) => role switch
    {
        ActorRole.Member => "You",
        ActorRole.PrivacyOfficer => "Our privacy officer",
        ActorRole.Counsel => "Our counsel",
        ActorRole.Management => "Our management",
        ActorRole.Support => "Our support",
        ActorRole.Security => "Our security",
        ActorRole.Partner => "A partner",
        ActorRole.Platform => "The program",
        ActorRole.Engaged => "An auditor or a consultant",
    };

    private static string Given(OwnLine line) => line.Newest.Partner is { } authority ? $"Your data was given to {authority.Name}" : "Your data was given to an authority";

    internal static Tone Tone(EntryKind kind) => kind switch
    {
        EntryKind.Disclosure or EntryKind.StaffLook => Shell.Tone.Warn,
        EntryKind.Refusal => Shell.Tone.Bad,
        EntryKind.Consent => Shell.Tone.Good,
        _ => Shell.Tone.Calm,
    };

    internal static Glyph Glyph(EntryKind kind) => kind switch
    {
        EntryKind.Disclosure => Shell.Glyph.Out,
        EntryKind.StaffLook => Shell.Glyph.Staff,
        EntryKind.Refusal => Shell.Glyph.Stop,
        EntryKind.OwnAccess => Shell.Glyph.Eye,
        EntryKind.Export => Shell.Glyph.Download,
        EntryKind.Collection or EntryKind.Correction => Shell.Glyph.Person,
        EntryKind.Consent => Shell.Glyph.Check,
        EntryKind.Withdrawal => Shell.Glyph.Cross,
        EntryKind.Credential => Shell.Glyph.Key,
        _ => Shell.Glyph.Paper,
    };

    private static DateOnly Day(LedgerEntry entry) => DateOnly.FromDateTime(entry.At.Moment.UtcDateTime);
}
