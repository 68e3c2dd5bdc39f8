namespace WorkforceTrack.Domain.Surveys;

/// <summary>What is printed in place of one exact count (S5). There is no other form, so no exact count can be printed.</summary>
public abstract class PrintedCell : IEquatable<PrintedCell>
{
    private PrintedCell()
    {
    }

    public abstract bool Equals(PrintedCell? other);

    public sealed override bool Equals(object? obj) => Equals(obj as PrintedCell);

    public abstract override int GetHashCode();

    public sealed override string ToString() => ReleaseWords.Of(this);

    /// <summary>0, 1, 2, 3 or 4: they read alike.</summary>
    public sealed class FewerThanFive : PrintedCell
    {
        public static readonly FewerThanFive Instance = new();

        private FewerThanFive()
        {
        }

        public override bool Equals(PrintedCell? other) => other is FewerThanFive;

        public override int GetHashCode() => 4;
    }

    /// <summary>A count rounded to 5.</summary>
    public sealed class About : PrintedCell
    {
        public About(long count)
        {
            if (count < 5 || count % 5 != 0) throw new ArgumentOutOfRangeException(nameof(count), "What is printed is rounded to 5.");
            Count = count;
        }

        public long Count { get; }

        public override bool Equals(PrintedCell? other) => other is About about && about.Count == Count;

        public override int GetHashCode() => Count.GetHashCode();
    }

    /// <summary>Nearly all chose this option: the bound is all that is said.</summary>
    public sealed class MoreThan : PrintedCell
    {
        public MoreThan(int percent)
        {
            if (percent is not (90 or 95)) throw new ArgumentOutOfRangeException(nameof(percent), "There are two bounds.");
            Percent = percent;
        }

        public int Percent { get; }

        public override bool Equals(PrintedCell? other) => other is MoreThan more && more.Percent == Percent;

        public override int GetHashCode() => -Percent;
    }

    /// <summary>Nothing is said, because another cell says that nearly all are there.</summary>
    public sealed class Hidden : PrintedCell
    {
        public static readonly Hidden Instance = new();

        private Hidden()
        {
        }

        public override bool Equals(PrintedCell? other) => other is Hidden;

        public override int GetHashCode() => -1;
    }
}
