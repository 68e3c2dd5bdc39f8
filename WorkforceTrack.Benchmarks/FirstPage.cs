using Microsoft.Extensions.DependencyInjection;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Benchmarks;

/// <summary>The first page of the disclosures, as the use case gives it to the console, in a small ledger and in a large one.</summary>
internal static class FirstPage
{
    private const int Small = 10_000;
    private const int Each = 40;

    internal static async Task RunAsync()
    {
        await using var few = await Ground.MakeAsync(1);
        await MillionEntries.FillAsync(few, Small);
        await using var many = await Ground.MakeAsync(1);
        await MillionEntries.FillAsync(many, MillionEntries.Count);
        var officerOfFew = await few.HireOfficerAsync();
        var officerOfMany = await many.HireOfficerAsync();
        var day = new DateOnly(2026, 1, 1);
        (string Name, EntryFilter Filter)[] filters =
        [
            ("no filter", new EntryFilter()),
            ("kind", new EntryFilter(Kind: EntryKind.StaffLook)),
            ("purpose", new EntryFilter(Purpose: Domain.Policy.Purpose.JobMatching)),
            ("one day, the first", new EntryFilter(From: day, To: day)),
            ("refusals only", new EntryFilter(RefusedOnly: true)),
        ];
        foreach (var (name, filter) in filters)
        {
            await Pair.RunAsync(
                $"first page of {MillionEntries.Count:N0} entries: {name}",
                $"of {Small:N0} entries",
                () => ReadAsync(many, officerOfMany, filter),
                () => ReadAsync(few, officerOfFew, filter),
                "at least 0.67 (within 1.5 times)");
        }
    }

    private static async Task<long> ReadAsync(Ground ground, Caller officer, EntryFilter filter)
    {
        var review = ground.Services.GetRequiredService<ReviewDisclosures>();
        for (var i = 0; i < Each; i++)
        {
            if (await review.ReadAsync(officer, filter, new WalkFrom(null, null)) is not DisclosureReview.Page) throw new InvalidOperationException("The review was refused.");
        }

        return Each;
    }
}
