using Microsoft.AspNetCore.Authorization;

namespace WorkforceTrack.App.SignIn;

/// <summary>Who may enter which pages, by name for [Authorize(Policy = …)]. What may be done behind a door, the use cases decide.</summary>
internal static class Doors
{
    /// <summary>Members in a live session.</summary>
    internal const string Member = "member";

    /// <summary>Staff in a live session, with a second factor where it is required.</summary>
    internal const string Staff = "staff";

    /// <summary>Staff who may yet have to set up a second factor: the page on which they do.</summary>
    internal const string StaffSecurity = "staff-security";

    /// <summary>Auditors and consultants in a live session, within their engagement, with a second factor where it is required.</summary>
    internal const string Engaged = "engaged";

    /// <summary>The same, who may yet have to set up a second factor.</summary>
    internal const string EngagedSecurity = "engaged-security";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Member, policy => policy.AddRequirements(new Door(caller => caller is Caller.Member)));
        options.AddPolicy(Staff, policy => policy.AddRequirements(new Door(caller => caller is Caller.OfStaff)));
        options.AddPolicy(StaffSecurity, policy => policy.AddRequirements(new Door(caller => caller is Caller.OfStaff or Caller.StaffToSecure)));
        options.AddPolicy(Engaged, policy => policy.AddRequirements(new Door(caller => caller is Caller.OfEngagement)));
        options.AddPolicy(EngagedSecurity, policy => policy.AddRequirements(new Door(caller => caller is Caller.OfEngagement or Caller.EngagedToSecure)));
    }
}

/// <summary>Whom a door lets in.</summary>
internal sealed record Door(Func<Caller, bool> LetsIn) : IAuthorizationRequirement;

/// <summary>Asks the vault who stands at a door.</summary>
internal sealed class Doorkeeper(Callers callers) : AuthorizationHandler<Door>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Door requirement)
    {
        if (requirement.LetsIn(await callers.ReadAsync(context.User))) context.Succeed(requirement);
    }
}
