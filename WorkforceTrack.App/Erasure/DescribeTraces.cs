using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Erasure;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Erasure;

/// <summary>
/// Everything about a member wherever it lies, for the member's export (A1): made from the very list that the erasure follows. Values
/// and texts stand elsewhere in the export; here stands that a record is there, and what is no secret of it.
/// </summary>
internal sealed class DescribeTraces(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults, MailFolder folder)
{
    [Keeps("A1")]
    internal async Task<ImmutableArray<RecordFacts>> DescribeAsync(Caller.Member member)
    {
        await using var main = await stores.CreateDbContextAsync();
        // What the member was not told of yet, under a lawful silence, comes into the export with the notice (D7).
        var untold = await main.CaseParts.Where(p => p.Member == member.Id && p.ToldAt == null).Select(p => p.Evidence).ToArrayAsync();
        var person = new TracedPerson(member.Person.Id, member.Id, member.Person.Subject!.Value) { LeftOutParts = untold };
        var found = ImmutableArray.CreateBuilder<RecordFacts>();
        foreach (var trace in MemberTraces.InMain) found.AddRange(await trace.DescribeAsync(main, person));
        await using var vault = await vaults.CreateDbContextAsync();
        foreach (var trace in MemberTraces.InVault) found.AddRange(await trace.DescribeAsync(vault, person));
        found.AddRange(folder.HandedOverTo(person.Person).Select(at => new RecordFacts(RecordKind.HandedOverMail, [("handed-over-at", MemberTraces.Moment(at))])));
        return found.ToImmutable();
    }
}
