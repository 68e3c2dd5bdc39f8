using System.Collections.Immutable;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>What was written down when a demand came in. It tells of people outside, so it lies sealed and does not print.</summary>
internal sealed record CaseIntake
{
    /// <summary>How it came, as in "by registered letter".</summary>
    public Redacted<string> How { get; init; } = new("");

    /// <summary>The court, agency or party that asks; the members read this name.</summary>
    public Redacted<string> Agency { get; init; } = new("");

    /// <summary>Who signed, with a badge or a bar number.</summary>
    public Redacted<string> Person { get; init; } = new("");

    /// <summary>Official address, found independently of the demand; the members read it as the contact.</summary>
    public Redacted<string> Contact { get; init; } = new("");

    /// <summary>Authority, number, date, statute and jurisdiction of the instrument.</summary>
    public Redacted<string> Instrument { get; init; } = new("");

    /// <summary>What the members are told of it, in plain words.</summary>
    public Redacted<string> Summary { get; init; } = new("");
}

/// <summary>What was written down with a step: lines of a label and a text, in the order in which they are read.</summary>
internal sealed record CaseNote(ImmutableArray<NoteLine> Lines)
{
    internal static CaseNote Empty { get; } = new([]);

    internal static CaseNote Of(params ReadOnlySpan<(string Label, string? Text)> lines)
    {
        var kept = ImmutableArray.CreateBuilder<NoteLine>();
        foreach (var (label, text) in lines)
        {
            if (!string.IsNullOrWhiteSpace(text)) kept.Add(new NoteLine(label, new Redacted<string>(text.Trim())));
        }

        return new CaseNote(kept.DrainToImmutable());
    }
}

internal sealed record NoteLine(string Label, Redacted<string> Text);

/// <summary>A document on its way in or out.</summary>
public sealed record CaseDocument(Redacted<string> Name, byte[] Bytes);
