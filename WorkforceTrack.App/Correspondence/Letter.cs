using System.Collections.Immutable;
using System.Net;
using WorkforceTrack.App.Shell;
using WorkforceTrack.Domain.Correspondence;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Correspondence;

/// <summary>What a mail says: a subject and short paragraphs. No secret stands in a link, but for an invitation: a code is typed by the person.</summary>
internal sealed class Letter
{
    private readonly ImmutableArray<Paragraph> paragraphs;

    private Letter(string subject, ImmutableArray<Paragraph> paragraphs)
    {
        Subject = subject;
        this.paragraphs = paragraphs;
    }

    private enum Shape
    {
        Words,
        Code,
        Link,
    }

    internal string Subject { get; }

    internal static Letter Of(MailTemplate template, MailParameters with, Redacted<string>? name, OrganisationOptions organisation)
    {
        Paragraph Page(string path) => new(Shape.Link, organisation.PublicOrigin.TrimEnd('/') + path);
        Paragraph[] code = with is { Code: { } secret, Until: { } until }
            ? [new(Shape.Code, MailedCode.Shown(secret.Open())), $"It works once, until {until.UtcDateTime:d MMMM yyyy, HH:mm} UTC."]
            : [];
        Paragraph[] notYou = ["If it was not you, choose a new password at once, and write to us.", Page("/forgot")];
        (string subject, Paragraph[] body) = template switch
        {
            MailTemplate.CheckAddress => ("Check your mail address", (Paragraph[])
            [
                $"This address was given to {organisation.Name} as the address of a member. If it was you, show that it is yours: log in, open the page below and type this code.",
                .. code,
                Page("/me/address"),
                "If it was not you, do nothing. Without the code the address counts as unchecked and is given to nobody.",
            ]),
            MailTemplate.ResetPassword => ("Choose a new password",
            [
                "A new password was asked for, for your account. If it was you, open the page below and type your user ID, this code and the new password.",
                .. code,
                Page("/reset"),
                "If it was not you, do nothing. Your password stays as it is.",
            ]),
            MailTemplate.AlreadyRegistered => ("You have an account already",
            [
                $"Someone, perhaps you, registered or changed an account at {organisation.Name} with this address. The address belongs to the account that you have already, and stays with it.",
                "If it was you, log in with the user ID of your first account. If you forgot the password, choose a new one here.",
                Page("/forgot"),
                "If it was not you, do nothing. Nothing of yours was shown or changed.",
            ]),
            MailTemplate.PasswordChanged => ("Your password was changed",
            [
                "The password of your account was changed, and other devices were logged off.",
                .. notYou,
            ]),
            MailTemplate.SecondFactorOn => ("A second factor was turned on",
            [
                "From now on a log-in to your account asks for a code from an authenticator as well.",
                .. notYou,
            ]),
            MailTemplate.SecondFactorOff => ("Your second factor was turned off",
            [
                "From now on a log-in to your account asks for the password alone.",
                .. notYou,
            ]),
            MailTemplate.RecoveryCodesMade => ("New recovery codes were made",
            [
                "Your account has new recovery codes. The old ones work no longer.",
                .. notYou,
            ]),
            MailTemplate.LegalNotice => ("Your data was demanded by law",
            [
                $"Somebody outside {organisation.Name} asks in law for data about you. Log in and open the page below: it shows who asks, for what, and what we hold of it.",
                "If nothing was given yet, the page also says until when you can object, and how.",
                Page("/me/cases"),
                "This mail names nobody and nothing, so that nobody else learns of it from your mailbox.",
            ]),
            MailTemplate.EngagementInvitation => ($"Your log-in at {organisation.Name}",
            [
                $"You are named in an engagement with {organisation.Name}. To begin, open the page below and type the user ID that was agreed with you, this code, and a password of your own.",
                .. code,
                Page("/reset"),
                "The log-in ends with the engagement. If the code is too old, ask for a new one here.",
                Page("/forgot"),
                $"If you know of no such engagement, do nothing, and write to us: {organisation.SupportAddress}",
            ]),
            MailTemplate.CertificateReminder => ("Return or destroy what you received",
            [
                $"Your engagement with {organisation.Name} has ended, and with it the log-ins of everyone who worked under it.",
                "Please return or destroy the data of our members that you received, as the signed document says, and send us the certificate. We can tell you exactly which data it is.",
                $"Send it to {organisation.SupportAddress}. We ask again until we have it.",
            ]),
            MailTemplate.Leaving => ($"You are leaving {organisation.Name}",
            [
                $"You asked to leave. Your account rests from now on, and on {with.Until?.UtcDateTime:d MMMM yyyy, HH:mm} UTC everything that we hold of you is erased. Only what the law makes us hold back stays longer, and goes by itself as soon as it may.",
                "Until then you can change your mind: log in and open the page below. After that nobody can bring it back, we neither.",
                Page("/me/leave"),
                .. notYou,
            ]),
            MailTemplate.ReviewData => ("Is your data still right?",
            [
                $"It is some time since you last looked over what {organisation.Name} holds about you. Please log in and open the page below: correct what has changed, or say with one button that everything is right.",
                Page("/me/data"),
                "If you do nothing, nothing changes. We ask again after the same time.",
            ]),
            MailTemplate.Invitation => ($"An invitation to {organisation.Name}",
            [
                $"You are invited to become a member of {organisation.Name}. Your mail address was given to us for this invitation alone. The page below says what a membership is, and what is asked; nothing happens unless you accept.",
                .. with.Code is { } link ? [Page($"/invitation/{link.Open()}")] : Array.Empty<Paragraph>(),
                "On the same page you can decline. Then we erase your address at once." + (with.Until is { } last ? $" If you do nothing, we erase it after {last.UtcDateTime:d MMMM yyyy}." : ""),
                "The link is for you alone: whoever has it can accept in your place.",
            ]),
            MailTemplate.AddressChanged => ("Your mail address was changed",
            [
                "The mail address of your account was changed. From now on we write to the new one; this is the last mail to this address.",
                $"If it was not you, write to us at once: {organisation.SupportAddress}",
            ]),
        };
        return new Letter(subject, [name is { } known ? $"Hello {known.Open()}," : "Hello,", .. body, $"{organisation.Name}\n{organisation.SupportAddress}"]);
    }

    internal string Text() => string.Join("\n\n", paragraphs.Select(p => p.Shape == Shape.Words ? p.Words : $"    {p.Words}")) + "\n";

    internal string Html() =>
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{Encode(Subject)}</title></head>\n<body>\n{string.Join('\n', paragraphs.Select(Html))}\n</body>\n</html>\n";

    private static string Html(Paragraph paragraph) => paragraph.Shape switch
    {
        Shape.Words => $"<p>{Encode(paragraph.Words).Replace("\n", "<br>", StringComparison.Ordinal)}</p>",
        Shape.Code => $"<p><strong style=\"font-family: monospace; font-size: 1.4em\">{Encode(paragraph.Words)}</strong></p>",
        Shape.Link => $"<p><a href=\"{Encode(paragraph.Words)}\">{Encode(paragraph.Words)}</a></p>",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private sealed record Paragraph(Shape Shape, string Words)
    {
        public static implicit operator Paragraph(string words) => new(Shape.Words, words);

        public override string ToString() => "(redacted)";
    }
}
