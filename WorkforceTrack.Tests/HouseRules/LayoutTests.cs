using System.Reflection;
using System.Text.RegularExpressions;
using WorkforceTrack.App.SignIn;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>Rule 1 and the sizes: one vocabulary in three projects, files that one can read in a sitting.</summary>
public sealed partial class LayoutTests
{
    /// <summary>Domain/Shared is the vocabulary that all folders share; it does nothing, so it has no twin.</summary>
    private const string WithoutTwin = "Shared";

    [Fact]
    public void A_domain_folder_has_its_twin_in_the_program_and_in_the_tests()
    {
        var domain = House.Folders("WorkforceTrack.Domain").Except([WithoutTwin]).ToArray();

        Assert.Empty(domain.Except(House.Folders("WorkforceTrack.App")));
        Assert.Empty(domain.Except(House.Folders("WorkforceTrack.Tests")));
    }

    [Fact]
    public void A_file_says_the_namespace_of_its_folder()
    {
        foreach (var project in new[] { "WorkforceTrack.Domain", "WorkforceTrack.App", "WorkforceTrack.Tests" })
        {
            Assert.All(House.Sources(project, ".cs"), file =>
            {
                if (Array.Find(file.Lines, l => l.StartsWith("namespace ", StringComparison.Ordinal)) is { } line)
                    Assert.Equal($"namespace {Path.GetDirectoryName(file.Path)!.Replace('/', '.').Replace('\\', '.')};", line);
            });
        }
    }

    [Fact]
    public void The_domain_references_nothing_but_the_platform() => Assert.All(House.Domain.GetReferencedAssemblies(), reference =>
        Assert.True(reference.Name!.StartsWith("System", StringComparison.Ordinal), $"The domain references {reference.Name}."));

    [Fact]
    public void The_domain_does_no_input_or_output()
    {
        string[] outside = ["System.IO.File", "System.Net.", "System.Threading.Tasks.Task", "System.Console", "System.Environment", "System.Random", "System.Diagnostics.Process"];
        var touched =
            from i in House.Instructions
            where i.Assembly == House.Domain && i.Instruction.Operand is Mono.Cecil.MethodReference
            let called = (Mono.Cecil.MethodReference)i.Instruction.Operand
            // An iterator asks which thread runs it.
            where called.Name != "get_CurrentManagedThreadId" && Array.Exists(outside, o => called.DeclaringType.FullName.StartsWith(o, StringComparison.Ordinal))
            select $"{i.Type}.{i.Method} calls {called.FullName}";

        Assert.Empty(touched.Distinct());
    }

    [Fact]
    public void The_table_of_contents_fits_a_page() => Assert.True(File.ReadAllLines(Path.Combine(House.Root, "WorkforceTrack.App", "Program.cs")).Length <= 60);

    [Fact]
    public void What_is_shared_stays_small() => Assert.True(House.Sources("WorkforceTrack.Domain", ".cs").Count(f => f.Path.Contains("/Shared/", StringComparison.Ordinal)) <= 5);

    [Fact]
    public void Files_can_be_read_in_a_sitting()
    {
        var useCases = House.Types(House.App).Where(TakesACaller).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var tooLong = House.Sources("WorkforceTrack.Domain", ".cs").Where(f => f.Lines.Length > 150)
            .Concat(House.Sources("WorkforceTrack.App", ".cs").Where(f => f.Lines.Length > (useCases.Contains(Path.GetFileNameWithoutExtension(f.Path)) ? 130 : 180)))
            .Concat(House.Sources("WorkforceTrack.App", ".razor").Where(f => f.Lines.Length > 180));

        Assert.Empty(tooLong.Select(f => $"{f.Path} has {f.Lines.Length} lines"));
    }

    [Fact]
    public void Every_public_type_of_the_domain_says_in_a_line_what_it_is()
    {
        var silent =
            from file in House.Sources("WorkforceTrack.Domain", ".cs")
            from line in Enumerable.Range(0, file.Lines.Length)
            where PublicType().IsMatch(file.Lines[line]) && !IsSummed(file.Lines, line)
            select $"{file.Path}:{line + 1}";

        Assert.Empty(silent);
    }

    // "Service" is a word of the house's own: what a partner offers.
    [Fact]
    public void Names_say_what_a_thing_is() => Assert.DoesNotContain(House.Types(House.Domain).Concat(House.Types(House.App)).Select(t => t.Name), n => Vague().IsMatch(n));

    // A part of a type that another file sums up may go without.
    private static bool IsSummed(string[] lines, int line)
    {
        var above = line - 1;
        while (above >= 0 && (lines[above].StartsWith('[') || lines[above].StartsWith("// ", StringComparison.Ordinal))) above--;
        return (above >= 0 && lines[above].StartsWith("///", StringComparison.Ordinal)) || lines[line].Contains(" partial ", StringComparison.Ordinal);
    }

    private static bool TakesACaller(Type type) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Any(m => m.GetParameters().Any(p => typeof(Caller).IsAssignableFrom(p.ParameterType)));

    [GeneratedRegex(@"^public (?:\w+ )*(?:class|record|struct|enum|interface|delegate)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex("(Manager|Helper|Util|Utils|Dto|Base|Impl)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Vague();
}
