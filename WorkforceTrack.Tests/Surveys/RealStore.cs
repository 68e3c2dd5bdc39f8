using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Surveys;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>Our own, attacked with every key that exists at the moment: the master key opens the vault, the vault the survey's keys.</summary>
internal sealed class RealStore : AttackedStore
{
    private static readonly Questionnaire Asks = new(
        "Shifts",
        "How your shifts are planned.",
        [Asked.Single("a", 8), Asked.Single("b", 8), Asked.Single("c", 8), new Question.Comment("more", "Anything else?", help: null, condition: null)],
        []);

    private readonly HeldSurvey survey;
    private readonly List<Caller.Member> members = [];
    private readonly Dictionary<int, string> passes = [];
    private readonly Dictionary<int, byte[]> drawers = [];
    private readonly Dictionary<int, byte[]> blinded = [];
    private readonly Dictionary<int, byte[]> sealedComments = [];
    private readonly List<DateTimeOffset> moments = [];
    private readonly int[] codes;

    // As long as these are open, SQLite does not move a journal into its file because the program closed an idle connection just then.
    private readonly SqliteConnection[] open;

    private RealStore(HeldSurvey survey, int[] codes)
    {
        (this.survey, this.codes) = (survey, codes);
        open = [.. new[] { survey.Store.Folder.MainFile, survey.Store.Folder.VaultFile }.Select(Hold)];
    }

    internal static async Task<RealStore> OpenAsync(Random chance)
    {
        // Which combination of options and which length of comment is whose, by lot.
        var lots = Enumerable.Range(0, 512).ToArray();
        chance.Shuffle(lots);
        var real = new RealStore(await HeldSurvey.OpenAsync(Audience.Members, Asks), lots);
        for (var member = 0; member < LinkagePlan.Members; member++) real.members.Add(await real.survey.JoinAsync($"member{member}"));
        return real;
    }

    internal HeldSurvey Survey => survey;

    internal override string Folder => survey.Store.Folder.Root;

    internal override string AnswersFile => survey.Store.Folder.BoothFile;

    internal override IReadOnlyCollection<string> Log => survey.Store.Log.All;

    internal override IReadOnlyDictionary<int, byte[]> MarksOfAnswers => sealedComments;

    /// <summary>A moment at which somebody cast, in every form in which a program may write it to the second or finer.</summary>
    internal IEnumerable<byte[]> MarksOfMoments() => moments.SelectMany(m => new byte[][]
    {
        Encoding.ASCII.GetBytes(m.ToString("yyyy-MM-dd HH:mm:ss")),
        Encoding.ASCII.GetBytes(m.ToString("yyyy-MM-ddTHH:mm:ss")),
        Encoding.ASCII.GetBytes(m.ToString("HH:mm:ss")),
        // SQLite keeps a number in the bytes that it needs, the highest first.
        [.. BitConverter.GetBytes(m.Ticks).Reverse()],
        [.. BitConverter.GetBytes(m.UtcTicks - DateTimeOffset.UnixEpoch.Ticks).Reverse()],
        [.. BitConverter.GetBytes((m.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10).Reverse()],
        [.. BitConverter.GetBytes(m.ToUnixTimeMilliseconds()).Reverse().Skip(2)],
        Encoding.ASCII.GetBytes(m.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
    });

    internal override async Task DrawAsync(int member)
    {
        survey.Store.Clock.Advance(TimeSpan.FromMilliseconds(Random.Shared.Next(1001, 5000)));
        var drawn = Blinding.Draw(survey.PublicKey);
        drawers[member] = survey.Get<SurveyKeys>().Drawer(survey.Id, members[member].Id)!;
        blinded[member] = drawn.BlindedMessage;
        passes[member] = drawn.PassText(Assert.IsType<DrawAnswer.Signed>(await survey.DrawAsync(members[member], drawn.BlindedMessage)).Signature);
    }

    internal override async Task CastAsync(int member)
    {
        survey.Store.Clock.Advance(TimeSpan.FromMilliseconds(Random.Shared.Next(1001, 5000)));
        moments.Add(survey.Store.Clock.GetUtcNow());
        Assert.Equal(CastAnswer.Taken, await survey.CastAsync(passes[member], new(StringComparer.Ordinal)
        {
            ["a"] = new Answer.Chosen(codes[member] & 7),
            ["b"] = new Answer.Chosen((codes[member] >> 3) & 7),
            ["c"] = new Answer.Chosen(codes[member] >> 6),
            ["more"] = new Answer.Said(WordsOf(member)),
        }));
    }

    internal override async Task CloseAsync()
    {
        survey.Store.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<SurveyAnswer.Done>(await survey.CloseAsync());
    }

    internal override IEnumerable<byte[]> MarksOf(int member)
    {
        var person = members[member].Person;
        foreach (var id in new[] { person.Id, person.Member!.Value.Value, person.Subject!.Value.Value })
        {
            yield return id.ToByteArray();
            yield return Encoding.ASCII.GetBytes(id.ToString("D"));
            yield return Encoding.ASCII.GetBytes(id.ToString("D").ToUpperInvariant());
            yield return Encoding.ASCII.GetBytes(id.ToString("N"));
        }

        if (!drawers.TryGetValue(member, out var drawer)) yield break;
        yield return drawer;
        yield return blinded[member][..32];
        yield return SHA256.HashData(blinded[member]);
    }

    internal override List<Sight> AnswersInTables()
    {
        var sights = new List<Sight>();
        var keys = survey.Get<SurveyKeys>();
        Read(AnswersFile, "SELECT \"Question\", \"Sealed\" FROM \"Comments\"", row =>
        {
            var sealedWords = (byte[])row[1];
            var who = MemberOf(keys.OpenComment(survey.Id, (string)row[0], sealedWords));
            sealedComments[who] = sealedWords[..24];
            sights.Add(new Sight("Comments", who, sights.Count));
        });
        return sights;
    }

    internal override List<Sight> MembersInTables()
    {
        var sights = new List<Sight>();
        Read(survey.Store.Folder.MainFile, "SELECT \"Drawer\" FROM \"PassesDrawn\"", row =>
            sights.Add(new Sight("PassesDrawn", drawers.Single(d => d.Value.AsSpan().SequenceEqual((byte[])row[0])).Key, sights.Count)));
        return sights;
    }

    /// <summary>Passes that were spent, in the order of the table.</summary>
    internal List<string> Spent()
    {
        var spent = new List<string>();
        Read(AnswersFile, "SELECT \"Pass\" FROM \"Spent\"", row => spent.Add(Convert.ToHexString((byte[])row[0])));
        return spent;
    }

    /// <summary>How many answers to the first question are in the counters.</summary>
    internal int Counted()
    {
        var counted = 0;
        Read(AnswersFile, "SELECT SUM(\"Count\") FROM \"Counts\" WHERE \"Table\" = 0", row => counted = Convert.ToInt32(row[0]));
        return counted;
    }

    internal override List<Sight> Waiting(string file)
    {
        var sights = new List<Sight>();
        if (survey.Get<KeyRing>().FindProgramKey(HeldSurvey.Key(survey.Id, "waiting")) is not { } key) return sights;
        Read(file, "SELECT \"Waiting\" FROM \"Boxes\"", row =>
        {
            foreach (var cast in WaitingCasts.Open(key, survey.Id, (byte[])row[0])) sights.Add(new Sight("waiting", MemberOf(cast.Comments[0].Words), sights.Count));
        });
        return sights;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in open) await connection.DisposeAsync();
        await survey.DisposeAsync();
    }

    private static SqliteConnection Hold(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_schema";
        command.ExecuteScalar();
        return connection;
    }

    private static void Read(string file, string sql, Action<object[]> take)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(row);
            take(row);
        }
    }
}
