using System.Collections.Immutable;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>The answer to a file that should hold a questionnaire.</summary>
public abstract class QuestionnaireReading
{
    private QuestionnaireReading()
    {
    }

    /// <summary>It holds one. Whether that one can be opened is for <see cref="QuestionnaireRules"/> to say.</summary>
    public sealed class Read : QuestionnaireReading
    {
        internal Read(Questionnaire questionnaire) => Questionnaire = questionnaire;

        public Questionnaire Questionnaire { get; }
    }

    /// <summary>It is JSON, but holds no questionnaire, for all these reasons.</summary>
    public sealed class Faulty : QuestionnaireReading
    {
        internal Faulty(ImmutableArray<ReadingFault> faults) => Faults = faults;

        public ImmutableArray<ReadingFault> Faults { get; }
    }

    /// <summary>It is no JSON from this place on.</summary>
    public sealed class NotJson : QuestionnaireReading
    {
        internal NotJson(long line, long position) => (Line, Position) = (line, position);

        /// <summary>The line, from 1.</summary>
        public long Line { get; }

        /// <summary>The byte within the line, from 1.</summary>
        public long Position { get; }
    }
}

/// <summary>What is wrong with a file, and where in it.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901); empty for the file as a whole.</param>
/// <param name="Fault">What is wrong.</param>
public readonly record struct ReadingFault(string Pointer, QuestionnaireFileFault Fault);

/// <summary>Why a file holds no questionnaire.</summary>
public enum QuestionnaireFileFault
{
    /// <summary>It is larger than any questionnaire may be.</summary>
    TooLarge,

    /// <summary>It names another format, or another version of this one.</summary>
    OtherFormat,

    /// <summary>A member that does not belong here.</summary>
    MemberUnknown,

    /// <summary>A member for the second time.</summary>
    MemberTwice,

    /// <summary>A member that must be there.</summary>
    MemberMissing,

    /// <summary>A kind of question that there is not.</summary>
    KindUnknown,

    NotAnObject,
    NotAList,
    NotText,
    NotAWholeNumber,
    NotADay,
}
