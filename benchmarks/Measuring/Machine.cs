using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Benchmarks.Measuring;

/// <summary>What a figure was measured on: a time means little without it.</summary>
internal static class Machine
{
    private const string ProcessorTable = "/proc/cpuinfo";

    /// <summary>The processor, its vectors, and how much of it there is for this process.</summary>
    public static string Describe() =>
        $"{Name() ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Vectors()}, {Environment.ProcessorCount} processors, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Vectors() => Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : $"{Vector128<byte>.Count * 8}-bit vectors";

    private static string? Name() => File.Exists(ProcessorTable)
        ? File.ReadLines(ProcessorTable)
            .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(':') + 1)..].Trim())
            .FirstOrDefault()
        : null;
}
