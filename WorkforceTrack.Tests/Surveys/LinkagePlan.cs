namespace WorkforceTrack.Tests.Surveys;

/// <summary>Somebody draws a pass, or casts.</summary>
internal readonly record struct Happening(bool IsCast, int Member);

/// <summary>
/// Who draws and casts when, by lot: from the twelfth draw to the end at least ten people hold a pass that they have not used. Each
/// caster is drawn evenly from those who hold one, so among them chance is even too; ten never cast.
/// </summary>
internal static class LinkagePlan
{
    internal const int Members = 72;
    internal const int Casts = Members - StayAway;
    internal const int StayAway = 10;
    private const int Fewest = 12;
    private const int Most = 18;

    internal static List<Happening> Make(Random chance)
    {
        var order = Enumerable.Range(0, Members).ToArray();
        chance.Shuffle(order);
        var plan = new List<Happening>();
        var active = new List<int>();
        for (var next = 0; next < Members || active.Count > StayAway;)
        {
            if (next < Members && (active.Count < Fewest || (active.Count < Most && chance.Next(2) == 0)))
            {
                active.Add(order[next]);
                plan.Add(new Happening(IsCast: false, order[next++]));
            }
            else
            {
                var place = chance.Next(active.Count);
                plan.Add(new Happening(IsCast: true, active[place]));
                active.RemoveAt(place);
            }
        }

        return plan;
    }

    /// <summary>The same draws and casts with other casters, each drawn evenly from those active: what chance could have done as well. Gives the member of each cast.</summary>
    internal static void Redraw(List<Happening> plan, Random chance, List<int> active, Span<int> casters)
    {
        active.Clear();
        var cast = 0;
        foreach (var happening in plan)
        {
            if (!happening.IsCast)
            {
                active.Add(happening.Member);
                continue;
            }

            var place = chance.Next(active.Count);
            casters[cast++] = active[place];
            active[place] = active[^1];
            active.RemoveAt(active.Count - 1);
        }
    }
}
