using System.Collections.Concurrent;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.WebLogs;

namespace WorkforceTrack.App.WebLogs;

/// <summary>
/// Who sits at which incident now, and why (W4); in memory alone, so nobody sits there after a restart. A seat is held by a page that
/// shows signs of life and a person who does something there; whether its session lives and may still act is asked anew each time.
/// What one proposes waits here for the other.
/// </summary>
internal sealed class IncidentSeats(Callers callers, IncidentDesk desk, TimeProvider clock)
{
    /// <summary>Longest time without an act of the person.</summary>
    internal static readonly TimeSpan LongestStillness = TimeSpan.FromMinutes(10);

    /// <summary>Longest time without a sign of the page, which gives one every few seconds.</summary>
    internal static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(IncidentId Incident, StaffId Staff), Seat> taken = new();
    private readonly ConcurrentDictionary<IncidentId, Awaited> waiting = new();

    /// <summary>An act of the person: takes the seat, with the reason.</summary>
    internal void Take(IncidentId incident, Caller.OfStaff staff, string reason)
    {
        var now = clock.GetTimestamp();
        taken[(incident, staff.Id)] = new Seat(staff.Session.Id, reason, Act: now, Sign: now);
    }

    /// <summary>The reason of this person, who just did something; null when this session holds no seat any more.</summary>
    internal string? Act(IncidentId incident, Caller.OfStaff staff)
    {
        if (!taken.TryGetValue((incident, staff.Id), out var seat) || seat.Session != staff.Session.Id || !IsHeld(seat)) return null;
        taken[(incident, staff.Id)] = seat with { Act = clock.GetTimestamp(), Sign = clock.GetTimestamp() };
        return seat.Reason;
    }

    /// <summary>A sign of the page alone, which takes no seat. False when this session holds none any more.</summary>
    internal bool Keep(IncidentId incident, Caller.OfStaff staff)
    {
        if (!taken.TryGetValue((incident, staff.Id), out var seat) || seat.Session != staff.Session.Id || !IsHeld(seat)) return false;
        // Another act of the same person at the same moment says as much.
        return taken.TryUpdate((incident, staff.Id), seat with { Sign = clock.GetTimestamp() }, seat) || taken.ContainsKey((incident, staff.Id));
    }

    internal void Leave(IncidentId incident, StaffId staff)
    {
        taken.TryRemove((incident, staff), out _);
        if (waiting.TryGetValue(incident, out var proposal) && proposal.By == staff) waiting.TryRemove(KeyValuePair.Create(incident, proposal));
    }

    /// <summary>Somebody else who sits there now, in a session that lives, and may act; null when there is nobody.</summary>
    [Keeps("W4")]
    internal async Task<(IncidentPerson Person, string Reason)?> CompanionOfAsync(IncidentId incident, StaffId staff)
    {
        foreach (var (place, seat) in taken)
        {
            if (!IsHeld(seat)) taken.TryRemove(KeyValuePair.Create(place, seat));
            else if (place.Incident == incident && place.Staff != staff
                && await callers.OfSessionAsync(seat.Session) is Caller.OfStaff other && other.Id == place.Staff && await desk.WhyNotAsync(other) is null)
                return (IncidentDesk.Person(other, seat.Reason), seat.Reason);
        }

        return null;
    }

    internal void Propose(IncidentId incident, Awaited proposal) => waiting[incident] = proposal;

    internal Awaited? Waiting(IncidentId incident) => waiting.GetValueOrDefault(incident);

    /// <summary>Takes away what waits, if it is still this.</summary>
    internal void Settle(IncidentId incident, Awaited proposal) => waiting.TryRemove(KeyValuePair.Create(incident, proposal));

    private bool IsHeld(Seat seat) => clock.GetElapsedTime(seat.Act) <= LongestStillness && clock.GetElapsedTime(seat.Sign) <= LongestSilence;

    private sealed record Seat(Guid Session, string Reason, long Act, long Sign);
}
