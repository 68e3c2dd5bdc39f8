using System.Collections.Concurrent;
using System.Text;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.App.Surveys;

/// <summary>
/// Who sits at the theming desk now (S6); in memory alone, so nobody sits there after a restart. A seat is held by a page that shows
/// signs of life and a person who does something there; whether its session lives and may still act is asked anew each time.
/// </summary>
internal sealed class DeskSeats(Callers callers, SurveyDesk desk, TimeProvider clock)
{
    /// <summary>Longest time without an act of the person.</summary>
    internal static readonly TimeSpan LongestStillness = TimeSpan.FromMinutes(10);

    /// <summary>Longest time without a sign of the page, which gives one every few seconds.</summary>
    internal static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Place, Seat> taken = new();

    /// <summary>An act of the person: takes the seat, or keeps it.</summary>
    internal void Take(SurveyId survey, Caller.OfStaff staff)
    {
        var now = clock.GetTimestamp();
        taken[new Place(survey, staff.Id)] = new Seat(staff.Session.Id, Act: now, Sign: now);
    }

    /// <summary>A sign of the page alone, which takes no seat. False when this session holds none any more.</summary>
    internal bool Keep(SurveyId survey, Caller.OfStaff staff)
    {
        var place = new Place(survey, staff.Id);
        if (!taken.TryGetValue(place, out var seat) || seat.Session != staff.Session.Id || !IsHeld(seat)) return false;
        // Another act of the same person at the same moment says as much.
        return taken.TryUpdate(place, seat with { Sign = clock.GetTimestamp() }, seat) || taken.ContainsKey(place);
    }

    internal bool Holds(SurveyId survey, Caller.OfStaff staff) =>
        taken.TryGetValue(new Place(survey, staff.Id), out var seat) && seat.Session == staff.Session.Id && IsHeld(seat);

    internal void Leave(SurveyId survey, StaffId staff) => taken.TryRemove(new Place(survey, staff), out _);

    /// <summary>Somebody else who sits there now, in a session that lives, and may act; null when there is nobody.</summary>
    [Keeps("S6")]
    internal async Task<StaffId?> CompanionOfAsync(SurveyId survey, StaffId staff)
    {
        foreach (var (place, seat) in taken)
        {
            if (!IsHeld(seat)) taken.TryRemove(KeyValuePair.Create(place, seat));
            else if (place.Survey == survey && place.Staff != staff
                && await callers.OfSessionAsync(seat.Session) is Caller.OfStaff other && other.Id == place.Staff && await desk.WhyNotActAsync(other) is null) return other.Id;
        }

        return null;
    }

    /// <summary>What the entry of a look binds: who sat beside whoever looked.</summary>
    internal static Digest WitnessDigest(StaffId companion) => Digest.Of(Encoding.UTF8.GetBytes($"comments-read\nbeside: {companion.Value:N}\n"));

    private bool IsHeld(Seat seat) => clock.GetElapsedTime(seat.Act) <= LongestStillness && clock.GetElapsedTime(seat.Sign) <= LongestSilence;

    private readonly record struct Place(SurveyId Survey, StaffId Staff);

    private sealed record Seat(Guid Session, long Act, long Sign);
}
