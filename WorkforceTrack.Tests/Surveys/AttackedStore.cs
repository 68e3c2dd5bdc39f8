namespace WorkforceTrack.Tests.Surveys;

/// <summary>Something that was recognised: whose answers, or which member; where it lay; at which place there.</summary>
/// <param name="Where">A table, a file, a sealed value.</param>
/// <param name="Who">The number of the member, or of the member whose answers they are: only a recogniser's name for them, until it is linked.</param>
/// <param name="Place">A row number, an offset, a position.</param>
internal readonly record struct Sight(string Where, int Who, long Place);

/// <summary>A survey system under attack: what people do with it, and what whoever has its files and keys can read at any moment.</summary>
internal abstract class AttackedStore : IAsyncDisposable
{
    /// <summary>All that it writes lies below.</summary>
    internal abstract string Folder { get; }

    /// <summary>The files that answers come into.</summary>
    internal abstract string AnswersFile { get; }

    internal abstract Task DrawAsync(int member);

    internal abstract Task CastAsync(int member);

    internal abstract Task CloseAsync();

    internal abstract IReadOnlyCollection<string> Log { get; }

    /// <summary>Bytes by which a trace of this member would be known: ids in every form, what is derived from them with the keys.</summary>
    internal abstract IEnumerable<byte[]> MarksOf(int member);

    /// <summary>Bytes by which answers are known in a file, as far as they are recognised by now.</summary>
    internal abstract IReadOnlyDictionary<int, byte[]> MarksOfAnswers { get; }

    /// <summary>Answers in tables, in the order in which these give them; opened with the keys that are there now.</summary>
    internal abstract List<Sight> AnswersInTables();

    /// <summary>Members in tables.</summary>
    internal abstract List<Sight> MembersInTables();

    /// <summary>Answers that wait, opened with the key; in an earlier version of the file too.</summary>
    /// <param name="file">A copy of the file with its journal.</param>
    internal abstract List<Sight> Waiting(string file);

    public abstract ValueTask DisposeAsync();

    /// <summary>The one comment of a member: of a length of its own.</summary>
    protected static string WordsOf(int member) => $"Comment of somebody {new string((char)('a' + (member % 26)), member + 1)}.";

    protected static int MemberOf(string words) => words.Length - WordsOf(0).Length;
}
