using System.Collections;
using System.Numerics;

namespace WorkforceTrack.Domain.Policy;

/// <summary>An immutable set of personal fields, one bit each; iterates in the order of <see cref="PersonalField"/>.</summary>
public readonly record struct FieldSet : IEnumerable<PersonalField>
{
    private readonly ulong bits;

    private FieldSet(ulong bits) => this.bits = bits;

    public static FieldSet Empty => default;

    public static FieldSet Of(params ReadOnlySpan<PersonalField> fields)
    {
        ulong union = 0;
        foreach (var field in fields) union |= Bit(field);
        return new FieldSet(union);
    }

    public static FieldSet From(IEnumerable<PersonalField> fields) => Of([.. fields]);

    public int Count => BitOperations.PopCount(bits);

    public bool IsEmpty => bits == 0;

    public bool Contains(PersonalField field) => (bits & Bit(field)) != 0;

    /// <summary>Whether every field of <paramref name="other"/> is in this set.</summary>
    public bool Covers(FieldSet other) => (other.bits & ~bits) == 0;

    public bool Overlaps(FieldSet other) => (other.bits & bits) != 0;

    public FieldSet With(PersonalField field) => new(bits | Bit(field));

    public FieldSet Union(FieldSet other) => new(bits | other.bits);

    public FieldSet Intersect(FieldSet other) => new(bits & other.bits);

    public FieldSet Except(FieldSet other) => new(bits & ~other.bits);

    public IEnumerator<PersonalField> GetEnumerator()
    {
        for (var rest = bits; rest != 0; rest &= rest - 1)
            yield return (PersonalField)BitOperations.TrailingZeroCount(rest);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The wire names, comma-separated, in the order of declaration.</summary>
    public override string ToString() => string.Join(',', this.Select(Names.Of));

    private static ulong Bit(PersonalField field) => 1UL << (int)field;
}
