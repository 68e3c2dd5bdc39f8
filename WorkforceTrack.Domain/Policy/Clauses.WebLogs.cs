using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> WebLogs =
    [
        Kept(
            "W1",
            "What the web log notes",
            "When a page is opened, the log may note the network address and its domain, browser and operating system, date and time, "
            + "the page, and where the visit came from. It notes nothing else.",
            "A line has a place for these seven fields and for no other. Of a page it holds the pattern, without numbers or names in it; the domain is left out unless we switch it on."),
        Kept(
            "W2",
            "What the log is for",
            "The log helps us to see which pages people like, to shape the site and to keep it running.",
            "Our staff see rounded numbers of pages, of sites that visitors came from, and of browsers. Small numbers all read the same, and no address is shown."),
        Kept(
            "W3",
            "The log is not about you",
            "We do not normally use the log to find out who someone is. After a short while we cut the addresses in it short.",
            "The program cuts addresses by itself after a set time and removes old files. Outside an incident, nobody can look a person or an address up."),
        Kept(
            "W4",
            "Unless someone attacks",
            "If the site is attacked, the log may help to find out by whom. Two people then open it together, give their reason, "
            + "and the ledger keeps it.",
            "The lines open only inside an incident, for two people who are there at the same moment, and only those that they agreed on. Each look is an entry."),
        Kept(
            "W5",
            "What the police may get",
            "If there is evidence of an attack, we may hand the lines about it to law enforcement. Other lines stay here, "
            + "and the ledger shows what was given.",
            "Two others must approve, and the program packs no other lines. What was given is bound by an entry, and destroyed here some time after the close."),
    ];
}
