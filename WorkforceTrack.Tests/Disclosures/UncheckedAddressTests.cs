using Bunit;
using WorkforceTrack.App.Disclosures;
using WorkforceTrack.App.Disclosures.Components;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;
using WorkforceTrack.Tests.Promises;

namespace WorkforceTrack.Tests.Disclosures;

public sealed class UncheckedAddressTests : BunitContext
{
    [Theory, Proves("A3")]
    [InlineData(true)]
    [InlineData(false)]
    public void Staff_read_beside_an_address_that_nobody_checked_it(bool isChecked)
    {
        var fields = FieldSet.Of(PersonalField.Email, PersonalField.DisplayName);
        var look = new StaffLook.Opened(new EntryId(Guid.NewGuid()), fields, new Dictionary<PersonalField, Redacted<string>> { [PersonalField.Email] = new("robin@mail.example"), [PersonalField.DisplayName] = new("Robin") }, isChecked);

        var page = Render<RecordShown>(with => with.Add(p => p.Look, look).Add(p => p.Purpose, Purpose.GiveSupport));

        Assert.Equal(isChecked ? 0 : 1, page.FindAll("dd .note").Count(n => n.TextContent.StartsWith("Not checked", StringComparison.Ordinal)));
    }
}
