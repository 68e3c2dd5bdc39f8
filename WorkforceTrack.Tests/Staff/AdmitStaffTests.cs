using WorkforceTrack.App.Staff;
using WorkforceTrack.App.Storage;
using WorkforceTrack.Domain.Staff;
using WorkforceTrack.Tests.Members;

namespace WorkforceTrack.Tests.Staff;

public sealed class AdmitStaffTests
{
    [Fact]
    public async Task Nobody_but_management_makes_a_start_that_can_be_administered()
    {
        await using var accounts = await Accounts.OpenAsync();
        var first = accounts.Store.Get<FirstAdministrator>();

        await AdmitAsync(accounts, StaffRole.Support, "sam");
        Assert.Contains("setup admin", (await Assert.ThrowsAsync<StartRefusedException>(first.RequireAsync)).Message, StringComparison.Ordinal);

        await AdmitAsync(accounts, StaffRole.Management, "mina");
        await first.RequireAsync();
    }

    [Fact]
    public async Task A_user_id_or_a_checked_address_that_somebody_has_admits_nobody()
    {
        await using var accounts = await Accounts.OpenAsync();
        await accounts.JoinAsync("robin", "robin@members.example");

        Assert.IsType<StaffAdmission.UserIdTaken>(await AdmitAsync(accounts, StaffRole.Support, "Robin"));
        Assert.IsType<StaffAdmission.AddressTaken>(await AdmitAsync(accounts, StaffRole.Support, "sam", "robin@members.example"));
    }

    private static Task<StaffAdmission> AdmitAsync(Accounts accounts, StaffRole role, string userId, string? address = null) =>
        accounts.Store.Get<AdmitStaff>().AdmitAsync(role, new(userId), new(address ?? $"{userId}@staff.example"), new("Someone"), "hash");
}
