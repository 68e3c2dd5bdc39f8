using WorkforceTrack.Tests.Cast;

namespace WorkforceTrack.Tests.Storage;

[Trait("needs", "server")]
public sealed class StartTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fresh_machine_serves_its_first_page(bool production)
    {
        await using var program = await RunningProgram.StartAsync(new Staging { IsProduction = production });
        using var client = program.NewClient();

        var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var style = await client.GetAsync("/app.css", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, style.StatusCode);
        Assert.DoesNotContain(program.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
