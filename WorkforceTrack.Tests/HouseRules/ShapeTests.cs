using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Mono.Cecil;
using Mono.Cecil.Cil;
using WorkforceTrack.Domain.Policy;
using WorkforceTrack.Domain.Shared;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>Rules 6, 10, 11 and 12: closed shapes, no value that prints, no layer for its own sake, pages that only show.</summary>
public sealed class ShapeTests
{
    private static readonly Type[] All = [.. House.Types(House.Domain), .. House.Types(House.App)];

    [Fact]
    public void A_class_is_sealed_or_abstract() => Assert.Empty(All.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(t => t.FullName));

    // Private, or open to the assembly alone where each case fills a file of its own.
    [Fact]
    public void An_abstract_class_of_answers_is_closed() => Assert.Empty(
        from type in House.Types(House.Domain)
        where type is { IsAbstract: true, IsSealed: false, IsInterface: false }
        where type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(c => !c.IsPrivate && !c.IsFamilyAndAssembly)
        select type.FullName);

    [Fact]
    public void An_interface_has_more_than_one_shape() => Assert.Empty(
        All.Where(t => t.IsInterface && All.Count(i => i.IsClass && t.IsAssignableFrom(i)) < 2).Select(t => t.FullName));

    [Fact]
    public void A_personal_value_does_not_print() => Assert.Equal("(redacted) (redacted)", $"{new Redacted<string>("alice")} {new Redacted<int>(7)}");

    [Fact]
    public void What_is_named_like_a_personal_field_is_redacted()
    {
        var names = Names.All<PersonalField>().Select(f => f.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var bare =
            from type in All
            // The people of the demonstration are made up, and their story is in the source.
            where type.Namespace != "WorkforceTrack.App.Demonstration"
            from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where property.PropertyType == typeof(string) && names.Contains(property.Name)
            select $"{type.Name}.{property.Name}";

        Assert.Empty(bare);
    }

    [Fact]
    public void A_log_line_takes_ids_and_numbers_but_nothing_that_a_person_typed()
    {
        // A kind is the name of an exception's type; a reference is a number that the program made.
        HashSet<string> words = ["kind", "reference"];
        var takes =
            from type in House.App.GetTypes()
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where method.IsDefined(typeof(LoggerMessageAttribute))
            from parameter in method.GetParameters()
            where !typeof(ILogger).IsAssignableFrom(parameter.ParameterType)
            select (Method: $"{type.Name}.{method.Name}", Parameter: parameter);

        Assert.All(takes, t => Assert.True(
            t.Parameter.ParameterType == typeof(Guid) || t.Parameter.ParameterType.IsPrimitive || t.Parameter.ParameterType.IsEnum || IsId(t.Parameter.ParameterType)
            || (t.Parameter.ParameterType == typeof(string) && words.Contains(t.Parameter.Name!)),
            $"{t.Method} logs {t.Parameter.Name}."));
    }

    [Fact]
    public void Nothing_is_logged_but_by_declared_messages() => Assert.Empty(
        House.Instructions.Where(i => i.Instruction.Operand is MethodReference { DeclaringType.FullName: "Microsoft.Extensions.Logging.LoggerExtensions" }).Select(i => $"{i.Type}.{i.Method}").Distinct(StringComparer.Ordinal));

    [Fact]
    public void A_method_that_opens_a_personal_value_puts_no_words_together_for_an_exception()
    {
        var methods = House.Instructions.GroupBy(i => $"{i.Type}.{i.Method}", StringComparer.Ordinal);
        var talkative =
            from method in methods
            where method.Any(i => i.Instruction.Operand is MethodReference { Name: "Open" } open && open.DeclaringType.FullName.StartsWith("WorkforceTrack.Domain.Shared.Redacted", StringComparison.Ordinal))
            // Words that stand in the source tell nothing; words that were put together may.
            where method.Any(i => i.Instruction.OpCode == OpCodes.Newobj && ((MethodReference)i.Instruction.Operand).DeclaringType.Name.EndsWith("Exception", StringComparison.Ordinal)
                && i.Instruction.Previous?.OpCode != OpCodes.Ldstr)
            select method.Key;

        Assert.Empty(talkative);
    }

    [Fact]
    public void A_page_holds_no_store()
    {
        var holding =
            from page in House.App.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t))
            from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            let type = property.PropertyType
            where typeof(DbContext).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDbContextFactory<>))
            select $"{page.Name}.{property.Name}";

        Assert.Empty(holding);
    }

    [Fact]
    public void The_question_and_the_facts_cannot_be_widened_afterwards() => Assert.Empty(
        from type in House.Types(House.Domain)
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
        select $"{type.Name}.{property.Name} can be set");

    private static bool IsId(Type type) => type is { IsValueType: true, Namespace: "WorkforceTrack.Domain.Shared" } && type.Name.EndsWith("Id", StringComparison.Ordinal);
}
