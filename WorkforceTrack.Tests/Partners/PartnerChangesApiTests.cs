using System.Net;
using System.Text.Json;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Partners;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Partners;

[Trait("needs", "server")]
public sealed class PartnerChangesApiTests(PartnerHouse house) : IClassFixture<PartnerHouse>
{
    private readonly RunningProgram program = house.Program;
    private readonly PartnerScene scene = house.Scene;

    [Fact, Proves("A2"), Proves("D1")]
    public async Task A_partner_reads_what_changed_by_name_alone_acknowledges_it_and_reads_it_no_more()
    {
        var offer = await scene.OfferAsync();
        var client = await ClientAsync(offer);
        var (subject, member) = await ReadOnceAsync(offer, client);
        Assert.Empty(Changes(await client.GetAsync("partner/v1/changes")));
        await CorrectAsync(member, "Bea also solders");

        var reply = await client.GetAsync("partner/v1/changes");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var change = Assert.Single(Changes(reply));
        Assert.Equal(["fields", "id", "kind", "since", "subject"], change.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("corrected", subject.ToString("D")), (change.GetProperty("kind").GetString(), change.GetProperty("subject").GetString()));
        Assert.Equal(["skills"], change.GetProperty("fields").EnumerateArray().Select(f => f.GetString()));
        Assert.DoesNotContain("solders", reply.Body, StringComparison.Ordinal);
        var acknowledgement = $"partner/v1/changes/{change.GetProperty("id").GetString()}/acknowledgement";
        for (var times = 0; times < 2; times++) Assert.Equal((HttpStatusCode.NoContent, ""), await PostAsync(client, acknowledgement));
        Assert.Empty(Changes(await client.GetAsync("partner/v1/changes")));
    }

    [Fact, Proves("A2"), Proves("P4")]
    public async Task A_partner_that_is_suspended_or_whose_agreement_ended_still_reads_and_acknowledges_what_it_must_correct_or_erase()
    {
        var offer = await scene.OfferAsync(new Deal { Ends = TimeSpan.FromDays(2) });
        var client = await ClientAsync(offer);
        var (subject, member) = await ReadOnceAsync(offer, client);
        await scene.Get<SuspendPartner>().SuspendAsync(scene.Officer, offer.Partner);
        await CorrectAsync(member, "Bea also solders");
        house.Clock.Advance(TimeSpan.FromDays(3));
        await scene.DropAsync(member, offer);
        client = await ClientAsync(offer);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.ReadAsync(subject, "skills")).Status);

        var change = Assert.Single(Changes(await client.GetAsync("partner/v1/changes")));

        Assert.Equal("withdrawn", change.GetProperty("kind").GetString());
        Assert.Equal((HttpStatusCode.NoContent, ""), await PostAsync(client, $"partner/v1/changes/{change.GetProperty("id").GetString()}/acknowledgement"));
        Assert.Empty(Changes(await client.GetAsync("partner/v1/changes")));
    }

    [Fact, Proves("P2")]
    public async Task A_change_of_another_partner_and_one_that_never_was_read_alike()
    {
        var (offer, other) = (await scene.OfferAsync(), await scene.OfferAsync());
        var client = await ClientAsync(offer);
        var (_, member) = await ReadOnceAsync(offer, client);
        await CorrectAsync(member, "Bea also solders");
        var id = Assert.Single(Changes(await client.GetAsync("partner/v1/changes"))).GetProperty("id").GetString();
        var foreign = await ClientAsync(other);

        Assert.Empty(Changes(await foreign.GetAsync("partner/v1/changes")));
        var replies = new[] { id, Guid.NewGuid().ToString("D"), "not-an-id", "00000000-0000-0000-0000-000000000000", "%F0%9F%92%A9" };
        var bodies = new HashSet<(HttpStatusCode, string)>();
        foreach (var one in replies) bodies.Add(await PostAsync(foreign, $"partner/v1/changes/{one}/acknowledgement"));
        Assert.Equal(HttpStatusCode.NotFound, Assert.Single(bodies).Item1);
        Assert.Single(Changes(await client.GetAsync("partner/v1/changes")));
    }

    [Fact, Proves("D1")]
    public async Task Pages_hold_each_change_once_in_an_order_of_chance()
    {
        var offer = await scene.OfferAsync();
        var client = await ClientAsync(offer);
        var subjects = new List<string>();
        for (var n = 0; n < 7; n++)
        {
            var (subject, member) = await ReadOnceAsync(offer, client);
            await CorrectAsync(member, $"Bea knows {n} trades");
            subjects.Add(subject.ToString("D"));
        }

        var (ids, seen) = (new List<string>(), new List<string>());
        for (var next = "partner/v1/changes?limit=3"; next is not null;)
        {
            var page = await client.GetAsync(next);
            Assert.True(Changes(page).Count <= 3);
            ids.AddRange(Changes(page).Select(c => c.GetProperty("id").GetString()!));
            seen.AddRange(Changes(page).Select(c => c.GetProperty("subject").GetString()!));
            next = page.Json.GetProperty("next").GetString();
        }

        Assert.Equal(subjects.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        // By random ids, drawn when the change was told: neither the order of the acts nor that of the names.
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=ten")]
    [InlineData("limit=1&limit=2")]
    [InlineData("after=yesterday")]
    [InlineData("after=")]
    public async Task A_page_that_cannot_be_is_a_bad_request(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await ClientAsync(house.Offer)).GetAsync($"partner/v1/changes?{query}")).Status);

    [Fact]
    public async Task Another_method_is_told_what_is_allowed_and_without_a_token_nothing_opens()
    {
        var client = await ClientAsync(house.Offer);
        var list = await client.GetAsync("partner/v1/changes", method: HttpMethod.Delete);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET"), (list.Status, list.Allow));
        var acknowledgement = await client.GetAsync($"partner/v1/changes/{Guid.NewGuid()}/acknowledgement");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (acknowledgement.Status, acknowledgement.Allow));
        using var http = program.NewClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await new PartnerClient(http).GetAsync("partner/v1/changes")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new PartnerClient(http).GetAsync($"partner/v1/changes/{Guid.NewGuid()}/acknowledgement", method: HttpMethod.Post)).Status);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_answer_and_the_kinds_of_change()
    {
        var client = await ClientAsync(house.Offer);
        var document = (await client.GetAsync("partner/v1/openapi.json")).Json;
        Assert.Equal(["corrected", "withdrawn", "erased"], document.GetProperty("components").GetProperty("schemas").GetProperty("ChangeKind").GetProperty("enum").EnumerateArray().Select(k => k.GetString()));
        foreach (var (route, method, reply) in new[]
        {
            ("/partner/v1/changes", "get", await client.GetAsync("partner/v1/changes")),
            ("/partner/v1/changes", "get", await client.GetAsync("partner/v1/changes?limit=0")),
            ("/partner/v1/changes/{id}/acknowledgement", "post", await client.GetAsync($"partner/v1/changes/{Guid.NewGuid()}/acknowledgement", method: HttpMethod.Post)),
        })
        {
            var described = document.GetProperty("paths").GetProperty(route).GetProperty(method).GetProperty("responses").GetProperty(((int)reply.Status).ToString());
            Assert.True(described.GetProperty("content").TryGetProperty(reply.Type!, out _));
        }
    }

    private static List<JsonElement> Changes(Reply reply) => [.. reply.Json.GetProperty("changes").EnumerateArray()];

    private Task<PartnerClient> ClientAsync(Offer offer) => PartnerClient.SignInAsync(program.NewClient(), offer.Credential);

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(PartnerClient client, string path)
    {
        var reply = await client.GetAsync(path, method: HttpMethod.Post);
        return (reply.Status, reply.Body);
    }

    private async Task<(Guid Subject, Caller.Member Member)> ReadOnceAsync(Offer offer, PartnerClient client)
    {
        var member = await scene.MemberAsync("Bea");
        Assert.IsType<App.Consents.ConsentAnswer.Given>(await scene.SelectAsync(member, offer));
        var subject = (await scene.SubjectAsync(member, offer.Partner)).Value;
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync(subject, "skills")).Status);
        return (subject, member);
    }

    private async Task CorrectAsync(Caller.Member member, string skills) => Assert.IsType<Correction.Done>(await scene.Get<CorrectOwnData>().CorrectAsync(member, PersonalField.Skills, skills));
}
