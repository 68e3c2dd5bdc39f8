using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Mono.Cecil;
using Mono.Cecil.Cil;
using WorkforceTrack.Domain.Policy;

namespace WorkforceTrack.Tests.HouseRules;

/// <summary>What the house rules are read from: the two assemblies, their instructions, and the sources they came from.</summary>
internal static class House
{
    internal static readonly Assembly Domain = typeof(Clause).Assembly;

    internal static readonly Assembly App = Assembly.Load("WorkforceTrack.App");

    /// <summary>The folder of the solution.</summary>
    internal static readonly string Root = FindRoot();

    /// <summary>The types that people wrote: nothing that a compiler or a tool made.</summary>
    internal static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes().Where(t =>
        !IsMade(t) && t.Name != "_Imports" && !typeof(IComponent).IsAssignableFrom(t) && t.Namespace?.StartsWith("WorkforceTrack.", StringComparison.Ordinal) == true
        && !t.Namespace.Contains(".Migrations", StringComparison.Ordinal));

    /// <summary>The source files of a project, with their path from the solution's folder.</summary>
    internal static IEnumerable<(string Path, string[] Lines)> Sources(string project, params string[] endings) => Directory
        .EnumerateFiles(Path.Combine(Root, project), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(path => endings.Any(e => path.EndsWith(e, StringComparison.Ordinal)) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal))
        .Select(path => (path, File.ReadAllLines(Path.Combine(Root, path))));

    /// <summary>The folders of a project that hold its vocabulary.</summary>
    internal static string[] Folders(string project) =>
        [.. Directory.EnumerateDirectories(Path.Combine(Root, project)).Select(d => Path.GetFileName(d)).Where(n => n is not ("bin" or "obj" or "Properties" or "wwwroot")).Order(StringComparer.Ordinal)];

    /// <summary>Every instruction of both assemblies, with the method that people wrote it in.</summary>
    internal static IReadOnlyList<(Assembly Assembly, string Type, string Method, Instruction Instruction)> Instructions => Read.Value;

    private static readonly Lazy<IReadOnlyList<(Assembly, string, string, Instruction)>> Read = new(() =>
    [
        .. from assembly in new[] { Domain, App }
           from type in AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.GetTypes()
           from method in type.Methods
           where method.HasBody
           from instruction in method.Body.Instructions
           select (assembly, Written(type), Written(type, method), instruction),
    ]);

    // Lambdas and async methods live in nested types that the compiler names "<Method>d__1" or "<>c".
    private static string Written(TypeDefinition type) => type.DeclaringType is { } outer && type.Name.StartsWith('<') ? Written(outer) : type.Name;

    private static string Written(TypeDefinition type, MethodDefinition method)
    {
        var name = method.Name.StartsWith('<') ? method.Name : type.Name.StartsWith('<') ? type.Name : null;
        return name is not null && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : method.Name;
    }

    private static bool IsMade(Type type) => type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.StartsWith('<') || (type.DeclaringType is { } outer && IsMade(outer));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WorkforceTrack.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
