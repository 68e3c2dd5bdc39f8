using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Cookies =
    [
        Kept(
            "K1",
            "Only to keep you logged in",
            "Our cookies let you move from page to page while you are logged in. They do nothing else and follow you nowhere.",
            "The program sets only cookies that end with the session, and asks no other site for anything. Beside them it keeps your place in a survey, in that tab alone."),
        Kept(
            "K2",
            "Gone when you go",
            "The cookies are gone when you log off and when you close the browser.",
            "Logging off also ends the session on our side, in every open tab, so a copied cookie opens nothing."),
        Kept(
            "K3",
            "If cookies are blocked",
            "Without these cookies you cannot log in. If your browser blocks them, a plain page tells you what is needed and why.",
            "That page works without any cookie."),
        NotYetKept(
            "K4",
            "Cookies elsewhere",
            "Other sites have cookie rules of their own. Before a link takes you away from here, we tell you so.",
            "The page that tells you is still to come."),
    ];
}
