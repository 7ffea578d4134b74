using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ConvGen.Engine;

/// <summary>What the machine can do.</summary>
internal static class Processor
{
    /// <summary>
    /// How many physical cores this process may use: hardware threads that share a core count once, and cores that its
    /// affinity or container keep from it not at all. Never more than <see cref="Environment.ProcessorCount"/>, never less than 1.
    /// </summary>
    public static int PhysicalCores { get; } = Math.Clamp(CountLinuxCores() ?? CountByArithmetic(), 1, Environment.ProcessorCount);

    /// <summary>Chooses the vector target.</summary>
    /// <param name="maxVectorBits">The widest vectors to use; <see cref="NetworkOptions.MaxVectorBits"/>.</param>
    /// <returns>The widest target that the processor runs at full speed.</returns>
    public static VectorTarget Select(int maxVectorBits)
    {
        if (maxVectorBits >= 512 && Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            return VectorTarget.Avx512;
        }

        return maxVectorBits >= 256 && Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported
            ? VectorTarget.Avx2
            : VectorTarget.Portable;
    }

    /// <summary>Counts distinct (package, core) pairs under the processors of this process's affinity.</summary>
    /// <returns>Null when the system does not tell.</returns>
    private static int? CountLinuxCores()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            const string AllowedLine = "Cpus_allowed_list:";
            string? allowed = File.ReadLines("/proc/self/status")
                .FirstOrDefault(line => line.StartsWith(AllowedLine, StringComparison.Ordinal));
            if (allowed is null)
            {
                return null;
            }

            var cores = new HashSet<(string Package, string Core)>();
            foreach (int cpu in ParseList(allowed[AllowedLine.Length..]))
            {
                string topology = string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/topology");
                cores.Add((File.ReadAllText($"{topology}/physical_package_id").Trim(), File.ReadAllText($"{topology}/core_id").Trim()));
            }

            return cores.Count == 0 ? null : cores.Count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null; // A sandbox without /proc or /sys: the other way of counting answers.
        }
    }

    /// <summary>Reads a kernel list of numbers such as "0-3,8,10-11".</summary>
    internal static IEnumerable<int> ParseList(string list)
    {
        foreach (string part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-');
            int first = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture);
            int last = int.Parse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture);
            for (int i = first; i <= last; i++)
            {
                yield return i;
            }
        }
    }

    /// <summary>The processors divided by the hardware threads of one core, which x86 processors tell themselves.</summary>
    private static int CountByArithmetic()
    {
        const int TopologyLeaf = 0xB;
        int threadsPerCore = 1;
        if (X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= TopologyLeaf)
        {
            // Level 0 of the leaf is the core; EBX has the logical processors in it (Intel SDM, volume 2, CPUID).
            threadsPerCore = Math.Max(1, X86Base.CpuId(TopologyLeaf, 0).Ebx & 0xFFFF);
        }

        return Environment.ProcessorCount / threadsPerCore;
    }
}
