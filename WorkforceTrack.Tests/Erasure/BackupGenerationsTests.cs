using CsCheck;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Erasure;

public sealed class BackupGenerationsTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly Gen<BackupKeep> AnyKeep = Gen.Select(Gen.Int[1, 20], Gen.Int[0, 9], Gen.Int[0, 6], (d, w, m) => BackupKeep.TryMake(d, w, m, out var keep) ? keep : BackupKeep.Usual);

    private static readonly Gen<List<BackupName>> AnyNames = Gen.Int[0, 200 * 24 * 60].List[0, 40].Select(minutes =>
        minutes.Distinct().Select(m => BackupName.Of(At(Start).AddMinutes(m))).ToList());

    [Fact, Proves("T5")]
    public void Of_a_year_of_daily_backups_seven_days_four_weeks_and_three_months_are_left()
    {
        var names = Enumerable.Range(0, 365).Select(d => Daily(Start.AddDays(d))).ToList();
        var today = names[^1].Day;

        var left = names.Except(BackupGenerations.ToRemove(names, BackupKeep.Usual, today, lastVerified: null)).Select(n => n.Day);

        Assert.Equal(
            ["2026-10-01", "2026-11-01", "2026-12-01", "2026-12-07", "2026-12-14", "2026-12-21", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"],
            left.Order().Select(d => d.ToString("yyyy-MM-dd")));
    }

    [Fact, Proves("T5")]
    public void The_newest_and_the_last_that_was_verified_stay_whatever_their_age() => Gen.Select(AnyNames, AnyKeep, Gen.Int[0, 400]).Sample(
        (names, keep, day) =>
        {
            if (names.Count == 0) return;
            var verified = names[names.Count / 2];
            var gone = BackupGenerations.ToRemove(names, keep, Start.AddDays(day), verified);
            Assert.DoesNotContain(names.Max(), gone);
            Assert.DoesNotContain(verified, gone);
        },
        iter: Counts.Cases);

    [Fact, Proves("T5")]
    public void Removing_what_goes_never_lets_another_stay_longer() => Gen.Select(AnyNames, AnyKeep, Gen.Int[0, 400]).Sample(
        (names, keep, day) =>
        {
            var before = BackupGenerations.Of(names, keep).ToDictionary(b => b.Name, b => b.GoesOn);
            var left = names.Except(BackupGenerations.ToRemove(names, keep, Start.AddDays(day), lastVerified: null)).ToList();
            Assert.All(BackupGenerations.Of(left, keep).Skip(1), b => Assert.Equal(before[b.Name], b.GoesOn));
        },
        iter: Counts.Cases);

    /// <summary>The figure that a member is told, against days that are lived through one by one, with backups made at any hour and some left out.</summary>
    [Fact, Proves("T4"), Proves("T5")]
    public void On_the_day_that_a_member_is_told_no_backup_of_before_is_left() => Gen.Select(AnyNames, AnyKeep, Gen.Int[0, 12], Gen.Int[0, 3].List[400, 400]).Sample(
        (names, keep, waiting, made) =>
        {
            var today = names.Count == 0 ? Start : names.Max().Day;
            var erased = today.AddDays(waiting);
            var told = BackupGenerations.LastGoesOn(names, keep, today, erased);
            var shelf = new List<BackupName>(names);
            for (var day = today; day <= told; day = day.AddDays(1))
            {
                // Some days have no backup, but for the last one; some have several.
                for (var n = 0; n < Math.Max(made[day.DayNumber - today.DayNumber], day == told ? 1 : 0); n++) shelf.Add(BackupName.Of(At(day).AddHours(4 + n)));
                shelf = [.. shelf.Distinct()];
                foreach (var gone in BackupGenerations.ToRemove(shelf, keep, day, lastVerified: null)) shelf.Remove(gone);
            }

            Assert.DoesNotContain(shelf, b => b.Day <= erased);
        },
        iter: Math.Min(Counts.Cases, 500));

    [Fact, Proves("T4")]
    public void The_day_that_a_member_is_told_is_not_later_than_it_must_be()
    {
        // The first of the month is the last to go; made on the second, the first of its week.
        Assert.Equal(new DateOnly(2026, 6, 1), BackupGenerations.LastGoesOn([Daily(new(2026, 3, 1))], BackupKeep.Usual, new(2026, 3, 2), new(2026, 3, 2)));
        Assert.Equal(new DateOnly(2026, 4, 1), BackupGenerations.LastGoesOn([Daily(new(2026, 2, 28))], Keep(7, 0, 1), new(2026, 3, 1), new(2026, 3, 1)));
        Assert.Equal(new DateOnly(2026, 3, 30), BackupGenerations.LastGoesOn([Daily(new(2026, 3, 1)), Daily(new(2026, 3, 2))], Keep(7, 4, 0), new(2026, 3, 2), new(2026, 3, 3)));
    }

    [Theory]
    [InlineData("7,4,3", true)]
    [InlineData("1, 0, 0", true)]
    [InlineData("0,4,3", false)]
    [InlineData("7,4", false)]
    [InlineData("7,4,-3", false)]
    [InlineData("seven,4,3", false)]
    public void Three_numbers_say_how_long_backups_are_kept(string text, bool isKeep) => Assert.Equal(isKeep, BackupKeep.TryParse(text, out _));

    [Fact]
    public void A_name_is_the_second_in_which_the_backup_was_begun()
    {
        var name = BackupName.Of(new DateTimeOffset(2026, 1, 31, 5, 5, 0, 999, TimeSpan.FromHours(1)));
        Assert.Equal("20260131T040500Z", name.ToString());
        Assert.True(BackupName.TryParse("20260131T040500Z", out var read));
        Assert.Equal(name, read);
        Assert.All(new[] { null, "", "vault", "20260131T040500", "20260231T040500Z", ".creating-0a" }, text => Assert.False(BackupName.TryParse(text, out _)));
    }

    private static BackupName Daily(DateOnly day) => BackupName.Of(At(day).AddHours(4).AddMinutes(5));

    private static BackupKeep Keep(int days, int weeks, int months) => BackupKeep.TryMake(days, weeks, months, out var keep) ? keep : throw new InvalidOperationException("No such keeping.");

    private static DateTimeOffset At(DateOnly day) => new(day, default, TimeSpan.Zero);
}
