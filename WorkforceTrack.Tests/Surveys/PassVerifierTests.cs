using System.Security.Cryptography;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class PassVerifierTests
{
    public static TheoryData<string> Variants => [.. Rfc9474.All.Select(v => v.Name)];

    [Theory, Proves("S4")]
    [MemberData(nameof(Variants))]
    public void Of_the_standards_vectors_those_with_the_salt_of_our_variant_verify(string variant)
    {
        var vector = Rfc9474.All.Single(v => v.Name == variant);
        using var key = vector.Key();
        using var verifier = new PassVerifier(key.ExportSubjectPublicKeyInfo());

        Assert.Equal(vector.HasSalt, verifier.Verifies(vector["input_msg"], vector["sig"]));
        Assert.False(verifier.Verifies([.. vector["input_msg"], 0], vector["sig"]));
    }

    [Fact, Proves("S4")]
    public void A_pass_of_another_survey_does_not_count()
    {
        using var ours = SurveyKeyPair.Make();
        using var theirs = SurveyKeyPair.Make();
        using var signer = new BlindSigner(theirs.PrivateKey);
        var drawn = Blinding.Draw(theirs.PublicKey.AsSpan());
        Assert.True(SurveyPass.TryParse(drawn.PassText(signer.Sign(drawn.BlindedMessage)!), out var pass));

        Assert.False(new PassVerifier(ours.PublicKey.AsSpan()).Verifies(pass));
        Assert.True(new PassVerifier(theirs.PublicKey.AsSpan()).Verifies(pass));
    }

    [Fact, Proves("S4")]
    public void A_forged_shortened_or_changed_pass_does_not_count_and_throws_nothing()
    {
        using var pair = SurveyKeyPair.Make();
        using var signer = new BlindSigner(pair.PrivateKey);
        using var verifier = new PassVerifier(pair.PublicKey.AsSpan());
        var drawn = Blinding.Draw(pair.PublicKey.AsSpan());
        var signature = drawn.Unblind(signer.Sign(drawn.BlindedMessage)!);
        Assert.True(verifier.Verifies(drawn.PreparedMessage, signature));

        Assert.All(Enumerable.Range(0, 256 * 8).Where(bit => bit % 5 == 0), bit => Assert.False(verifier.Verifies(drawn.PreparedMessage, Flipped(signature, bit))));
        Assert.All(Enumerable.Range(0, 64 * 8), bit => Assert.False(verifier.Verifies(Flipped(drawn.PreparedMessage, bit), signature)));
        Assert.All([0, 1, 255], length => Assert.False(verifier.Verifies(drawn.PreparedMessage, signature.AsSpan(0, length))));
        Assert.All([0, 32, 63], length => Assert.False(verifier.Verifies(drawn.PreparedMessage.AsSpan(0, length), signature)));
        Assert.False(verifier.Verifies(drawn.PreparedMessage, [0, .. signature]));
        Assert.False(verifier.Verifies(drawn.PreparedMessage, [.. signature, 0]));
        Assert.All((byte[])[0, 1, 0x7f, 0xff], value => Assert.False(verifier.Verifies(drawn.PreparedMessage, [.. Enumerable.Repeat(value, 256)])));
        Assert.All(Enumerable.Range(0, 50), _ => Assert.False(verifier.Verifies(drawn.PreparedMessage, RandomNumberGenerator.GetBytes(256))));
        Assert.True(verifier.Verifies(drawn.PreparedMessage, signature));
    }

    [Fact]
    public void A_blind_signature_is_itself_no_pass()
    {
        using var pair = SurveyKeyPair.Make();
        using var signer = new BlindSigner(pair.PrivateKey);
        using var verifier = new PassVerifier(pair.PublicKey.AsSpan());
        var drawn = Blinding.Draw(pair.PublicKey.AsSpan());

        Assert.False(verifier.Verifies(drawn.PreparedMessage, signer.Sign(drawn.BlindedMessage)!));
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
