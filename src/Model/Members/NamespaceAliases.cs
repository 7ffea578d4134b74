namespace ConvGen.Model.Members;

/// <summary>The aliases that emitted code has for namespaces.</summary>
public static class NamespaceAliases
{
#pragma warning disable CS1591 // The names say it.
    public const string
        System = "CgSystem",
        Memory = "CgMem",
        Interop = "CgInterop",
        Simd = "CgSimd",
        X86 = "CgX86",
        Runtime = "CgRuntime",
        Engine = "CgEngine",
        Weights = "CgWeights";
#pragma warning restore CS1591

    /// <summary>The namespaces by their aliases, in the order in which they are written.</summary>
    public static IReadOnlyList<(string Alias, string Namespace)> All { get; } =
    [
        (System, "System"),
        (Memory, "System.Runtime.CompilerServices"),
        (Interop, "System.Runtime.InteropServices"),
        (Simd, "System.Runtime.Intrinsics"),
        (X86, "System.Runtime.Intrinsics.X86"),
        (Runtime, "ConvGen"),
        (Engine, "ConvGen.Engine"),
        (Weights, "ConvGen.Weights"),
    ];
}
