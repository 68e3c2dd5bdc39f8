using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Storage;
using WorkforceTrack.App.Storage.Sqlite;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Staff;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class LedgerWalkTests
{
    private const int HowMany = 400;
    private static readonly Guid[] Partners = [new("11111111-0000-4000-8000-000000000001"), new("11111111-0000-4000-8000-000000000002")];

    [Fact]
    public async Task Any_filter_shows_what_a_plain_reading_of_the_whole_ledger_shows_in_pages_of_any_size()
    {
        await using var office = await Office.OpenAsync();
        var chance = Counts.Chance(7);
        await FillAsync(office, chance);
        var all = await office.LedgerAsync();
        for (var round = 0; round < 60; round++)
        {
            // Every other round all ways are wide, as in a ledger of millions.
            var walk = new LedgerWalk(office.Get<IDbContextFactory<MainDb>>(), office.Get<LedgerBook>()) { WideEnough = round % 2 == 0 ? 2_000 : 3 };
            var filter = SomeFilter(chance, office);
            var size = chance.Next(1, 40);
            var expected = all.Select((entry, index) => (Entry: entry, Index: (long)index)).Where(e => filter.Admits(e.Entry)).Select(e => e.Index).Reverse().ToList();

            var older = await AllOlderAsync(walk, filter, size);
            Assert.Equal(expected, older.SelectMany(page => page));
            Assert.All(older.SkipLast(1), page => Assert.Equal(size, page.Count));
            if (older.Count > 1) Assert.Equal(older[^2], await NewerThanAsync(walk, filter, size, older[^1]));
        }
    }

    [Fact]
    public async Task A_page_looks_at_so_many_entries_and_goes_on_from_there_and_misses_none()
    {
        await using var office = await Office.OpenAsync();
        var chance = Counts.Chance(12);
        await FillAsync(office, chance);
        var all = await office.LedgerAsync();
        var parts = 0;
        for (var round = 0; round < 60; round++)
        {
            var most = chance.Next(1, 40);
            var walk = new LedgerWalk(office.Get<IDbContextFactory<MainDb>>(), office.Get<LedgerBook>()) { WideEnough = round % 2 == 0 ? 2_000 : 3, MostLookedAt = most };
            var filter = SomeFilter(chance, office);
            var size = chance.Next(1, 10);
            var expected = all.Select((entry, index) => (Entry: entry, Index: (long)index)).Where(e => filter.Admits(e.Entry)).Select(e => e.Index).Reverse().ToList();

            var older = await AllOlderAsync(walk, filter, size);
            Assert.Equal(expected, older.SelectMany(page => page));
            Assert.Equal(expected, await AllNewerAsync(walk, filter, size));
            parts += older.SkipLast(1).Count(page => page.Count < size);
        }

        Assert.True(parts > 100, $"Only {parts} pages were broken off.");
    }

    [Fact]
    public async Task A_page_reads_no_further_than_it_may_where_two_wide_filters_hardly_meet()
    {
        await using var office = await Office.OpenAsync();
        await FillAsync(office, Counts.Chance(13));
        var walk = new LedgerWalk(office.Get<IDbContextFactory<MainDb>>(), office.Get<LedgerBook>()) { WideEnough = 10, MostLookedAt = 5 };
        // Own access is for one purpose and everything else is not: both are wide, and nothing is in both.
        var filter = new EntryFilter(Kind: EntryKind.OwnAccess, Purpose: Purpose.Training);

        var page = await walk.PageAsync(filter, default, 25);

        Assert.Empty(page.Rows);
        Assert.NotNull(page.OlderThan);
        var older = await AllOlderAsync(walk, filter, 25);
        Assert.All(older, Assert.Empty);
        Assert.InRange(older.Count, 2, 100);
    }

    [Fact]
    public async Task A_page_stays_the_same_while_entries_are_added()
    {
        await using var office = await Office.OpenAsync();
        var chance = Counts.Chance(8);
        await FillAsync(office, chance);
        var walk = office.Get<LedgerWalk>();
        foreach (var filter in new[] { new EntryFilter(), new EntryFilter(RefusedOnly: true), new EntryFilter(Partner: new PartnerId(Partners[0])) })
        {
            var first = await walk.PageAsync(filter, default, 10);
            var second = await walk.PageAsync(filter, new WalkFrom(first.Rows[^1].Index, null), 10);
            await AppendSomeAsync(office, chance, 50);

            Assert.Equal(Places(second), Places(await walk.PageAsync(filter, new WalkFrom(first.Rows[^1].Index, null), 10)));
            var above = await walk.PageAsync(filter, new WalkFrom(null, second.Rows[0].Index), 10);
            Assert.NotNull(above.NewerThan);
            Assert.Equal(Places(first), Places(above));
        }
    }

    [Fact]
    public async Task Every_single_filter_walks_an_index_and_none_reads_the_whole_ledger_or_sorts_it()
    {
        await using var office = await Office.OpenAsync();
        await FillAsync(office, Counts.Chance(9));
        var seen = new Plans();
        var stores = new Watched(office.Store.Folder.MainFile, seen);
        var walk = new LedgerWalk(stores, office.Get<LedgerBook>());
        var today = DateOnly.FromDateTime(office.Store.Clock.GetUtcNow().UtcDateTime);
        (EntryFilter Filter, string Index)[] singles =
        [
            (new(Kind: EntryKind.StaffLook), "USING INDEX IX_Ledger_Kind_Index"),
            (new(RefusedOnly: true), "USING INDEX IX_Ledger_Kind_Index"),
            (new(Partner: new PartnerId(Partners[0])), "USING INDEX IX_Ledger_Recipient_Index"),
            (new(Staff: ActorRole.Support), "USING INDEX IX_Ledger_Recipient_Index"),
            (new(Purpose: Purpose.Training), "USING INDEX IX_Ledger_Purpose_Index"),
            (new(From: today.AddDays(-3), To: today), "USING INTEGER PRIMARY KEY"),
            (new(), "USING INTEGER PRIMARY KEY"),
        ];
        foreach (var (filter, index) in singles)
        {
            foreach (var from in new[] { default, new WalkFrom(200, null), new WalkFrom(null, 100) })
            {
                seen.Lines.Clear();
                await walk.PageAsync(filter, from, 25);
                var ledger = seen.Lines.Where(line => line.Contains("Ledger", StringComparison.Ordinal) || line.Contains("SEARCH l", StringComparison.Ordinal) || line.Contains("SCAN l", StringComparison.Ordinal)).ToList();
                Assert.NotEmpty(ledger);
                Assert.Contains(ledger, line => line.Contains(index, StringComparison.Ordinal));
                Assert.DoesNotContain(seen.Lines, line => line.Contains("SCAN l", StringComparison.Ordinal) || line.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task What_is_no_entry_any_more_is_shown_and_not_left_out()
    {
        await using var office = await Office.OpenAsync();
        await FillAsync(office, Counts.Chance(10));
        await using (var connection = new SqliteConnection($"Data Source={office.Store.Folder.MainFile}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var damage = connection.CreateCommand();
            damage.CommandText = "DROP TRIGGER IF EXISTS \"LedgerIsNotChanged\"; SELECT group_concat('DROP TRIGGER \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'Ledger'";
            var drop = await damage.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string;
            damage.CommandText = $"{drop}; UPDATE \"Ledger\" SET \"Body\" = x'00' WHERE \"Index\" = 100";
            await damage.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var page = await office.Get<LedgerWalk>().PageAsync(new EntryFilter(), new WalkFrom(105, null), 10);

        Assert.Null(page.Rows.Single(row => row.Index == 100).Entry);
    }

    private static async Task FillAsync(Office office, Random chance)
    {
        foreach (var role in Names.All<StaffRole>()) await office.HireAsync(role);
        for (var made = 0; made < HowMany; made += 20)
        {
            await AppendSomeAsync(office, chance, 20);
            office.Store.Clock.Advance(TimeSpan.FromHours(chance.Next(1, 40)));
        }
    }

    private static async Task AppendSomeAsync(Office office, Random chance, int count)
    {
        var staff = await StaffAsync(office);
        await office.Store.Writer.WriteAsync(work =>
        {
            for (var i = 0; i < count; i++) work.Append(Some(Entries.New(work, EntryKind.Notice, ActorRole.Platform), chance, staff));
            return Task.FromResult(count);
        });
    }

    private static LedgerEntry Some(LedgerEntry fresh, Random chance, List<(Guid Id, StaffRole Role)> staff)
    {
        var who = staff[chance.Next(staff.Count)];
        Purpose? purpose = chance.Next(4) == 0 ? null : Names.All<Purpose>()[chance.Next(Names.All<Purpose>().Count)];
        return chance.Next(5) switch
        {
            0 => fresh with { Kind = EntryKind.StaffLook, Role = Roles.Of(who.Role), Actor = who.Id, RecipientKind = RecipientKind.Staff, Recipient = who.Id, Purpose = purpose },
            1 => fresh with { Kind = EntryKind.Refusal, Role = Roles.Of(who.Role), Actor = who.Id, RecipientKind = RecipientKind.Staff, Recipient = who.Id, Purpose = purpose, Refusals = [RefusalReason.NoPurpose] },
            2 => fresh with { Kind = EntryKind.Disclosure, Role = ActorRole.Partner, RecipientKind = RecipientKind.Partner, Recipient = Partners[chance.Next(2)], Purpose = purpose },
            3 => fresh with { Kind = EntryKind.Refusal, Role = ActorRole.Partner, RecipientKind = RecipientKind.Partner, Recipient = Partners[chance.Next(2)], Purpose = purpose, Refusals = [RefusalReason.NoAgreement] },
            _ => fresh with { Kind = EntryKind.OwnAccess, At = EntryTime.DayOf(fresh.At.Moment), Role = ActorRole.Member, RecipientKind = RecipientKind.Member, Purpose = Purpose.OwnAccess },
        };
    }

    private static EntryFilter SomeFilter(Random chance, Office office)
    {
        var today = DateOnly.FromDateTime(office.Store.Clock.GetUtcNow().UtcDateTime);
        return new EntryFilter(
            Kind: Maybe(3, () => Names.All<EntryKind>()[chance.Next(Names.All<EntryKind>().Count)]),
            Partner: chance.Next(4) == 0 ? new PartnerId(Partners[chance.Next(2)]) : null,
            Staff: Maybe(4, () => Roles.Of(Names.All<StaffRole>()[chance.Next(5)])),
            Purpose: Maybe(3, () => Names.All<Purpose>()[chance.Next(Names.All<Purpose>().Count)]),
            From: Maybe(3, () => today.AddDays(-chance.Next(0, 30))),
            To: Maybe(3, () => today.AddDays(-chance.Next(0, 30))),
            RefusedOnly: chance.Next(4) == 0);
        T? Maybe<T>(int oneIn, Func<T> value)
            where T : struct => chance.Next(oneIn) == 0 ? value() : null;
    }

    private static async Task<List<(Guid Id, StaffRole Role)>> StaffAsync(Office office)
    {
        await using var store = office.Store.Main();
        return [.. (await store.Staff.ToListAsync(TestContext.Current.CancellationToken)).Select(s => (s.Id.Value, s.Role))];
    }

    private static async Task<List<List<long>>> AllOlderAsync(LedgerWalk walk, EntryFilter filter, int size)
    {
        var pages = new List<List<long>>();
        for (var from = default(WalkFrom); ;)
        {
            var page = await walk.PageAsync(filter, from, size);
            pages.Add(Places(page));
            if (page.OlderThan is not { } place) return pages;
            from = new WalkFrom(place, null);
        }
    }

    private static async Task<List<long>> AllNewerAsync(LedgerWalk walk, EntryFilter filter, int size)
    {
        var found = new List<long>();
        for (long? after = -1; after is { } place;)
        {
            var page = await walk.PageAsync(filter, new WalkFrom(null, place), size);
            var rows = Places(page);
            // Where less than a page is newer, the way leads to the newest page, and on from there.
            found.InsertRange(0, page.NewerThan is null ? (await AllOlderAsync(walk, filter, size)).SelectMany(older => older).Where(index => index > place) : rows);
            after = page.NewerThan;
        }

        return found;
    }

    private static async Task<List<long>> NewerThanAsync(LedgerWalk walk, EntryFilter filter, int size, List<long> page) =>
        Places(await walk.PageAsync(filter, new WalkFrom(null, page[0]), size));

    private static List<long> Places(WalkedPage page) => [.. page.Rows.Select(row => row.Index)];

    /// <summary>Asks the store for the plan of each query before it runs.</summary>
    private sealed class Plans : DbCommandInterceptor
    {
        internal List<string> Lines { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Explain(command);
            return result;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Explain(command);
            return new(result);
        }

        private void Explain(DbCommand command)
        {
            using var explain = command.Connection!.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            foreach (SqliteParameter parameter in command.Parameters) explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.SqliteType) { Value = parameter.Value });
            using var reader = explain.ExecuteReader();
            while (reader.Read()) Lines.Add(reader.GetString(3));
        }
    }

    private sealed class Watched(string file, Plans plans) : IDbContextFactory<MainDb>
    {
        public MainDb CreateDbContext() => new SqliteMainDb(new DbContextOptionsBuilder<SqliteMainDb>().UseSqlite($"Data Source={file}").AddInterceptors(plans).Options);
    }
}
