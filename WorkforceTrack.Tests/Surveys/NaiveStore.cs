using System.Text;
using Microsoft.Data.Sqlite;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>
/// How anonymous surveys are often built: participation here, answers there, nothing joins them; numbers that count up, each written
/// at the moment of the cast. The same attack must succeed against it.
/// </summary>
internal sealed class NaiveStore : AttackedStore
{
    private readonly string[] members = [.. Enumerable.Range(0, LinkagePlan.Members).Select(_ => Guid.NewGuid().ToString("D"))];
    private readonly SqliteConnection connection;

    internal NaiveStore()
    {
        Folder = Directory.CreateTempSubdirectory("naive").FullName;
        connection = new SqliteConnection($"Data Source={AnswersFile};Pooling=False");
        connection.Open();
        Run("""
            PRAGMA journal_mode=WAL;
            CREATE TABLE Tokens (Id INTEGER PRIMARY KEY AUTOINCREMENT, Member TEXT);
            CREATE TABLE Participation (Id INTEGER PRIMARY KEY AUTOINCREMENT, Member TEXT);
            CREATE TABLE Responses (Id INTEGER PRIMARY KEY AUTOINCREMENT, Words TEXT);
            CREATE TABLE Answers (Id INTEGER PRIMARY KEY AUTOINCREMENT, Response INTEGER, Question TEXT, Value INTEGER);
            """);
    }

    internal override string Folder { get; }

    internal override string AnswersFile => Path.Combine(Folder, "survey.db");

    internal override IReadOnlyCollection<string> Log => [];

    internal override IReadOnlyDictionary<int, byte[]> MarksOfAnswers { get; } =
        Enumerable.Range(0, LinkagePlan.Members).ToDictionary(m => m, m => Encoding.UTF8.GetBytes(WordsOf(m)));

    internal override Task DrawAsync(int member) => Task.FromResult(Run($"INSERT INTO Tokens (Member) VALUES ('{members[member]}')"));

    internal override Task CastAsync(int member)
    {
        Run($"INSERT INTO Participation (Member) VALUES ('{members[member]}')");
        return Task.FromResult(Run($"""
            BEGIN;
            INSERT INTO Responses (Words) VALUES ('{WordsOf(member)}');
            INSERT INTO Answers (Response, Question, Value) VALUES (last_insert_rowid(), 'a', {member % 8});
            COMMIT;
            """));
    }

    internal override Task CloseAsync() => Task.CompletedTask;

    internal override IEnumerable<byte[]> MarksOf(int member) => [Encoding.UTF8.GetBytes(members[member])];

    internal override List<Sight> AnswersInTables() => Read("SELECT Id, Words FROM Responses", (id, words) => new Sight("Responses", MemberOf(words), id));

    internal override List<Sight> MembersInTables() =>
        [.. Read("SELECT Id, Member FROM Tokens", (id, member) => new Sight("Tokens", Array.IndexOf(members, member), id)), .. Read("SELECT Id, Member FROM Participation", (id, member) => new Sight("Participation", Array.IndexOf(members, member), id))];

    internal override List<Sight> Waiting(string file) => [];

    public override ValueTask DisposeAsync()
    {
        connection.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private int Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private List<Sight> Read(string sql, Func<long, string, Sight> sight)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<Sight>();
        while (reader.Read()) rows.Add(sight(reader.GetInt64(0), reader.GetString(1)));
        return rows;
    }
}
