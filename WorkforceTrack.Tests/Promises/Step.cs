using System.Collections.Immutable;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Staff;

namespace WorkforceTrack.Tests.Promises;

/// <summary>One thing that happens in an organisation. Members, partners and staff are numbered; what a step makes carries its id.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>What the step is about: two steps about nothing in common may happen in either order.</summary>
    internal abstract ImmutableArray<string> Topics { get; }

    internal sealed record Register(int Member) : Step
    {
        internal override ImmutableArray<string> Topics => [$"member {Member}"];
    }

    internal sealed record CheckAddress(int Member) : Step
    {
        internal override ImmutableArray<string> Topics => [$"member {Member}"];
    }

    internal sealed record AskToLeave(int Member) : Step
    {
        internal override ImmutableArray<string> Topics => [$"member {Member}"];
    }

    internal sealed record Close(int Member) : Step
    {
        internal override ImmutableArray<string> Topics => [$"member {Member}"];
    }

    internal sealed record Give(Guid Consent, int Member, Purpose Purpose, int? Partner, FieldSet Fields, int? Hours) : Step
    {
        internal override ImmutableArray<string> Topics => [$"consent {Consent}"];
    }

    internal sealed record Withdraw(Guid Consent) : Step
    {
        internal override ImmutableArray<string> Topics => [$"consent {Consent}"];
    }

    internal sealed record Begin(Guid Agreement, int Partner, Purpose Purpose, FieldSet Fields, int HoursAhead, int Hours, int Limit) : Step
    {
        internal override ImmutableArray<string> Topics => [$"agreement {Agreement}"];
    }

    internal sealed record End(Guid Agreement) : Step
    {
        internal override ImmutableArray<string> Topics => [$"agreement {Agreement}"];
    }

    internal sealed record Suspend(int Partner) : Step
    {
        internal override ImmutableArray<string> Topics => [$"partner {Partner}"];
    }

    internal sealed record Lift(int Partner) : Step
    {
        internal override ImmutableArray<string> Topics => [$"partner {Partner}"];
    }

    /// <summary>A member selects a service: a consent for the agreement's purpose and partner, and the choice that names it.</summary>
    internal sealed record Select(Guid Consent, Guid Agreement, int Member, FieldSet Fields) : Step
    {
        internal override ImmutableArray<string> Topics => [$"agreement {Agreement}", $"consent {Consent}"];
    }

    /// <summary>A member drops the choice that rests on the consent; the consent itself stays.</summary>
    internal sealed record Drop(Guid Consent, Guid Agreement) : Step
    {
        internal override ImmutableArray<string> Topics => [$"agreement {Agreement}"];
    }

    /// <summary>A partner reads one record under an agreement.</summary>
    internal sealed record Read(Guid Agreement) : Step
    {
        internal override ImmutableArray<string> Topics => [$"reads {Agreement}"];
    }

    internal sealed record Hire(int Staff, StaffRole Role) : Step
    {
        internal override ImmutableArray<string> Topics => [$"staff {Staff}"];
    }

    internal sealed record Dismiss(int Staff) : Step
    {
        internal override ImmutableArray<string> Topics => [$"staff {Staff}"];
    }

    /// <summary>A person of the staff signs for the version in force.</summary>
    internal sealed record Sign(Guid Signature, int Staff) : Step
    {
        internal override ImmutableArray<string> Topics => [$"signature of {Staff}", "policy"];
    }

    internal sealed record Publish(int Major, int Minor, ImmutableArray<DeclaredFlow> Flows, bool IsMaterial) : Step
    {
        internal override ImmutableArray<string> Topics => ["policy"];
    }

    /// <summary>A case stands where it could let fields of one member go, on one of the grounds that need a case.</summary>
    internal sealed record Demand(Guid Case, int Member, LegalBasis Basis, FieldSet Fields) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    internal sealed record Approve(Guid Case, int Staff) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    /// <summary>A person of the staff judges something in a case.</summary>
    internal sealed record Judge(Guid Case, int Staff) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    /// <summary>The member is told; the time to object is in hours.</summary>
    internal sealed record Tell(Guid Case, int Hours) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    /// <summary>An order lets the notice wait.</summary>
    internal sealed record Silence(Guid Case, int Hours) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    internal sealed record Object(Guid Case) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    internal sealed record Settle(Guid Case) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    internal sealed record Hold(Guid Case, FieldSet Fields) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    internal sealed record Shut(Guid Case) : Step
    {
        internal override ImmutableArray<string> Topics => [$"case {Case}"];
    }

    internal sealed record Engage(Guid Engagement, int Member, Purpose Purpose, FieldSet Fields, int HoursAhead, int Hours, bool IsSigned) : Step
    {
        internal override ImmutableArray<string> Topics => [$"engagement {Engagement}"];
    }

    internal sealed record Part(Guid Engagement) : Step
    {
        internal override ImmutableArray<string> Topics => [$"engagement {Engagement}"];
    }

    internal sealed record Pass(int Hours) : Step
    {
        internal override ImmutableArray<string> Topics => [];
    }

    /// <summary>Whether this step and its neighbour may change places.</summary>
    internal bool IsIndependentOf(Step other) => this is not Pass && other is not Pass && !Topics.Any(other.Topics.Contains);
}
