using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Members;
using WorkforceTrack.App.Policy;
using WorkforceTrack.App.SignIn;
using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Ledger;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Cast;
using WorkforceTrack.Tests.Policy;

namespace WorkforceTrack.Tests.Staff;

/// <summary>A real store with a policy in force, people of the staff at their desks, and members on record.</summary>
internal sealed class Office : IAsyncDisposable
{
    private Office(TestStore store) => Store = store;

    internal TestStore Store { get; }

    internal static Task<Office> OpenAsync(params string[] settings) => OpenAsync(new Staging { Settings = settings });

    internal static async Task<Office> OpenAsync(Staging staging)
    {
        var office = new Office(await TestStore.OpenAsync(staging));
        if (office.Get<PolicyInForce>().Version is null) await office.Get<PolicyShelf>().PublishAsync(ExamplePartner.Version);
        return office;
    }

    internal T Get<T>()
        where T : notnull => Store.Get<T>();

    /// <summary>Somebody of the staff in a live session, who has signed unless it is said otherwise.</summary>
    internal async Task<Caller.OfStaff> HireAsync(StaffRole role, string? userId = null, bool signed = true)
    {
        var name = userId ?? $"{Names.Of(role)}-{Guid.NewGuid().ToString("N")[..6]}";
        var admitted = Assert.IsType<StaffAdmission.Admitted>(await Get<AdmitStaff>().AdmitAsync(
            role, new(name), new($"{name}@office.example"), new($"The {Names.Of(role)} {name}"), "no password"));
        await using var vault = Store.Vault();
        var person = await vault.People.SingleAsync(p => p.Id == admitted.Person.Id);
        person.TwoFactorEnabled = true;
        var session = new SessionRow
        {
            Id = Guid.NewGuid(), Person = person.Id, StartedAt = Store.Clock.GetUtcNow(), LastSeenAt = Store.Clock.GetUtcNow(), SealedDevice = [], Access = Guid.NewGuid(),
        };
        vault.Sessions.Add(session);
        await vault.SaveChangesAsync();
        var caller = new Caller.OfStaff(person, session, role);
        if (signed) Assert.Equal(Signing.Signed, await Get<SignAdherence>().SignAsync(caller, Get<PolicyInForce>().Version!.Number));
        return caller;
    }

    /// <summary>A member with a value in every field.</summary>
    internal async Task<PersonRow> JoinAsync(string userId, bool addressChecked = true)
    {
        var admitted = Assert.IsType<Admission.Admitted>(await Get<AdmitMember>().AdmitAsync(ValuesOf(userId), "no password"));
        await using var vault = Store.Vault();
        var person = await vault.People.SingleAsync(p => p.Id == admitted.Person.Id);
        person.AddressChecked = addressChecked;
        await vault.SaveChangesAsync();
        return person;
    }

    internal static IReadOnlyDictionary<PersonalField, Redacted<string>> ValuesOf(string userId) => Names.All<PersonalField>().ToFrozenDictionary(
        field => field,
        field => new Redacted<string>(field switch
        {
            PersonalField.UserId => userId,
            PersonalField.Email => $"{userId}@members.example",
            _ => $"{Names.Of(field)} of {userId}",
        }));

    /// <summary>Everything in the ledger, oldest first.</summary>
    internal async Task<List<LedgerEntry>> LedgerAsync()
    {
        await using var store = Store.Main();
        var bodies = await store.Ledger.OrderBy(e => e.Index).Select(e => e.Body).ToListAsync(TestContext.Current.CancellationToken);
        return [.. bodies.Select(body => CanonicalEntry.TryDecode(body, out var entry) ? entry : throw new InvalidOperationException("An entry does not decode."))];
    }

    internal async Task<LedgerEntry> LastEntryAsync() => (await LedgerAsync())[^1];

    internal Task<long> AppendAsync(Func<App.Storage.MainWork, LedgerEntry> entry) => Store.Writer.WriteAsync(work => Task.FromResult(work.Append(entry(work))));

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
