using System.Collections.Concurrent;
using System.Security.Cryptography;
using Org.BouncyCastle.Math;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

public sealed class BlindSignerTests : IDisposable
{
    private static readonly SurveyKeyPair Pair = SurveyKeyPair.Make();
    private readonly BlindSigner signer = new(Pair.PrivateKey);

    public static MatrixTheoryData<string, string> Variants => new(Rfc9474.All.Select(v => v.Name), Libraries.Keys);

    // Where OpenSSL is not there, it is not tried: on Linux it always is.
    private static Dictionary<string, Func<RSAParameters, RawRsa>> Libraries
    {
        get
        {
            var libraries = new Dictionary<string, Func<RSAParameters, RawRsa>>(StringComparer.Ordinal) { ["managed"] = key => new ManagedRsa(key) };
            if (OperatingSystem.IsLinux()) libraries.Add("OpenSSL", key => new OpenSslRsa(key));
            return libraries;
        }
    }

    [Theory, Proves("S4")]
    [MemberData(nameof(Variants))]
    public void The_vectors_of_the_standard_come_out(string variant, string library)
    {
        var vector = Rfc9474.All.Single(v => v.Name == variant);
        using var key = vector.Key();
        using var theirs = new BlindSigner(key.ExportPkcs8PrivateKey(), Libraries[library]);
        var drawn = new Blinding(key.ExportParameters(includePrivateParameters: false), vector["input_msg"], vector["salt"], vector.Number("inv").ModInverse(vector.Number("n")));

        Assert.Equal([.. vector["msg_prefix"], .. vector["msg"]], vector["input_msg"]);
        Assert.Equal(vector["blinded_msg"], drawn.BlindedMessage);
        Assert.Equal(vector["blind_sig"], theirs.Sign(drawn.BlindedMessage));
        Assert.Equal(vector["sig"], drawn.Unblind(vector["blind_sig"]));
    }

    [Fact, Proves("S4")]
    public void A_pass_drawn_blindly_counts_and_nothing_of_it_was_seen_by_the_signer()
    {
        using var verifier = new PassVerifier(Pair.PublicKey.AsSpan());
        var drawn = Blinding.Draw(Pair.PublicKey.AsSpan());
        var signed = signer.Sign(drawn.BlindedMessage)!;

        Assert.True(SurveyPass.TryParse(drawn.PassText(signed), out var pass));
        Assert.True(verifier.Verifies(pass));
        Assert.NotEqual(signed, pass.Signature.ToArray());
        // For this pass and any blinded message there is a blinding number that joins them: the signer cannot tell which it was.
        var other = Blinding.Draw(Pair.PublicKey.AsSpan());
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Pair.PrivateKey, out _);
        var modulus = new BigInteger(1, rsa.ExportParameters(includePrivateParameters: false).Modulus!);
        var joining = new BigInteger(1, signer.Sign(other.BlindedMessage)!).Multiply(new BigInteger(1, pass.Signature).ModInverse(modulus)).Mod(modulus);
        var encoded = new BigInteger(1, pass.Signature).ModPow(BigInteger.ValueOf(65537), modulus);
        Assert.Equal(new BigInteger(1, other.BlindedMessage), encoded.Multiply(joining.ModPow(BigInteger.ValueOf(65537), modulus)).Mod(modulus));
    }

    [Fact]
    public void The_same_question_gets_the_same_signature()
    {
        var drawn = Blinding.Draw(Pair.PublicKey.AsSpan());
        Assert.Equal(signer.Sign(drawn.BlindedMessage), signer.Sign(drawn.BlindedMessage));
    }

    [Fact, Proves("S4")]
    public void What_no_honest_blinding_makes_is_not_signed_and_throws_nothing()
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Pair.PrivateKey, out _);
        var modulus = new BigInteger(1, rsa.ExportParameters(includePrivateParameters: false).Modulus!);
        BigInteger Near(int distance) => modulus.Add(BigInteger.ValueOf(distance));
        byte[] Number(BigInteger number) => Blinding.Bytes(number, 256);

        Assert.Null(signer.Sign(Number(BigInteger.Zero)));
        Assert.Null(signer.Sign(Number(BigInteger.One)));
        Assert.Null(signer.Sign(Number(Near(-1))));
        Assert.Null(signer.Sign(Number(modulus)));
        Assert.Null(signer.Sign(Number(Near(1))));
        Assert.Null(signer.Sign([.. Enumerable.Repeat((byte)0xff, 256)]));
        Assert.NotNull(signer.Sign(Number(BigInteger.Two)));
        Assert.NotNull(signer.Sign(Number(Near(-2))));

        var drawn = Blinding.Draw(Pair.PublicKey.AsSpan()).BlindedMessage;
        Assert.All([0, 1, 32, 128, 254, 255], length => Assert.Null(signer.Sign(drawn.AsSpan(0, length))));
        Assert.Null(signer.Sign([0, .. drawn]));
        Assert.Null(signer.Sign([.. drawn, 0]));
        Assert.Null(signer.Sign(new byte[100_000]));
    }

    [Fact, Proves("S4")]
    public void A_changed_bit_on_the_way_there_or_back_makes_no_pass()
    {
        using var verifier = new PassVerifier(Pair.PublicKey.AsSpan());
        var drawn = Blinding.Draw(Pair.PublicKey.AsSpan());
        var signed = signer.Sign(drawn.BlindedMessage)!;
        Assert.All([0, 1, 77, 254, 255], place =>
        {
            var asked = (byte[])drawn.BlindedMessage.Clone();
            asked[place] ^= 1;
            if (signer.Sign(asked) is { } other) Assert.False(Counts(other));
            var answered = (byte[])signed.Clone();
            answered[place] ^= 1;
            Assert.False(Counts(answered));
        });
        Assert.True(Counts(signed));

        bool Counts(byte[] blindSignature) => verifier.Verifies(drawn.PreparedMessage, drawn.Unblind(blindSignature));
    }

    [Fact, Proves("S4")]
    public void A_signature_that_came_out_wrong_does_not_leave()
    {
        using var faulty = new BlindSigner(Pair.PrivateKey, key => new ManagedRsa(key with { DP = [.. key.DP![..^1], (byte)(key.DP[^1] ^ 2)] }));

        Assert.ThrowsAny<Exception>(() => faulty.Sign(Blinding.Draw(Pair.PublicKey.AsSpan()).BlindedMessage));
    }

    [Fact, Proves("S4")]
    public void Many_threads_sign_and_verify_at_once_and_each_gets_what_it_asked_for()
    {
        using var verifier = new PassVerifier(Pair.PublicKey.AsSpan());
        var drawn = Enumerable.Range(0, 96).Select(_ => Blinding.Draw(Pair.PublicKey.AsSpan())).ToArray();
        var wrong = new ConcurrentQueue<int>();
        var threads = Enumerable.Range(0, 12).Select(t => new Thread(() =>
        {
            for (var i = t; i < drawn.Length; i += 12)
            {
                var signature = drawn[i].Unblind(signer.Sign(drawn[i].BlindedMessage)!);
                for (var again = 0; again < 50; again++)
                    if (!verifier.Verifies(drawn[i].PreparedMessage, signature) || verifier.Verifies(drawn[(i + 1) % drawn.Length].PreparedMessage, signature)) wrong.Enqueue(i);
            }
        })).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.Empty(wrong);
    }

    [Fact]
    public void After_the_close_there_is_nothing_to_sign_with()
    {
        Assert.All(Libraries.Values, library =>
        {
            var closed = new BlindSigner(Pair.PrivateKey, library);
            closed.Dispose();
            Assert.Throws<ObjectDisposedException>(() => closed.Sign(Blinding.Draw(Pair.PublicKey.AsSpan()).BlindedMessage));
        });
    }

    [Fact]
    public void Both_libraries_sign_alike()
    {
        var signers = Libraries.Values.Select(library => new BlindSigner(Pair.PrivateKey, library)).ToArray();
        for (var i = 0; i < 20; i++)
        {
            var drawn = Blinding.Draw(Pair.PublicKey.AsSpan()).BlindedMessage;
            Assert.All(signers, other => Assert.Equal(signer.Sign(drawn), other.Sign(drawn)));
        }

        foreach (var used in signers) used.Dispose();
    }

    public void Dispose() => signer.Dispose();
}
