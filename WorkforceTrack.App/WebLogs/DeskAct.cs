using WorkforceTrack.App.SignIn;

namespace WorkforceTrack.App.WebLogs;

/// <summary>What a person wants to do at an incident's desk, on its way from a part of the page to the page, which knows who is logged in.</summary>
public sealed class DeskAct
{
    internal DeskAct(Func<Caller, Task<IncidentResult>> act) => Act = act;

    internal Func<Caller, Task<IncidentResult>> Act { get; }
}
