namespace WorkforceTrack.Domain.Surveys;

/// <summary>The values that a hidden count can still have, as far as the audit needs to know them (S5).</summary>
internal struct Possible
{
    /// <summary>Fewest possible values of a hidden count.</summary>
    internal const int Fewest = 3;

    private long first;
    private long second;
    private int found;

    internal readonly bool AreEnough => found >= Fewest;

    /// <summary>Adds values that lie together.</summary>
    internal void Add(Bounds values)
    {
        for (var value = values.Low; value <= values.High && found < Fewest; value++) Add(value);
    }

    private void Add(long value)
    {
        if (found == 0) first = value;
        else if (value == first) return;
        else if (found == 1) second = value;
        else if (value == second) return;
        found++;
    }
}
