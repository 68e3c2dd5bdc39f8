using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using WorkforceTrack.App.Shell;

namespace WorkforceTrack.Tests.Shell;

public sealed partial class ThemeTests(ShellHost host) : IClassFixture<ShellHost>
{
    public static TheoryData<bool> Schemes => [false, true];

    [Fact]
    public async Task The_sheet_gives_each_palette_variable_for_light_and_for_dark()
    {
        var sheet = await host.Client().GetStringAsync("/theme.css", TestContext.Current.CancellationToken);
        var halves = sheet.Split("@media (prefers-color-scheme: dark)");

        var light = Declared(halves[0]);
        Assert.Equal(light, Declared(halves[1]));
        Assert.Contains("--mud-palette-primary", light);
        Assert.Equal(sheet.Count(c => c == '{'), sheet.Count(c => c == '}'));
        Assert.DoesNotContain("<", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_sheet_uses_only_variables_that_are_declared()
    {
        var client = host.Client();
        var declared = Declared(await client.GetStringAsync("/theme.css", TestContext.Current.CancellationToken));
        var own = await client.GetStringAsync("/app.css", TestContext.Current.CancellationToken);
        declared.UnionWith(Declared(own));

        Assert.Empty(Used().Matches(own).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).Except(declared));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Every_text_colour_keeps_its_contrast_on_what_it_stands_on(bool dark)
    {
        Palette palette = dark ? Theme.Own.PaletteDark : Theme.Own.PaletteLight;
        MudColor[] grounds = [palette.Background, palette.BackgroundGray, palette.Surface, palette.TableHover];
        MudColor[] texts =
        [
            palette.TextPrimary, palette.TextSecondary, palette.Primary, palette.Secondary, palette.Tertiary,
            palette.Info, palette.Success, palette.Warning, palette.Error, palette.ActionDefault,
        ];
        (MudColor Text, MudColor Ground)[] fills =
        [
            (palette.PrimaryContrastText, palette.Primary), (palette.SecondaryContrastText, palette.Secondary),
            (palette.TertiaryContrastText, palette.Tertiary), (palette.InfoContrastText, palette.Info),
            (palette.SuccessContrastText, palette.Success), (palette.WarningContrastText, palette.Warning),
            (palette.ErrorContrastText, palette.Error), (palette.DarkContrastText, palette.Dark),
        ];

        Assert.All(texts.SelectMany(text => grounds.Select(ground => (text, ground))).Concat(fills), pair => Assert.InRange(Contrast(pair), 4.5, 21));
        Assert.All(grounds.Select(ground => (palette.LinesInputs, ground)), pair => Assert.InRange(Contrast(pair), 3, 21));
    }

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast((MudColor A, MudColor B) pair)
    {
        var (a, b) = (Luminance(pair.A), Luminance(pair.B));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(MudColor colour) => (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(byte channel)
    {
        var value = channel / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static SortedSet<string> Declared(string css) => new(DeclaredName().Matches(css).Select(match => match.Groups["name"].Value), StringComparer.Ordinal);

    [GeneratedRegex(@"(?<name>--[\w-]+)\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeclaredName();

    [GeneratedRegex(@"var\((?<name>--[\w-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();
}
