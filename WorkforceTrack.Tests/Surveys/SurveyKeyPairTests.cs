using System.Formats.Asn1;
using System.Security.Cryptography;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Domain.Ledger;

namespace WorkforceTrack.Tests.Surveys;

public sealed class SurveyKeyPairTests
{
    [Fact]
    public void A_pair_is_of_the_one_shape_and_its_halves_belong_together()
    {
        using var pair = SurveyKeyPair.Make();
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pair.PrivateKey, out _);

        Assert.Equal(2048, rsa.KeySize);
        Assert.Equal([1, 0, 1], rsa.ExportParameters(includePrivateParameters: false).Exponent!);
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), pair.PublicKey);
        Assert.Equal("1.2.840.113549.1.1.1", new AsnReader(pair.PublicKey.ToArray(), AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadObjectIdentifier());
        Assert.Equal(Digest.From(SHA256.HashData(pair.PublicKey.AsSpan())), pair.Fingerprint);
    }

    [Fact]
    public void No_two_pairs_are_the_same()
    {
        using var one = SurveyKeyPair.Make();
        using var two = SurveyKeyPair.Make();
        Assert.NotEqual(one.Fingerprint, two.Fingerprint);
    }

    [Fact]
    public void A_private_key_is_wiped_with_its_pair_and_never_printed()
    {
        var pair = SurveyKeyPair.Make();
        Assert.Equal("(key pair of a survey)", pair.ToString());
        pair.Dispose();
        Assert.All(pair.PrivateKey.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void A_fingerprint_reads_in_groups() => Assert.Equal(
        "e3b0 c442 98fc 1c14 9afb f4c8 996f b924 27ae 41e4 649b 934c a495 991b 7852 b855",
        SurveyKeyPair.Readable(SurveyKeyPair.FingerprintOf([])));
}
