using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.LegalProcess;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.LegalProcess;

/// <summary>Fields and periods in words.</summary>
internal static class CaseFieldWords
{
    internal static string Of(FieldSet fields) => string.Join(", ", fields.Select(EntryWords.Of));

    internal static string Of(CasePeriod period) => $"{period.From:d MMM yyyy} to {period.To:d MMM yyyy}";
}
