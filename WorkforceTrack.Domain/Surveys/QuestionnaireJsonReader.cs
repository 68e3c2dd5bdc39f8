using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkforceTrack.Domain.Policy;
using F = WorkforceTrack.Domain.Surveys.QuestionnaireFileFault;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>Reads a questionnaire from a file that a person brought, and says of each thing that is wrong where it is.</summary>
internal sealed class QuestionnaireJsonReader
{
    // A file of faults would make a page of them that nobody reads.
    private const int MostFaults = 100;

    private readonly List<ReadingFault> faults = [];

    internal static QuestionnaireReading Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > QuestionnaireRules.LargestFile) return new QuestionnaireReading.Faulty([new ReadingFault("", F.TooLarge)]);
        // Editors put a byte order mark before the text.
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var reader = new QuestionnaireJsonReader();
            var questionnaire = reader.Whole(new JsonPlace("", json.RootElement));
            return reader.faults.Count == 0 ? new QuestionnaireReading.Read(questionnaire) : new QuestionnaireReading.Faulty([.. reader.faults]);
        }
        catch (JsonException fault)
        {
            return new QuestionnaireReading.NotJson((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        }
    }

    private Questionnaire Whole(JsonPlace json)
    {
        var members = Members(json, QuestionnaireMembers.Whole);
        if (members.GetValueOrDefault("format") is { } format && Text(format) is not QuestionnaireJson.Format) Say(format, F.OtherFormat);
        return new Questionnaire(
            Text(members, "title"),
            Text(members, "introduction"),
            [.. List(members, "questions").Select(Question).OfType<Question>()],
            [.. List(members, "cross-tabs").Select(CrossTab)]);
    }

    private Question? Question(JsonPlace json)
    {
        if (!TryKind(json, out var kind)) return null;
        var members = Members(json, QuestionnaireMembers.Of(kind));
        var (key, text, help) = (Text(members, "key"), Text(members, "text"), members.TryGetValue("help", out var said) ? Text(said) : null);
        var condition = members.TryGetValue("shown-if", out var shown) ? Condition(shown) : null;
        return kind switch
        {
            QuestionKind.SingleChoice => new Question.SingleChoice(key, text, help, condition, All(members, "options", Text)),
            QuestionKind.MultipleChoice => new Question.MultipleChoice(key, text, help, condition, All(members, "options", Text)),
            QuestionKind.Scale => new Question.Scale(key, text, help, condition, Number(members, "from"), Number(members, "to"), Text(members, "lowest"), Text(members, "highest")),
            QuestionKind.NumberInBands => new Question.NumberInBands(key, text, help, condition, members.TryGetValue("unit", out var unit) ? Text(unit) : null, All(members, "edges", Number)),
            QuestionKind.DateInBands => new Question.DateInBands(key, text, help, condition, All(members, "edges", Day)),
            QuestionKind.Comment => new Question.Comment(key, text, help, condition),
            QuestionKind.Statement => new Question.Statement(key, text, help, condition),
        };
    }

    private bool TryKind(JsonPlace json, out QuestionKind kind)
    {
        kind = default;
        if (!json.IsObject) Say(json, F.NotAnObject);
        else if (json.KindOfQuestion is not { } named) Say(json, F.MemberMissing, "kind");
        else if (named.TryText(out var name) && Names.TryParse(name, out kind)) return true;
        else Say(named, F.KindUnknown);
        return false;
    }

    private ShownIf Condition(JsonPlace json)
    {
        var members = Members(json, QuestionnaireMembers.Condition);
        return new ShownIf(Text(members, "question"), All(members, "options", Number));
    }

    private CrossTab CrossTab(JsonPlace json)
    {
        var members = Members(json, QuestionnaireMembers.CrossTab);
        return new CrossTab(Text(members, "groups"), Text(members, "answers"));
    }

    private Dictionary<string, JsonPlace> Members(JsonPlace json, QuestionnaireMembers allowed)
    {
        var members = new Dictionary<string, JsonPlace>(StringComparer.Ordinal);
        if (!json.IsObject)
        {
            Say(json, F.NotAnObject);
            return members;
        }

        foreach (var (name, member) in json.Members())
        {
            if (name is null) Say(json, F.NotText);
            else if (!allowed.Knows(name)) Say(member, F.MemberUnknown);
            else if (!members.TryAdd(name, member)) Say(member, F.MemberTwice);
        }

        foreach (var name in allowed.Required.Where(name => !members.ContainsKey(name))) Say(json, F.MemberMissing, name);
        return members;
    }

    // What is missing was said by Members.
    private string Text(Dictionary<string, JsonPlace> members, string name) => members.TryGetValue(name, out var json) ? Text(json) : "";

    private string Text(JsonPlace json)
    {
        if (json.TryText(out var text)) return text;
        Say(json, F.NotText);
        return "";
    }

    private int Number(Dictionary<string, JsonPlace> members, string name) => members.TryGetValue(name, out var json) ? Number(json) : 0;

    private int Number(JsonPlace json)
    {
        if (json.TryNumber(out var number)) return number;
        Say(json, F.NotAWholeNumber);
        return 0;
    }

    private DateOnly Day(JsonPlace json)
    {
        if (json.TryText(out var text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Say(json, F.NotADay);
        return default;
    }

    private ImmutableArray<T> All<T>(Dictionary<string, JsonPlace> members, string name, Func<JsonPlace, T> read) => [.. List(members, name).Select(read)];

    private IEnumerable<JsonPlace> List(Dictionary<string, JsonPlace> members, string name)
    {
        if (!members.TryGetValue(name, out var json)) return [];
        if (json.IsList) return json.Items();
        Say(json, F.NotAList);
        return [];
    }

    private void Say(JsonPlace json, F fault, string? member = null)
    {
        if (faults.Count < MostFaults) faults.Add(new ReadingFault(member is null ? json.Pointer : json.Under(member), fault));
    }
}
