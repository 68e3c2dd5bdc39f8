using Bunit;
using WorkforceTrack.App.Shell;

namespace WorkforceTrack.Tests.Shell;

public sealed class FieldTests : BunitContext
{
    [Fact]
    public void Label_help_and_error_are_tied_to_the_input()
    {
        var field = Render<Field>(parameters => parameters
            .Add(f => f.Label, "E-mail").Add(f => f.Name, "Email").Add(f => f.Help, "We write to it.")
            .Add(f => f.Error, "This is not an address.").Add(f => f.Required, true).Add(f => f.Value, "alice@"));

        var input = field.Find("input");
        Assert.Equal("Email", input.GetAttribute("name"));
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal(
            ["This is not an address.", "We write to it."],
            input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find($"#{id}").TextContent.Trim()));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.True(input.HasAttribute("required"));
    }

    [Fact]
    public void What_was_typed_is_kept_but_a_password_is_never_sent_back()
    {
        var text = Render<Field>(p => p.Add(f => f.Label, "User ID").Add(f => f.Name, "UserId").Add(f => f.Value, "alice"));
        var secret = Render<Field>(p => p.Add(f => f.Label, "Password").Add(f => f.Name, "Password").Add(f => f.Type, "password").Add(f => f.Value, "not to be seen"));

        Assert.Equal("alice", text.Find("input").GetAttribute("value"));
        Assert.DoesNotContain("not to be seen", secret.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_may_stay_empty_says_so_and_one_without_help_names_no_help()
    {
        var field = Render<Field>(p => p.Add(f => f.Label, "Phone").Add(f => f.Name, "Phone"));

        Assert.Equal("Phone (optional)", field.Find("label").TextContent);
        Assert.False(field.Find("input").HasAttribute("aria-describedby"));
    }

    [Fact]
    public void No_field_takes_more_than_the_connection_can_carry()
    {
        var field = Render<Field>(p => p.Add(f => f.Label, "Reason").Add(f => f.Name, "Reason"));

        Assert.InRange(int.Parse(field.Find("input").GetAttribute("maxlength")!), 1, 8000);
    }

    [Fact]
    public void In_a_circuit_a_change_reaches_the_page()
    {
        string? typed = null;
        var field = Render<Field>(p => p.Add(f => f.Label, "Phone").Add(f => f.Name, "Phone").Add(f => f.ValueChanged, value => typed = value));

        field.Find("input").Change("555 0100");

        Assert.Equal("555 0100", typed);
    }

    [Fact]
    public void A_box_is_unticked_until_the_person_ticks_it_and_boxes_of_one_name_have_ids_of_their_own()
    {
        var news = Render<CheckField>(p => p.Add(f => f.Label, "News").Add(f => f.Name, "Mail").Add(f => f.Value, "news"));
        var events = Render<CheckField>(p => p.Add(f => f.Label, "Events").Add(f => f.Name, "Mail").Add(f => f.Value, "events"));

        Assert.False(news.Find("input").HasAttribute("checked"));
        Assert.Equal("Mail", news.Find("input").GetAttribute("name"));
        Assert.NotEqual(news.Find("input").Id, events.Find("input").Id);
        Assert.Equal(news.Find("input").Id, news.Find("label").GetAttribute("for"));
    }
}
