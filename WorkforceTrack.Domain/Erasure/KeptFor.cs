using System.Globalization;

namespace WorkforceTrack.Domain.Erasure;

/// <summary>How long a kind of record is kept (O1, C4). A figure is a setting; texts read it from here.</summary>
public abstract class KeptFor
{
    private KeptFor()
    {
    }

    /// <summary>In a few words, for people.</summary>
    public abstract string Words { get; }

    public sealed override string ToString() => Words;

    /// <summary>As long as the membership.</summary>
    public sealed class Membership : KeptFor
    {
        public override string Words => "as long as the membership";
    }

    /// <summary>A number of days after something happened; the daily sweep removes it then.</summary>
    public sealed class Days : KeptFor
    {
        internal Days(string setting, int days, string after) => (Setting, Count, After) = (setting, days, after);

        /// <summary>The setting under <c>Retention:</c> that changes the figure.</summary>
        public string Setting { get; }

        /// <summary>The figure, in days.</summary>
        public int Count { get; }

        /// <summary>What the days are counted from, as in "after the case is over".</summary>
        public string After { get; }

        public override string Words => $"{Length(Count)} {After}";

        /// <summary>The same with the figure as it is set.</summary>
        public Days Of(int days) => new(Setting, days, After);

        private static string Length(int days) =>
            days % 365 is 0 or 1 && days >= 730 ? string.Create(CultureInfo.InvariantCulture, $"{days / 365} years")
            : days == 1 ? "1 day"
            : string.Create(CultureInfo.InvariantCulture, $"{days} days");
    }

    /// <summary>Until something else ends it, which is not a number of days.</summary>
    public sealed class Until : KeptFor
    {
        private readonly string words;

        internal Until(string words) => this.words = words;

        public override string Words => words;
    }
}
