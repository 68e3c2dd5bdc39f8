using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Engagements;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.App.SignIn;

/// <summary>Who acts, as read from a live session. Every use case takes one and checks it; pages never do.</summary>
internal abstract class Caller
{
    private Caller()
    {
    }

    /// <summary>Nobody signed in, or a session that ended.</summary>
    internal sealed class Visitor : Caller;

    /// <summary>A member in a live session.</summary>
    internal sealed class Member(PersonRow person, SessionRow session) : Caller
    {
        /// <summary>The vault's row, as read for this operation.</summary>
        internal PersonRow Person { get; } = person;

        internal SessionRow Session { get; } = session;

        internal MemberId Id => Person.Member!.Value;

        internal Asker Asker => new Asker.TheMember(Id, Session.Access);
    }

    /// <summary>A person of the staff in a live session.</summary>
    internal sealed class OfStaff(PersonRow person, SessionRow session, StaffRole role) : Caller
    {
        internal PersonRow Person { get; } = person;

        internal SessionRow Session { get; } = session;

        internal StaffId Id => Person.Staff!.Value;

        internal StaffRole Role { get; } = role;

        internal Asker Asker => new Asker.OfStaff(Id, Role);
    }

    /// <summary>An auditor or a consultant in a live session, while the engagement lets the person in.</summary>
    internal sealed class OfEngagement(PersonRow person, SessionRow session, SignedEngagement engagement) : Caller
    {
        internal PersonRow Person { get; } = person;

        internal SessionRow Session { get; } = session;

        /// <summary>The engagement, as read for this operation.</summary>
        internal SignedEngagement Engagement { get; } = engagement;

        internal Asker Asker => new Asker.OfEngagement(Engagement.Id, Person.Engaged!.Value);
    }

    /// <summary>The same before a second factor is set up: nothing may be done before (SE1).</summary>
    internal sealed class EngagedToSecure(PersonRow person, SessionRow session) : Caller
    {
        internal PersonRow Person { get; } = person;

        internal SessionRow Session { get; } = session;
    }

    /// <summary>A person of the staff who has yet to set up a second factor, and may do nothing before (SE1).</summary>
    internal sealed class StaffToSecure(PersonRow person, SessionRow session) : Caller
    {
        internal PersonRow Person { get; } = person;

        internal SessionRow Session { get; } = session;
    }
}
