using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Domain.Surveys;

/// <summary>A questionnaire as a file (S1). What is written has one form, so that its digest shows any change; what people bring may be laid out freely.</summary>
[Keeps("S1")]
public static class QuestionnaireJson
{
    /// <summary>Says what the file is. The schema is published as schemas/questionnaire-1.json.</summary>
    public const string Format = "workforcetrack/questionnaire@v1";

    // People take this file away and change it, so it has lines; each writing option is given, so the form does not hang on a default.
    // The text is stored and hashed, never put into a page as it is, so letters may stay letters.
    private static readonly JsonWriterOptions Canonical = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentCharacter = ' ',
        IndentSize = 2,
        NewLine = "\n",
    };

    /// <summary>The canonical bytes, of a draft with faults too.</summary>
    public static byte[] Write(Questionnaire questionnaire)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Canonical);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("title", questionnaire.Title);
        json.WriteString("introduction", questionnaire.Introduction);
        json.WriteStartArray("questions");
        foreach (var question in questionnaire.Questions) WriteQuestion(json, question);
        json.WriteEndArray();
        json.WriteStartArray("cross-tabs");
        foreach (var cross in questionnaire.CrossTabs)
        {
            json.WriteStartObject();
            json.WriteString("groups", cross.Groups);
            json.WriteString("answers", cross.Answers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the canonical bytes: what stands in the ledger.</summary>
    public static Digest Digest(Questionnaire questionnaire) => Ledger.Digest.Of(Write(questionnaire));

    /// <summary>Reads what someone brought. Order and white space are free; what is unknown, double or of the wrong kind is refused with its place.</summary>
    public static QuestionnaireReading Read(ReadOnlyMemory<byte> bytes) => QuestionnaireJsonReader.Read(bytes);

    private static void WriteQuestion(Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject();
        json.WriteString("kind", Names.Of(question.Kind));
        json.WriteString("key", question.Key);
        json.WriteString("text", question.Text);
        if (question.Help is { } help) json.WriteString("help", help);
        if (question.Condition is { } condition) WriteCondition(json, condition);
        switch (question)
        {
            case Question.SingleChoice or Question.MultipleChoice:
                WriteArray(json, "options", question.Options, json.WriteStringValue);
                break;
            case Question.Scale scale:
                json.WriteNumber("from", scale.From);
                json.WriteNumber("to", scale.To);
                json.WriteString("lowest", scale.Lowest);
                json.WriteString("highest", scale.Highest);
                break;
            case Question.NumberInBands number:
                if (number.Unit is { } unit) json.WriteString("unit", unit);
                WriteArray(json, "edges", number.Edges, json.WriteNumberValue);
                break;
            case Question.DateInBands date:
                WriteArray(json, "edges", date.Edges, day => json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                break;
            default:
                // A comment and a statement have nothing more.
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter json, ShownIf condition)
    {
        json.WriteStartObject("shown-if");
        json.WriteString("question", condition.Question);
        WriteArray(json, "options", condition.Options, json.WriteNumberValue);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }
}
