using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Domain.Policy;

/// <summary>The answer to a typed value: fit to be stored, or not, and then what to do next.</summary>
public abstract class FieldAnswer
{
    private FieldAnswer()
    {
    }

    /// <summary>The value in the one form in which it is stored.</summary>
    public sealed class Accepted : FieldAnswer
    {
        internal Accepted(string value) => Value = new Redacted<string>(value);

        public Redacted<string> Value { get; }
    }

    /// <summary>Not fit. The words say what to do next and never repeat what was typed.</summary>
    public sealed class Rejected : FieldAnswer
    {
        internal Rejected(PersonalField field, FieldFault fault)
        {
            Fault = fault;
            Words = FieldWords.For(field, fault);
        }

        public FieldFault Fault { get; }

        public string Words { get; }
    }
}

/// <summary>Why a typed value cannot be stored.</summary>
public enum FieldFault
{
    /// <summary>Nothing to see was typed.</summary>
    Empty,

    /// <summary>It holds something that is no readable character.</summary>
    NotReadable,

    /// <summary>More characters than the field is declared to have.</summary>
    TooLong,

    /// <summary>Fewer characters than the field needs.</summary>
    TooShort,

    /// <summary>It does not have the form of such a value.</summary>
    NotInForm,

    /// <summary>A day that is yet to come.</summary>
    InTheFuture,

    /// <summary>A day too long ago.</summary>
    TooLongAgo,
}
