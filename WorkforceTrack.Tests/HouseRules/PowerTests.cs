using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using WorkforceTrack.App.Correspondence;
using WorkforceTrack.App.Ledger;
using WorkforceTrack.App.Vault;
using WorkforceTrack.Domain.Disclosures;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>Rule 4: power is a type with one mint; what opens a value takes nothing else.</summary>
public sealed class PowerTests
{
    private static readonly Dictionary<Type, string[]> Mints = new()
    {
        [typeof(Permit)] = ["DisclosurePolicy.Decide"],
        [typeof(Decision.Permitted)] = ["DisclosurePolicy.Decide"],
        [typeof(RecordedPermit)] = ["MainWork.Record", "OwnAccessEntry.ReadAsync"],
    };

    public static TheoryData<Type> Powers => [.. Mints.Keys];

    [Theory, Proves("D3")]
    [MemberData(nameof(Powers))]
    public void A_power_is_sealed_and_nobody_outside_can_make_or_change_one(Type power)
    {
        Assert.True(power.IsSealed);
        Assert.All(power.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), c => Assert.False(c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly));
        Assert.All(power.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), p => Assert.Null(p.SetMethod));
        // A record could be copied with another value in it.
        Assert.Null(power.GetMethod("<Clone>$"));
    }

    [Theory, Proves("D3")]
    [MemberData(nameof(Powers))]
    public void A_power_is_made_in_its_mint_alone(Type power)
    {
        var makers = House.Instructions
            .Where(i => i.Instruction.OpCode == OpCodes.Newobj && ((MethodReference)i.Instruction.Operand).DeclaringType.FullName == power.FullName!.Replace('+', '/'))
            .Select(i => $"{i.Type}.{i.Method}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(Mints[power].Order(StringComparer.Ordinal), makers);
    }

    [Fact, Proves("D3")]
    public void A_value_is_unsealed_only_behind_a_recorded_permit()
    {
        Assert.Equal([typeof(RecordedPermit)], typeof(FieldVault).GetMethod(nameof(FieldVault.RevealAsync), BindingFlags.Instance | BindingFlags.NonPublic)!.GetParameters().Select(p => p.ParameterType));
        Assert.Equal(["FieldVault.RevealAsync"], CallersOf(typeof(FieldVault), nameof(FieldVault.Open)));
        Assert.Equal(["EraseAccount.SealHeldAgainAsync"], CallersOf(typeof(FieldVault), nameof(FieldVault.SealAgain)));
        Assert.Equal(["DeliverMail.TryDeliverAsync"], CallersOf(typeof(MailParameters), nameof(MailParameters.OpenAddress)));
    }

    // Each opens one kind of thing. Of a member's own values it is FieldVault alone, which hands on nothing of what it seals again, and the
    // replaced address of a mail that was recorded; of the vault, its copies.
    [Fact, Proves("D3")]
    public void What_is_sealed_is_opened_in_few_places() => Assert.Equal(
        ["CaseSeal.Open", "Device.Open", "EngagementSeal.Open", "FieldVault.Open", "FieldVault.SealAgain", "IncidentSeal.Open", "InvitationSeal.Open", "KeyRing.Unwrap", "MailParameters.Open", "MailParameters.OpenAddress", "MessageSeal.Open", "PersonStore.GetAuthenticatorKeyAsync", "SealedNote.Open", "StaffSeal.Open", "SurveyKeys.OpenComment", "VaultCopyFile.ReadRows", "WaitingCasts.Open"],
        CallersOf(typeof(Sealer), nameof(Sealer.Open)));

    [Fact, Proves("D3")]
    public void A_permit_is_declared_committed_by_the_writer_and_the_ledger_alone() =>
        Assert.Equal(["OwnAccessEntry.FindAsync", "Unit`1.Commit"], CallersOf(typeof(RecordedPermit), nameof(RecordedPermit.Committed)));

    [Fact]
    public void Only_sign_in_reads_claims()
    {
        var readers = House.Instructions
            .Where(i => i.Instruction.Operand is MethodReference { DeclaringType.FullName: "System.Security.Claims.ClaimsPrincipal" or "System.Security.Claims.Claim" or "System.Security.Claims.ClaimsIdentity" })
            .Select(i => i.Type).Distinct(StringComparer.Ordinal)
            .Where(t => House.App.GetTypes().First(type => type.Name == t).Namespace != "WorkforceTrack.App.SignIn");

        // One makes the claims of a partner's token; the booth looks whether anyone is known at all, and turns them away.
        Assert.Equal(["BoothPage", "BoothThreshold", "GrantToken"], readers.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> CallersOf(Type type, string method) => House.Instructions
        .Where(i => i.Instruction.Operand is MethodReference called && called.Name == method && called.DeclaringType.FullName == type.FullName)
        .Select(i => $"{i.Type}.{i.Method}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
