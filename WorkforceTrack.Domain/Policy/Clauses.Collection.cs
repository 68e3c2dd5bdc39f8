using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Policy;

internal static partial class Clauses
{
    internal static readonly ImmutableArray<Clause> Collection =
    [
        Kept(
            "C1",
            "What we ask when you join",
            "To join, you choose a user ID and a password, and give us a mail address and a name to call you by. "
            + "Everything else is up to you, and each question says why we ask it.",
            "The form is made from the table of fields on this page. Only what is marked there as required must be filled in."),
        KeptInPart(
            "C2",
            "Mail you can turn down",
            "You decide which mail you want. Mail about your account and legal notices always reach you, and serve nothing else.",
            "News goes only to members who said yes to it. A switch for each kind of mail, and a link to stop it in each message, are still to come."),
        Kept(
            "C3",
            "Nothing behind your back",
            "We collect, use and share your data only if you know of it and approve. Each approval is for one purpose, and you get a receipt. "
            + "Taking it back is as easy as giving it, and works at once.",
            "Every use passes one gate, which asks for your live approval or for another ground that this page names. Without one, it refuses. "
            + "Whoever is invited is nobody here until accepting: no use can be about such a person."),
        Kept(
            "C4",
            "Just looking",
            "If you only visit, you leave nothing but lines in our web log. If you write to us, we use your message to answer you, "
            + "and erase it some time after that.",
            "A message lies under a key of its own. Every look at it is recorded, nothing passes it on, and a daily sweep destroys it and its key a set time after the answer."),
        NotYetKept(
            "C5",
            "Stop means stop",
            "Anyone who gets mail from us can end it by asking, without logging in. We remember that wish even after you leave, "
            + "in a form from which your address cannot be read.",
            "The program cannot do this yet. It will come together with the mail settings."),
    ];
}
