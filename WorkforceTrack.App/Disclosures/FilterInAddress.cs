using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.Disclosures;

/// <summary>A filter as the query of an address, so that a view of the ledger can be kept as a link. Nothing personal can stand in it.</summary>
internal static class FilterInAddress
{
    private const string PartnerMark = "partner-";
    private const string StaffMark = "staff-";

    internal static string ValueOf(PartnerId partner) => PartnerMark + partner.Value.ToString("N");

    internal static string ValueOf(StaffRole role) => StaffMark + Names.Of(role);

    /// <summary>Reads what stands in an address; false when a part of it means nothing, which is left out then.</summary>
    internal static bool TryRead(string? kind, string? recipient, string? purpose, string? from, string? to, string? refused, out EntryFilter filter)
    {
        var all = true;
        filter = new EntryFilter(
            Named<EntryKind>(kind, ref all),
            Staff: StaffIn(recipient),
            Partner: PartnerIn(recipient),
            Purpose: Named<Purpose>(purpose, ref all),
            From: Day(from, ref all),
            To: Day(to, ref all),
            RefusedOnly: refused is not (null or ""));
        return all && (string.IsNullOrEmpty(recipient) || filter.Staff is not null || filter.Partner is not null);
    }

    /// <summary>The address of a page under the filter.</summary>
    internal static string Write(string path, EntryFilter filter, long? before = null, long? after = null)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["kind"] = filter.Kind is { } kind ? Names.Of(kind) : null,
            ["recipient"] = RecipientOf(filter),
            ["purpose"] = filter.Purpose is { } purpose ? Names.Of(purpose) : null,
            ["from"] = Text(filter.From),
            ["to"] = Text(filter.To),
            ["refused"] = filter.RefusedOnly ? "true" : null,
            ["before"] = before?.ToString(CultureInfo.InvariantCulture),
            ["after"] = after?.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(path, query.Where(part => part.Value is not null));
    }

    internal static string? RecipientOf(EntryFilter filter) =>
        filter.Partner is { } partner ? ValueOf(partner)
        : filter.Staff is { } role ? ValueOf(Enum.GetValues<StaffRole>().Single(r => Roles.Of(r) == role))
        : null;

    internal static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T? Named<T>(string? name, ref bool all) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(name)) return null;
        if (Names.TryParse<T>(name, out var value)) return value;
        all = false;
        return null;
    }

    private static DateOnly? Day(string? text, ref bool all)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        all = false;
        return null;
    }

    private static PartnerId? PartnerIn(string? text) =>
        text?.StartsWith(PartnerMark, StringComparison.Ordinal) == true && Guid.TryParseExact(text[PartnerMark.Length..], "N", out var id) ? new PartnerId(id) : null;

    private static ActorRole? StaffIn(string? text) =>
        text?.StartsWith(StaffMark, StringComparison.Ordinal) == true && Names.TryParse<StaffRole>(text[StaffMark.Length..], out var role) ? Roles.Of(role) : null;
}
