using Microsoft.Extensions.Configuration;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Shell;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.Correspondence;

public sealed class MailOptionsTests
{
    private static readonly StoreOptions Stores = new("/srv/wt/data", "", "", "", "", "");

    [Theory]
    [InlineData(null, "/srv/wt/.local/mail")]
    [InlineData("/srv/wt/database/mail", "/srv/wt/database/mail")]
    public void Mail_lies_beside_the_data_unless_it_is_said_where(string? folder, string expected) => Assert.Equal(expected, Read("Folder", folder).Folder);

    [Theory]
    [InlineData("/srv/wt/data")]
    [InlineData("/srv/wt/data/")]
    [InlineData("/srv/wt/data/mail")]
    [InlineData("/srv/wt/other/../data/mail")]
    public void A_folder_inside_the_data_is_refused_in_words(string folder) =>
        Assert.Contains("Mail:Folder lies inside the data folder", Assert.Throws<StartRefusedException>(() => Read("Folder", folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_way_of_sending_is_refused_in_words() =>
        Assert.Contains("Set Mail:Mode to Folder", Assert.Throws<StartRefusedException>(() => Read("Smtp", null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "", "")]
    [InlineData("A", "nowhere", "members.example")]
    [InlineData("A", "a@b.example", "https://members.example/path")]
    public void A_start_without_a_name_and_address_is_refused_in_words(string name, string address, string origin) =>
        Assert.Contains("Organisation:PublicOrigin", Assert.Throws<StartRefusedException>(
            () => OrganisationIsNamed.Require(new OrganisationOptions { Name = name, SupportAddress = address, PublicOrigin = origin })).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_letter_is_short_carries_its_code_and_no_secret_in_a_link()
    {
        var organisation = new OrganisationOptions { Name = "Bees & Co", SupportAddress = "help@bees.example", PublicOrigin = "https://bees.example/" };
        var code = MailParameters.WithCode(new Redacted<string>("ABCDEFGHJK"), [], new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
        foreach (var template in Enum.GetValues<MailTemplate>())
        {
            var hasCode = template is MailTemplate.CheckAddress or MailTemplate.ResetPassword;
            var letter = Letter.Of(template, hasCode ? code : MailParameters.None, new Redacted<string>("<b>Mo</b>"), organisation);
            var (text, html) = (letter.Text(), letter.Html());

            Assert.Equal(hasCode, text.Contains("ABCDE-FGHJK", StringComparison.Ordinal));
            Assert.Contains("&lt;b&gt;Mo", html, StringComparison.Ordinal);
            Assert.Contains("Bees &amp; Co", html, StringComparison.Ordinal);
            Assert.All(text.Split('\n').Where(l => l.Contains("https://", StringComparison.Ordinal)), l => Assert.Matches("^ *https://bees\\.example/[a-z/]+$", l));
            Assert.DoesNotContain('!', text);
            Assert.True(text.Length < 900);
        }
    }

    private static MailOptions Read(string mode, string? folder) => MailOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("Mail:Mode", mode), new("Mail:Folder", folder)]).Build(), Stores);
}
