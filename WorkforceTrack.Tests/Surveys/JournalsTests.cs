using Microsoft.EntityFrameworkCore;
using WorkforceTrack.Domain.Surveys;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Surveys;

/// <summary>A journal tells what came after what; no stop of the program may leave it to be read (S2, S4).</summary>
public sealed class JournalsTests
{
    [Fact, Proves("S2"), Proves("S4")]
    public async Task What_a_killed_program_left_in_the_journals_is_gone_with_the_next_start()
    {
        await using var survey = await HeldSurvey.OpenAsync(Audience.Members, HeldSurvey.Short);
        await survey.PassAsync("anna");
        byte[] drawer;
        await using (var main = survey.Store.Main()) drawer = (await main.PassesDrawn.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken)).Drawer;

        // The disk as a killed program leaves it: the files with their journals, while it runs.
        using var killed = new TestFolder();
        foreach (var file in TestFolder.FilesUnder(survey.Store.Folder.Root))
        {
            var copy = Path.Combine(killed.Root, Path.GetRelativePath(survey.Store.Folder.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        Assert.True(IsIn($"{killed.MainFile}-wal", drawer));

        await using var next = await HeldSurvey.TakeUpAsync(killed, survey.Id);

        Assert.False(IsIn($"{killed.MainFile}-wal", drawer));
        // The survey is still open, so that this member drew is still known.
        Assert.True(IsIn(killed.MainFile, drawer));
    }

    private static bool IsIn(string file, byte[] bytes)
    {
        if (!File.Exists(file)) return false;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(bytes) >= 0;
    }
}
