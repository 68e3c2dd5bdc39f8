using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    private const string NoWebLogYet = "The program writes no web log yet. This promise starts with its first line.";

    internal static readonly ImmutableArray<Clause> WebLogs =
    [
        NotYetKept(
            "W1",
            "What the web log notes",
            "When a page is opened, the log may note the network address and its domain, browser and operating system, date and time, "
            + "the page, and where the visit came from. It notes nothing else.",
            NoWebLogYet),
        NotYetKept(
            "W2",
            "What the log is for",
            "The log helps us to see which pages people like, to shape the site and to keep it running.",
            NoWebLogYet),
        NotYetKept(
            "W3",
            "The log is not about you",
            "We do not normally use the log to find out who someone is. After a short while we cut the addresses in it short.",
            NoWebLogYet),
        NotYetKept(
            "W4",
            "Unless someone attacks",
            "If the site is attacked, the log may help to find out by whom. Two people then open it together, give their reason, "
            + "and the ledger keeps it.",
            NoWebLogYet),
        NotYetKept(
            "W5",
            "What the police may get",
            "If there is evidence of an attack, we may hand the lines about it to law enforcement. Other lines stay here, "
            + "and the ledger shows what was given.",
            NoWebLogYet),
    ];
}
