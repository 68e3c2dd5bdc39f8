using System.Text;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Policy;

/// <summary>What was stored stays as it was: versions written before there were surveys, and the member that tells of them.</summary>
public sealed class StoredPolicyTests
{
    /// <summary>Bytes that the program wrote before a version could describe surveys, with their digest then.</summary>
    private const string BeforeSurveys = """
        {"number":"1.0","published":"2026-01-15","material":true,"clauses":[{"id":"O1","title":"Open","text":"We say it.","keeping":"by-program","note":"On this page."}],"fields":[{"field":"user-id","label":"User ID","why":"You choose it yourself, and log in with it.","required":true,"max-length":64,"sources":["registration"],"purposes":["own-access","keep-account","give-support","investigate-misuse"],"retention":"membership"}],"flows":[{"id":"staff-account","recipient":"staff","recipient-name":null,"recipient-id":null,"purpose":"keep-account","basis":"internal-use","fields":["user-id","email","display-name"],"text":"Our staff keep your account in order."}]}
        """;

    private const string DigestThen = "f3b2e5aeaaac71f706bdc0960344b5c9975e7bb9723f184e9006cf2d3b76816e";

    private const string Members = "{\"audience\":\"members\",\"text\":\"We ask.\"}";

    [Fact, Proves("O3")]
    public void A_version_from_before_there_were_surveys_keeps_its_bytes_and_digest()
    {
        Assert.True(Read(BeforeSurveys, out var version));
        Assert.Empty(version!.Surveys);
        Assert.Equal(BeforeSurveys, Encoding.UTF8.GetString(PolicyJson.Write(version)));
        Assert.Equal(DigestThen, Convert.ToHexStringLower(PolicyJson.Digest(version)));
    }

    [Fact, Proves("O2"), Proves("O3")]
    public void What_is_declared_of_surveys_is_stored_and_comes_back()
    {
        Assert.True(Read(BeforeSurveys, out var before));
        var after = SurveyUse.Next(before!, new DateOnly(2026, 3, 1));

        Assert.True(PolicyJson.TryRead(PolicyJson.Write(after), out var read));
        Assert.Equal(DeclaredSurveys.All, read.Surveys);
        Assert.NotEqual(PolicyJson.Digest(after), PolicyJson.Digest(after with { Surveys = [after.Surveys[0]] }));
        Assert.Equal(DeclaredSurveys.All, ExamplePartner.Version.Surveys);
    }

    [Theory, Proves("O3")]
    [InlineData($"[{Members}]", true)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData($"[{Members},{Members}]", false)]
    [InlineData("[{\"audience\":\"everyone\",\"text\":\"We ask.\"}]", false)]
    [InlineData("[{\"text\":\"We ask.\",\"audience\":\"members\"}]", false)]
    [InlineData("[{\"audience\":\"members\",\"text\":\"We ask.\",\"more\":1}]", false)]
    public void Only_the_canonical_form_of_a_declaration_is_read(string surveys, bool isRead) =>
        Assert.Equal(isRead, Read($"{BeforeSurveys[..^1]},\"surveys\":{surveys}}}", out _));

    private static bool Read(string text, out PolicyVersion? version) => PolicyJson.TryRead(Encoding.UTF8.GetBytes(text), out version);
}
