using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using Org.BouncyCastle.Math;
using WorkforceTrack.App.Surveys;
using WorkforceTrack.Tests.Promises;
using WorkforceTrack.Tests.Surveys;

namespace WorkforceTrack.Tests.Browser;

/// <summary>Drawing a pass with the script that members get, as the program serves it, and the signer and verifier of the program.</summary>
[Collection(Journeys.Name), Trait("needs", "browser")]
public sealed class PassScriptTests(Chromium browser, OpenHouse house)
{
    private const string TryFinish =
        """
        const [spki, tries] = args;
        const codes = [];
        for (const [keep, signature] of tries)
          codes.push(await script.finish(bytes(spki), keep && JSON.parse(keep), signature).then(() => 'pass', e => e instanceof script.PassError ? e.code : `${e}`));
        return codes;
        """;

    private static readonly SurveyKeyPair Pair = SurveyKeyPair.Make();

    [Fact, Proves("S4")]
    public async Task Browser_and_program_make_a_pass_that_counts_once_the_tab_was_reloaded()
    {
        using var signer = new BlindSigner(Pair.PrivateKey);
        using var verifier = new PassVerifier(Pair.PublicKey.AsSpan());
        await using var visit = await OpenAsync();
        var messages = new HashSet<string>(StringComparer.Ordinal);
        for (var pass = 0; pass < 3; pass++)
        {
            var (blinded, keep) = await RequestAsync(visit);
            var signed = signer.Sign(Base64Url.DecodeFromChars(blinded));
            await visit.Page.ReloadAsync();
            var text = await FinishAsync(visit, keep, Base64Url.EncodeToString(signed));

            Assert.True(SurveyPass.TryParse(text, out var read));
            Assert.True(verifier.Verifies(read));
            Assert.True(messages.Add(Convert.ToHexString(read.PreparedMessage)));
            Assert.DoesNotContain(blinded, text, StringComparison.Ordinal);
        }

        visit.AssertQuiet();
    }

    // The key of the standard's vectors has 4096 bits and no survey's key has; what the vectors say of Blinding holds for the script by this.
    [Fact, Proves("S4")]
    public async Task The_script_blinds_and_unblinds_as_the_standard_says()
    {
        using var signer = new BlindSigner(Pair.PrivateKey);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Pair.PublicKey.AsSpan(), out _);
        var (nonce, prefix, salt, blind) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(48), RandomNumberGenerator.GetBytes(256));
        blind[0] = 0;
        var expected = new Blinding(rsa.ExportParameters(includePrivateParameters: false), [.. prefix, .. nonce], salt, new BigInteger(1, blind));
        await using var visit = await OpenAsync();

        var made = JsonDocument.Parse(await RunAsync<string>(
            visit.Page,
            """
            const [spki, chances] = args;
            const drawn = [];
            crypto.getRandomValues = array => { drawn.push(array.length); array.set(bytes(chances.shift())); return array; };
            return JSON.stringify({ drawn, ...await script.makeRequest(bytes(spki)) });
            """,
            Key(Pair),
            new[] { nonce, prefix, salt, blind }.Select(Convert.ToBase64String).ToArray())).RootElement;
        var keep = made.GetProperty("keep");
        var signed = signer.Sign(expected.BlindedMessage)!;

        Assert.Equal([32, 32, 48, 256], made.GetProperty("drawn").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal(Base64Url.EncodeToString(expected.BlindedMessage), made.GetProperty("blinded").GetString());
        Assert.Equal(Base64Url.EncodeToString(expected.PreparedMessage), keep.GetProperty("message").GetString());
        Assert.Equal(Base64Url.EncodeToString(expected.Inverse), keep.GetProperty("inverse").GetString());
        Assert.Equal(expected.PassText(signed), await FinishAsync(visit, keep.GetRawText(), Base64Url.EncodeToString(signed)));
    }

    [Fact, Proves("S4")]
    public async Task A_wrong_answer_of_the_signer_makes_no_pass_and_is_named()
    {
        using var signer = new BlindSigner(Pair.PrivateKey);
        using var other = SurveyKeyPair.Make();
        using var stranger = new BlindSigner(other.PrivateKey);
        await using var visit = await OpenAsync();
        var (blinded, keep) = await RequestAsync(visit);
        var asked = Base64Url.DecodeFromChars(blinded);
        var right = signer.Sign(asked)!;
        var text = Base64Url.EncodeToString(right);
        var (_, another) = await RequestAsync(visit);
        var flipped = Enumerable.Range(0, 16).Select(i => (byte[])[.. right[..(i * 16)], (byte)(right[i * 16] ^ 4), .. right[((i * 16) + 1)..]]).Select(b => Base64Url.EncodeToString(b));
        string?[] answers =
        [
            .. flipped, blinded, Base64Url.EncodeToString(stranger.Sign(asked) ?? new byte[256]), Base64Url.EncodeToString(new byte[256]), "", null, " ", text + "=", text + " ", text[..^1],
            Base64Url.EncodeToString(right.AsSpan(1)), Base64Url.EncodeToString([.. right, 0]), Convert.ToBase64String(right),
        ];

        Assert.All(await CodesAsync(visit, [.. answers.Select(answer => new[] { keep, answer })]), code => Assert.Equal("wrong-signature", code));
        Assert.Equal(["wrong-signature", "pass"], await CodesAsync(visit, [[another, text], [keep, text]]));

        // What was kept, damaged in each of its parts.
        string?[] keeps =
        [
            null, "{}", "1", "\"x\"", .. JsonDocument.Parse(keep).RootElement.EnumerateObject().SelectMany(part => new[]
            {
                keep.Replace(part.Value.GetRawText(), "null", StringComparison.Ordinal),
                keep.Replace(part.Value.GetRawText(), "\"" + part.Value.GetString()![1..] + "\"", StringComparison.Ordinal),
            }),
        ];
        Assert.All(await CodesAsync(visit, [.. keeps.Select(kept => new[] { kept, text })]), code => Assert.Equal("no-keep", code));
        Assert.Equal(["other-key"], await RunAsync<string[]>(visit.Page, TryFinish, Key(other), new[] { new[] { keep, text } }));
    }

    [Fact, Proves("S4")]
    public async Task A_key_of_another_shape_is_blinded_for_nobody()
    {
        using var shorter = RSA.Create(1024);
        using var longer = RSA.Create(3072);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var vectors = Rfc9474.OfOurVariant.Key();
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Pair.PublicKey.AsSpan(), out _);
        var modulus = rsa.ExportParameters(includePrivateParameters: false).Modulus;
        using var three = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [3] });
        using var chosen = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 3] });
        var right = Pair.PublicKey.ToArray();
        byte[][] keys =
        [
            shorter.ExportSubjectPublicKeyInfo(), longer.ExportSubjectPublicKeyInfo(), curve.ExportSubjectPublicKeyInfo(), vectors.ExportSubjectPublicKeyInfo(),
            three.ExportSubjectPublicKeyInfo(), chosen.ExportSubjectPublicKeyInfo(), rsa.ExportRSAPublicKey(), [], [1, 2, 3], right[1..], right[..^1],
        ];
        await using var visit = await OpenAsync();

        var codes = await RunAsync<string[]>(
            visit.Page,
            "return Promise.all(args[0].map(key => script.makeRequest(bytes(key)).then(() => 'made', e => e instanceof script.PassError ? e.code : `${e}`)));",
            [keys.Select(Convert.ToBase64String).Append(Key(Pair)).ToArray()]);
        Assert.Equal([.. keys.Select(_ => "no-key"), "made"], codes);
    }

    [Fact]
    public async Task People_read_the_same_fingerprint_in_the_browser_and_from_the_program()
    {
        await using var visit = await OpenAsync();
        Assert.Equal(SurveyKeyPair.Readable(Pair.Fingerprint), await RunAsync<string>(visit.Page, "return script.fingerprint(bytes(args[0]));", Key(Pair)));
    }

    internal static string Key(SurveyKeyPair pair) => Convert.ToBase64String(pair.PublicKey.AsSpan());

    /// <summary>Runs lines of script in the page, with the script at hand.</summary>
    internal static Task<T> RunAsync<T>(IPage page, string lines, params object?[] args) => page.EvaluateAsync<T>(
        $"async args => {{ const script = await import('/booth/pass.js'); const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)); {lines} }}", args);

    private static async Task<(string Blinded, string Keep)> RequestAsync(Visit visit)
    {
        var request = JsonDocument.Parse(await RunAsync<string>(visit.Page, "return JSON.stringify(await script.makeRequest(bytes(args[0])));", Key(Pair))).RootElement;
        return (request.GetProperty("blinded").GetString()!, request.GetProperty("keep").GetRawText());
    }

    private static Task<string> FinishAsync(Visit visit, string keep, string signature) =>
        RunAsync<string>(visit.Page, "return script.finish(bytes(args[0]), JSON.parse(args[1]), args[2]);", Key(Pair), keep, signature);

    private static Task<string[]> CodesAsync(Visit visit, string?[][] tries) => RunAsync<string[]>(visit.Page, TryFinish, Key(Pair), tries);

    private async Task<Visit> OpenAsync()
    {
        var visit = await browser.VisitAsync(house.Program);
        await visit.GoAsync("/policy");
        return visit;
    }
}
