using System.Security.Cryptography;
using System.Text;
using CsCheck;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class SurveyPassTests
{
    private static readonly byte[] Message = [.. Enumerable.Range(0, 64).Select(i => (byte)(i * 5))];
    private static readonly byte[] Signature = [.. Enumerable.Range(0, 256).Select(i => (byte)(255 - i))];
    private static readonly string Text = Blinding.PassText(Message, Signature);

    [Fact]
    public void The_text_of_a_pass_is_read_back_as_it_was()
    {
        Assert.True(SurveyPass.TryParse(Text, out var pass));
        Assert.Equal(Message, pass.PreparedMessage);
        Assert.Equal(Signature, pass.Signature);
        Assert.Equal(451, Text.Length);
    }

    [Fact, Proves("S4")]
    public void A_pass_has_one_spelling()
    {
        var (first, second) = (Text.Split('.')[1], Text.Split('.')[2]);
        string[] others =
        [
            "", ".", "..", " ", Text + "\n", Text + " ", " " + Text, Text + ".", Text + "=", Text + "A", Text[..^1], Text[1..],
            Text.ToUpperInvariant(), Text.Replace("pass-1", "pass-2", StringComparison.Ordinal), Text.Replace("pass-1", "pass-01", StringComparison.Ordinal),
            $"workforcetrack-pass-1.{second}.{first}", $"workforcetrack-pass-1.{first}", $"workforcetrack-pass-1.{first}==.{second}", $"workforcetrack-pass-1.{first}.{second}==",
            $"workforcetrack-pass-1.{first}.{second}.{second}", $"workforcetrack-pass-1..{second}",
            // Loose bits behind the last byte, and the other alphabet.
            $"workforcetrack-pass-1.{first[..^1]}{(char)(first[^1] + 1)}.{second}", Text.Replace('-', '+'), Text.Replace('_', '/'),
            // Spaces within, which decoders skip.
            $"workforcetrack-pass-1.{first[..^2]} {first[^1]}.{second}", $"workforcetrack-pass-1.{first[..40]}\n{first[40..]}.{second}",
        ];
        Assert.All(others, other => Assert.False(SurveyPass.TryParse(other, out _), other));
        Assert.False(SurveyPass.TryParse(null, out _));
    }

    [Fact]
    public void Whatever_is_read_is_written_back_the_same_and_nothing_throws() =>
        Gen.Select(Gen.Int[0, 450], Gen.Int[0, 60], Gen.String).Sample((place, length, put) =>
        {
            var text = Text[..place] + put + Text[Math.Min(Text.Length, place + length)..];
            return !SurveyPass.TryParse(text, out var pass) || Blinding.PassText(pass.PreparedMessage.ToArray(), pass.Signature.ToArray()) == text;
        }, iter: 5000);

    [Fact, Proves("S4")]
    public void A_used_pass_is_known_by_its_message_alone()
    {
        Assert.True(SurveyPass.TryParse(Text, out var pass));
        Assert.True(SurveyPass.TryParse(Blinding.PassText(Message, new byte[256]), out var signedAgain));
        Assert.True(SurveyPass.TryParse(Blinding.PassText([.. Message[..63], 0], Signature), out var another));

        Assert.Equal(Digest.From(SHA256.HashData([.. Encoding.UTF8.GetBytes("workforcetrack/pass-spent@v1\n"), .. Message])), pass.SpentKey);
        Assert.Equal(pass.SpentKey, signedAgain.SpentKey);
        Assert.NotEqual(pass.SpentKey, another.SpentKey);
    }

    [Fact]
    public void A_pass_does_not_print()
    {
        Assert.True(SurveyPass.TryParse(Text, out var pass));
        Assert.Equal("(pass)", $"{pass}");
    }
}
