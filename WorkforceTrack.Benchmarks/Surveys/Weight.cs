using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using WorkforceTrack.App.Demonstration;
using WorkforceTrack.Benchmarks.Client;

namespace WorkforceTrack.Benchmarks.Surveys;

/// <summary>
/// What a browser with an empty cache loads to take part in a survey, of the published program: the member's survey page, the booth in
/// its frame, all that both refer to, and what the booth's script fetches when a pass is drawn. Fonts and pictures of style sheets
/// count even where no text of the page asks for them.
/// </summary>
internal static partial class Weight
{
    private const string Survey = "/me/surveys/how-your-shifts-are-planned";

    internal static async Task RunAsync()
    {
        var scratch = Directory.CreateTempSubdirectory("wt-weight-").FullName;
        try
        {
            await PublishAsync($"{scratch}/program");
            await using var server = await ChildServer.StartAsync(
                $"{scratch}/program/WorkforceTrack.App.dll", scratch, $"--Data:Directory={scratch}/data", $"--Mail:Folder={scratch}/mail", "--environment=Development", "--ReloadStaticAssetsAtRuntime=false");
            using var visit = new Visit(server.Address);
            await visit.LogInAsync();
            await visit.LoadAsync(new Uri(visit.Public, Survey));
            // What scripts ask for: the frame, cleared first since nobody was in this tab before, and the key.
            foreach (var asked in (string[])["/booth/-/leave", "/booth/how-your-shifts-are-planned", "/booth/how-your-shifts-are-planned/key"]) await visit.LoadAsync(new Uri(visit.Booth, asked));
            foreach (var (address, bytes, coding) in visit.Loaded.OrderByDescending(l => l.Bytes)) Console.WriteLine($"  {bytes,9:N0}  {coding,-8} {address}");
            Console.WriteLine(
                $"first visit to a survey: {visit.Loaded.Count} requests, {visit.Loaded.Sum(l => l.Bytes):N0} bytes compressed as sent (heads apart), foreign hosts: {(visit.Foreign.Count == 0 ? "none" : string.Join(", ", visit.Foreign))}   goal: under 400,000, none");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task PublishAsync(string folder)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "WorkforceTrack.sln"))) root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The sources are not around this program.");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(root, "WorkforceTrack.App"), "-c", "Release", "-o", folder, "-v", "q", "--nologo"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new InvalidOperationException(output);
    }

    private sealed partial class Visit : IDisposable
    {
        private readonly HttpClient http;
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        internal Visit(Uri server)
        {
            // localhost is the members' name of the address that the server listens on.
            http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, stop) => Loopback.ConnectAsync(server.Port, stop), AutomaticDecompression = DecompressionMethods.None });
            (Public, Booth) = (new Uri($"http://localhost:{server.Port}"), new Uri($"http://127.0.0.1:{server.Port}"));
        }

        internal Uri Public { get; }

        internal Uri Booth { get; }

        internal List<(Uri Address, long Bytes, string Coding)> Loaded { get; } = [];

        internal HashSet<string> Foreign { get; } = new(StringComparer.Ordinal);

        internal async Task LogInAsync()
        {
            var page = await http.GetStringAsync(new Uri(Public, "/login"));
            using var answer = await http.PostAsync(new Uri(Public, "/login"), new FormUrlEncodedContent(
            [
                new("UserId", Cast.Members[0].UserId), new("Password", Cast.Password), new("__RequestVerificationToken", Token().Match(page).Groups["token"].Value),
            ]));
            answer.EnsureSuccessStatusCode();
        }

        internal async Task LoadAsync(Uri address)
        {
            if (address.Scheme is not ("http" or "https") || !seen.Add(address.GetLeftPart(UriPartial.Query))) return;
            if (address.Authority != Public.Authority && address.Authority != Booth.Authority)
            {
                Foreign.Add(address.Host);
                return;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
            request.Headers.TryAddWithoutValidation("Accept", "text/html, */*");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}.");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var coding = answer.Content.Headers.ContentEncoding.FirstOrDefault() ?? "plain";
            Loaded.Add((address, bytes.Length, coding));
            // The framework's own script names others that only WebAssembly loads.
            if (address.AbsolutePath.StartsWith("/_framework/", StringComparison.Ordinal)) return;
            foreach (var reference in References(answer.Content.Headers.ContentType?.MediaType, Text(bytes, coding)).ToArray())
                await LoadAsync(new Uri(reference.StartsWith('.') || reference.StartsWith('/') || answer.Content.Headers.ContentType?.MediaType != "text/html" ? address : new Uri(address, "/"), reference));
        }

        public void Dispose() => http.Dispose();

        private static IEnumerable<string> References(string? type, string text) => type switch
        {
            "text/html" => InPage().Matches(text).Select(m => WebUtility.HtmlDecode(m.Groups["at"].Value)),
            "text/css" => InSheet().Matches(text).Select(m => m.Groups["at"].Value),
            "text/javascript" or "application/javascript" => InScript().Matches(text).Select(m => m.Groups["at"].Value),
            _ => [],
        };

        private static string Text(byte[] bytes, string coding)
        {
            using Stream stream = coding switch
            {
                "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
                "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
                _ => new MemoryStream(bytes),
            };
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }

        // Links to other pages are not loaded; style sheets, scripts, icons, preloads, frames, pictures and components' scripts are.
        [GeneratedRegex("<link\\b[^>]*?\\bhref=\"(?<at>[^\"]+)\"|<(script|iframe|img)\\b[^>]*?\\bsrc=\"(?<at>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex InPage();

        [GeneratedRegex("url\\(\\s*['\"]?(?<at>(?!data:|#)[^'\")\\s]+)|@import\\s+['\"](?<at>[^'\"]+)", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex InSheet();

        [GeneratedRegex("\\b(from|import)\\s*\\(?\\s*['\"](?<at>\\./[\\w./-]+\\.js)['\"]", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex InScript();

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Token();
    }
}
