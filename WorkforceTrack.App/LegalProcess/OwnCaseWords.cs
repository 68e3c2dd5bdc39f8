using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>How a member reads of a demand: spoken to, in plain words (D7).</summary>
internal static class OwnCaseWords
{
    /// <summary>What such a demand is, for people who have never met one.</summary>
    internal static string WhatItIs(CaseKind kind) => kind switch
    {
        CaseKind.InformalRequest => "An informal request: no law makes us answer it.",
        CaseKind.CivilSubpoena => "A subpoena in a civil lawsuit: one side of the lawsuit demands it, with the power of a court behind it.",
        CaseKind.AdministrativeSubpoena => "A subpoena of a public office: the office demands it by a power of its own.",
        CaseKind.CriminalSubpoena => "A subpoena in a criminal matter: a prosecutor or a grand jury demands it.",
        CaseKind.CourtOrder => "A court order: a judge has ordered it.",
        CaseKind.SearchWarrant => "A search warrant: a judge has allowed the police to take it.",
        CaseKind.PreservationRequest => "A request to keep data, not to give it. What it names cannot be erased for a while, and nothing was given.",
        CaseKind.EmergencyRequest => "An emergency: somebody's life or health was in imminent danger, and the data could help.",
        CaseKind.ForeignRequest => "A request from abroad that a court or an office of our own country has made its own.",
        CaseKind.Regulator => "A demand by an office that supervises organisations like ours.",
        CaseKind.OwnClaim => "A legal claim that we must make or meet ourselves.",
    };

    internal static (string Words, Tone Tone) State(OwnCase own) => own switch
    {
        { ProducedAt: not null } => ("Your data was given", Tone.Warn),
        { Objection.IsSustained: true } => ("Your objection succeeded", Tone.Good),
        { IsOver: true } => ("Over, nothing was given", Tone.Good),
        { Objection: { IsSustained: null } } => ("Stopped by your objection", Tone.Good),
        { CanObject: true } => ("You can object", Tone.Warn),
        { Kind: CaseKind.PreservationRequest } => ("Kept, not given", Tone.Calm),
        { Approved.IsEmpty: true } => ("Nothing of yours is asked for any more", Tone.Good),
        _ => ("Being decided", Tone.Calm),
    };
}
