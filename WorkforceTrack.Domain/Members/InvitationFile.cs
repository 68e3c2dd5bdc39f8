using System.Text;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Members;

/// <summary>
/// Reads a list of people to invite (C3): comma- or semicolon-separated values with a header, as in RFC 4180, but one person on one line, so
/// that a mark left open spoils no other line.
/// </summary>
public sealed class InvitationFile
{
    /// <summary>Most characters of a line; what is longer is no person.</summary>
    public const int LongestLine = 2_000;

    private readonly char separator;
    private readonly int columns;
    private readonly int address;
    private readonly int? name;

    private InvitationFile(char separator, int columns, int address, int? name) => (this.separator, this.columns, this.address, this.name) = (separator, columns, address, name);

    /// <summary>Reads the first line: email, and name where there is one, in any order. Null when it is no such header.</summary>
    public static InvitationFile? Under(string header)
    {
        var parting = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        if (Split(header, parting) is not { } titles) return null;
        var named = titles.ConvertAll(t => t.Trim().ToLowerInvariant());
        var (at, called) = (named.IndexOf("email"), named.IndexOf("name"));
        return at < 0 || named.Count > 2 || (named.Count == 2 && called < 0) ? null : new InvitationFile(parting, named.Count, at, called < 0 ? null : called);
    }

    /// <summary>Reads one line, judged by the rules of the fields.</summary>
    [Keeps("C3")]
    public InvitationLine Read(string line, DateOnly today)
    {
        if (line.Length > LongestLine) return new InvitationLine.Unfit(LineFault.TooLong);
        // What stands in the place of bytes that are no UTF-8.
        if (line.Contains('\uFFFD', StringComparison.Ordinal)) return new InvitationLine.Unfit(LineFault.NotUtf8);
        if (Split(line, separator) is not { } values) return new InvitationLine.Unfit(LineFault.OpenMark);
        if (values.Count > columns) return new InvitationLine.Unfit(LineFault.TooManyValues);
        var typed = Value(values, address);
        if (FieldRules.Check(PersonalField.Email, typed, today) is not FieldAnswer.Accepted known) return new InvitationLine.Unfit(LineFault.Address);
        if (name is not { } at || Value(values, at) is not { } called || string.IsNullOrWhiteSpace(called)) return new InvitationLine.Fit(known.Value, null);
        return FieldRules.Check(PersonalField.DisplayName, called, today) is FieldAnswer.Accepted accepted
            ? new InvitationLine.Fit(known.Value, accepted.Value)
            : new InvitationLine.Unfit(LineFault.Name);
    }

    private static string Value(List<string> values, int at) => at < values.Count ? values[at] : "";

    // RFC 4180 within one line; null when a quotation mark is left open, or something stands behind a closed one.
    private static List<string>? Split(string line, char separator)
    {
        var values = new List<string>();
        for (var at = 0; ;)
        {
            var text = new StringBuilder();
            if (at < line.Length && line[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (at == line.Length) return null;
                    if (line[at] != '"') text.Append(line[at]);
                    else if (at + 1 < line.Length && line[at + 1] == '"') text.Append(line[++at]);
                    else break;
                }

                at++;
                if (at < line.Length && line[at] != separator) return null;
            }
            else
            {
                for (; at < line.Length && line[at] != separator; at++) text.Append(line[at]);
            }

            values.Add(text.ToString());
            if (at >= line.Length) return values;
            at++;
        }
    }
}

/// <summary>One line of a list of people to invite.</summary>
public abstract class InvitationLine
{
    private InvitationLine()
    {
    }

    /// <summary>A person who can be invited.</summary>
    public sealed class Fit(Redacted<string> address, Redacted<string>? name) : InvitationLine
    {
        public Redacted<string> Address { get; } = address;

        public Redacted<string>? Name { get; } = name;
    }

    /// <summary>No such person stands there.</summary>
    public sealed class Unfit(LineFault fault) : InvitationLine
    {
        public LineFault Fault { get; } = fault;
    }
}

/// <summary>Why nobody can be invited by a line.</summary>
public enum LineFault
{
    /// <summary>Longer than a person's line can be.</summary>
    TooLong,

    /// <summary>Bytes that are no UTF-8.</summary>
    NotUtf8,

    /// <summary>A quotation mark that is not closed, or something behind a closed one.</summary>
    OpenMark,

    /// <summary>More values than the header has columns.</summary>
    TooManyValues,

    /// <summary>No mail address, or not one in form.</summary>
    Address,

    /// <summary>A name that cannot be one.</summary>
    Name,
}
