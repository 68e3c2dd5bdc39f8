using WorkforceTrack.Domain.LegalProcess;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Answers to whoever asks, ready to be sent. Staff may change them; what they tell is what the case says.</summary>
internal static class CaseLetters
{
    /// <summary>To somebody whom no law lets ask.</summary>
    internal static string Informal(string organisation, string reference) =>
        $"""
        Our reference: {reference}

        Thank you for your letter. We give information about members only where the law obliges us, or where the member has agreed. An informal request does neither, so we give nothing, and we neither confirm nor deny that somebody is a member.

        If you hold a court order, a subpoena or a warrant, please send it to us with the name and the official address of whoever issued it. We answer each one.

        {organisation}
        """;

    /// <summary>The answer that fits where the case stands; null when none is to be sent.</summary>
    internal static (string Title, string Text)? For(CaseReading.Opened reading, string organisation) => reading.Case switch
    {
        RefusedCase { File.Kind: CaseKind.InformalRequest } => ("Answer to send", Informal(organisation, reading.Reference)),
        ReturnedCase => ("Answer to send", Returned(organisation, reading.Reference, Said(reading, CaseLines.Defect))),
        NarrowingCase => ("Letter to send", Overbroad(organisation, reading.Reference, Said(reading, CaseLines.TooMuch))),
        _ => null,
    };

    private static string Returned(string organisation, string reference, string defect) =>
        $"""
        Our reference: {reference}

        We return your demand, because it does not oblige us as it stands:

        {defect}

        We have given nothing. A demand that mends this will be dealt with as a new one.

        {organisation}
        """;

    private static string Overbroad(string organisation, string reference, string tooMuch) =>
        $"""
        Our reference: {reference}

        Your demand asks for more than it can:

        {tooMuch}

        Please tell us in writing what you ask for now. Until then we give nothing; what you asked for is kept on hold.

        {organisation}
        """;

    private static string Said(CaseReading.Opened reading, string label) =>
        reading.Steps.SelectMany(step => step.Note.Lines).LastOrDefault(line => line.Label == label)?.Text.Open() ?? "";
}
