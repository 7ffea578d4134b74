using ConvGen.Generator.Merging;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the list of a target's kernels, by which the runtime compiles them before they are called.</summary>
internal static class KernelListText
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="kernels">The kernels that exact networks use, and those that others use, in the order of their use.</param>
    /// <param name="code">The kernels as they are called.</param>
    public static void Write(
        SourceWriter writer, (IReadOnlyList<string> Exact, IReadOnlyList<string> Fast) kernels, MergedCode code)
    {
        string[] shared = [.. kernels.Fast.Intersect(kernels.Exact)];
        string[] fast = [.. kernels.Fast.Except(shared)], exact = [.. kernels.Exact.Except(shared)];
        string[] all = [.. fast, .. shared, .. exact];
        string numbers = $"SharedFrom: {Text.Of(fast.Length)}, ExactFrom: {Text.Of(fast.Length + shared.Length)}, "
            + $"Count: {Text.Of(all.Length)}";
        writer.Line("// The kernels of inference, which the runtime compiles on another thread while weights are loaded.");
        writer.Line($"internal static {Names.KernelList} Kernels => new {Names.KernelList}(KernelAt, {numbers});");
        writer.Blank();
        using SourceWriter.Scope method = writer.Block($"private static {Names.Delegate} KernelAt(int number)");
        using SourceWriter.Scope cases = writer.Block("switch (number)");
        for (int i = 0; i < all.Length; i++)
        {
            writer.Line($"case {Text.Of(i)}: return {code.Callee(all[i])};");
        }

        writer.Line($"default: throw new {Names.ArgumentOutOfRangeException}(\"number\");");
    }
}
