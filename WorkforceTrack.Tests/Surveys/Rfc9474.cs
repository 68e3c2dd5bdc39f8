using System.Security.Cryptography;
using System.Text.Json;
using Org.BouncyCastle.Math;
using WorkforceTrack.Tests.HouseRules;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>The test vectors of RFC 9474, Appendix A. Their keys have 4096 bits.</summary>
internal sealed class Rfc9474
{
    private readonly JsonElement values;

    private Rfc9474(JsonElement values) => this.values = values;

    internal static IReadOnlyList<Rfc9474> All { get; } =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(House.Root, "WorkforceTrack.Tests", "Surveys", "Rfc9474.json"))).RootElement.GetProperty("vectors").EnumerateArray().Select(v => new Rfc9474(v))];

    /// <summary>The one of the variant that our passes are.</summary>
    internal static Rfc9474 OfOurVariant { get; } = All.Single(v => v.Name == "RSABSSA-SHA384-PSS-Randomized");

    internal string Name => values.GetProperty("name").GetString()!;

    internal bool HasSalt => this["salt"].Length > 0;

    internal byte[] this[string value] => Convert.FromHexString(values.GetProperty(value).GetString()!);

    internal BigInteger Number(string value) => new(1, this[value]);

    internal RSA Key()
    {
        var (d, p, q) = (Number("d"), Number("p"), Number("q"));
        var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters
        {
            Modulus = this["n"],
            Exponent = this["e"],
            D = this["d"],
            P = this["p"],
            Q = this["q"],
            DP = Blinding.Bytes(d.Mod(p.Subtract(BigInteger.One)), 256),
            DQ = Blinding.Bytes(d.Mod(q.Subtract(BigInteger.One)), 256),
            InverseQ = Blinding.Bytes(q.ModInverse(p), 256),
        });
        return rsa;
    }
}
