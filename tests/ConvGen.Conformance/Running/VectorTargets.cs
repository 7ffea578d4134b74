using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ConvGen.Engine;

namespace ConvGen.Conformance.Running;

/// <summary>The vector targets that a case can run on.</summary>
internal static class VectorTargets
{
    private static readonly (VectorTarget Target, string Name, int Bits)[] Rows =
    [
        (VectorTarget.Avx512, "avx512", 512),
        (VectorTarget.Avx2, "avx2", 256),
        (VectorTarget.Portable, "portable", 128),
    ];

    /// <summary>Every target, whether the processor has it or not.</summary>
    public static IReadOnlyList<VectorTarget> All { get; } = [.. Rows.Select(row => row.Target)];

    /// <summary>The targets that this processor has.</summary>
    public static IReadOnlyList<VectorTarget> Available { get; } = [.. All.Where(IsSupported)];

    /// <summary>The target of a name; null when there is none.</summary>
    public static VectorTarget? Find(string name) => Rows.Where(row => row.Name == name).Select(row => (VectorTarget?)row.Target).FirstOrDefault();

    public static string NameOf(VectorTarget target) => Row(target).Name;

    /// <summary>The options under which a network runs on a target.</summary>
    /// <exception cref="InvalidOperationException">The library would choose another target.</exception>
    public static NetworkOptions Options(VectorTarget target, int? threads)
    {
        int bits = Row(target).Bits;
        VectorTarget chosen = ChosenTarget.With(bits);
        return chosen == target
            ? new NetworkOptions { MaxVectorBits = bits, Threads = threads }
            : throw new InvalidOperationException($"With {bits} bits the library chooses {NameOf(chosen)} instead of {NameOf(target)}.");
    }

    // Asked of the processor, not of the library, so that a wrong choice there cannot hide a target that is never run.
    private static bool IsSupported(VectorTarget target) => target switch
    {
        VectorTarget.Avx512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported,
        VectorTarget.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        _ => true,
    };

    private static (VectorTarget Target, string Name, int Bits) Row(VectorTarget target) => Rows.First(row => row.Target == target);
}
