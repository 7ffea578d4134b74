using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Benchmarks.Modes;

/// <summary>A user's project as the compiler has it before the generator runs.</summary>
internal static class UserCompilation
{
    /// <summary>A library of the given files, with references to the framework and the runtime.</summary>
    public static CSharpCompilation Of(IEnumerable<SyntaxTree> files)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "Measured",
            files,
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }
}
