using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Fuzzing.Running;

/// <summary>The settings of a user's project, as far as they change how emitted code compiles.</summary>
/// <param name="Checked">Whether arithmetic is checked for overflow.</param>
/// <param name="Debug">Whether nothing is optimised.</param>
/// <param name="Nullable">Whether nullable reference types are on.</param>
internal sealed record ProjectKind(bool Checked, bool Debug, bool Nullable)
{
    /// <summary>The kind of the projects of a seed.</summary>
    public static ProjectKind Of(int seed) => new((seed & 1) == 0, seed % 3 == 1, (seed & 2) == 0);

    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp12);

    public CSharpCompilationOptions Options => new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: Debug ? OptimizationLevel.Debug : OptimizationLevel.Release,
        checkOverflow: Checked,
        nullableContextOptions: Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);

    /// <inheritdoc/>
    public override string ToString() => $"{(Checked ? "checked" : "unchecked")}, {(Debug ? "debug" : "release")}, nullable {(Nullable ? "on" : "off")}";
}
