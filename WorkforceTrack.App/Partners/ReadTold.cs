using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Partners;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.App.Partners;

/// <summary>A member reads which partners were told of a change of the member's data, and which of them confirmed it (A2).</summary>
internal sealed class ReadTold(IDbContextFactory<MainDb> stores, IDbContextFactory<VaultDb> vaults)
{
    [Keeps("A2")]
    internal async Task<ImmutableArray<OwnTelling>> ReadAsync(Caller.Member member)
    {
        await using var vault = await vaults.CreateDbContextAsync();
        var names = await vault.PartnerSubjects.AsNoTracking().Where(s => s.Person == member.Person.Id).ToListAsync();
        if (names.Count == 0) return [];
        await using var store = await stores.CreateDbContextAsync();
        var tellings = new List<OwnTelling>();
        foreach (var name in names)
        {
            tellings.AddRange(await store.PartnerChanges.AsNoTracking().Where(c => c.Subject == name.Subject)
                .Join(store.Partners, c => c.Partner, p => p.Id, (c, p) => new OwnTelling(p.Name, c.Kind, c.Fields, c.ToldOn, c.AcknowledgedOn)).ToListAsync());
        }

        return [.. tellings.OrderByDescending(t => t.ToldOn).ThenBy(t => t.Partner, StringComparer.Ordinal)];
    }
}

/// <summary>What one partner was told of a member's data.</summary>
public sealed record OwnTelling(string Partner, ChangeKind Kind, FieldSet Fields, DateOnly ToldOn, DateOnly? AcknowledgedOn);
