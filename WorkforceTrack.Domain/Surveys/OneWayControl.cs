using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>
/// Whether a one-way table is shown, by itself (S5). A function of the print alone. Options are not merged when the audit fails:
/// a reader who sees them merged knows that it failed, and with that most often the hidden count itself.
/// </summary>
[Keeps("S5")]
internal static class OneWayControl
{
    internal static bool IsShown(OneWayPrint print) => !print.KeepsOthersCompany() && OneWayAudit.Holds(print);
}
