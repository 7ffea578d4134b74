using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Reading;

/// <summary>
/// Debug builds: the compiler marks their assemblies so that the just-in-time compiler optimises nothing in them, whatever methods ask for,
/// unless the sources have such a mark of their own.
/// </summary>
public static class DebugBuild
{
    private const string Mark = "DebuggableAttribute";

    /// <summary>Whether nothing in the assembly will be optimised.</summary>
    public static bool IsUnoptimized(Compilation compilation) =>
        compilation.Options.OptimizationLevel == OptimizationLevel.Debug
        && !compilation.Assembly.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: Mark } mark
            && mark.ContainingNamespace.ToDisplayString() == "System.Diagnostics");
}
