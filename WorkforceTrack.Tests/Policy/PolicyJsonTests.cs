using System.Text;
using CsCheck;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

public sealed class PolicyJsonTests
{
    private static readonly string Stored = Encoding.UTF8.GetString(PolicyJson.Write(ExamplePartner.Version));

    [Fact, Proves("O3")]
    public void What_was_written_reads_back_the_same() => PolicyGen.Version.Sample(version =>
    {
        Assert.True(PolicyJson.TryRead(PolicyJson.Write(version), out var read));
        Assert.Equal((version.Number, version.Published, version.IsMaterial), (read.Number, read.Published, read.IsMaterial));
        Assert.Equal(version.Clauses, read.Clauses);
        Assert.Equal(version.Flows, read.Flows);
        Assert.Equal(version.Surveys, read.Surveys);
        Assert.Equal(PolicyJson.Digest(version), PolicyJson.Digest(read));
    });

    [Fact, Proves("O3")]
    public void A_change_anywhere_changes_the_digest_or_is_not_read() => Gen.Select(Gen.Int[0, Stored.Length - 1], Gen.Byte).Sample((at, value) =>
    {
        var bytes = PolicyJson.Write(ExamplePartner.Version);
        var before = bytes[at];
        bytes[at] = value;
        return before == value || !PolicyJson.TryRead(bytes, out var read) || !PolicyJson.Digest(read).SequenceEqual(PolicyJson.Digest(ExamplePartner.Version));
    }, iter: 2_000);

    [Theory]
    [InlineData("{\"number\"", "{\"extra\":1,\"number\"")]
    [InlineData("{\"number\":\"1.0\",", "{\"number\":\"1.0\",\"number\":\"1.0\",")]
    [InlineData("{\"number\":\"1.0\",", "{")]
    [InlineData("\"1.0\"", "\"01.0\"")]
    [InlineData("\"1.0\"", "1.0")]
    [InlineData("\"material\":true", "\"material\":\"true\"")]
    [InlineData("\"material\":true", "\"material\": true")]
    [InlineData("\"2026-01-15\"", "\"2026-02-31\"")]
    [InlineData("\"2026-01-15\"", "null")]
    [InlineData("\"basis\":\"selected-service\"", "\"basis\":\"sold\"")]
    [InlineData("\"basis\":\"selected-service\"", "\"basis\":\"internal-use\"")]
    [InlineData("\"purpose\":\"job-matching\"", "\"purpose\":\"news\"")]
    [InlineData("\"fields\":[\"display-name\",\"full-name\"", "\"fields\":[\"user-id\",\"display-name\",\"full-name\"")]
    [InlineData("\"max-length\":64", "\"max-length\":6.4")]
    [InlineData("\"max-length\":64", "\"max-length\":99999999999")]
    [InlineData("\"keeping\":\"by-program\"", "\"keeping\":0")]
    public void Nothing_but_the_canonical_form_is_read(string from, string to)
    {
        var at = Stored.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, "The text to change is not there.");

        Assert.False(PolicyJson.TryRead(Encoding.UTF8.GetBytes(Stored.Remove(at, from.Length).Insert(at, to)), out var version));
        Assert.Null(version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"number\":\"\\ud800\"}")]
    public void Damaged_text_is_not_read(string text) => Assert.False(PolicyJson.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
