using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Disclosures;

/// <summary>Why a text is no stated reason.</summary>
public enum ReasonFault
{
    Missing,
    TooShort,
    TooLong,
    NotReadable,
}

/// <summary>What a person of the staff types as the reason for opening a record (D2): a few words that others can read.</summary>
public static class ReasonRules
{
    public const int Shortest = 3;
    public const int Longest = 500;

    /// <summary>The text on one line, without space around it.</summary>
    public static string Tidy(string? typed) => string.Join(' ', (typed ?? "").Split(['\r', '\n', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is wrong with a tidy text; null when it is a reason.</summary>
    [Keeps("D2")]
    public static ReasonFault? FaultOf(string tidy)
    {
        if (tidy.Length == 0) return ReasonFault.Missing;
        if (!PlainText.IsReadable(tidy)) return ReasonFault.NotReadable;
        if (!PlainText.IsVisible(tidy)) return ReasonFault.Missing;
        var length = PlainText.Length(tidy);
        return length < Shortest ? ReasonFault.TooShort : length > Longest ? ReasonFault.TooLong : null;
    }

    public static string Words(ReasonFault fault) => fault switch
    {
        ReasonFault.Missing => "Please say in a few words why you need this record.",
        ReasonFault.TooShort => "Please say a little more, so that others understand why.",
        ReasonFault.TooLong => $"Please shorten this to at most {Longest} characters.",
        ReasonFault.NotReadable => "Something in here cannot be read as text. Please type it again, with letters, numbers and ordinary signs.",
    };
}
