using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Disclosures;

/// <summary>What stands beside a mail address that nobody has shown to be the member's own, wherever others read it (A3).</summary>
[Keeps("A3")]
internal static class UncheckedAddress
{
    internal static string? Words(PersonalField field, bool isChecked) => field == PersonalField.Email && !isChecked ? "Not checked: it may be somebody else's. Do not write to it about the member." : null;
}
