using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>Layers that lay maps out anew.</summary>
internal sealed partial class DeclaredNetwork
{
    /// <summary>Padding; one number for all axes, or one for each.</summary>
    public DeclaredNetwork Pad(
        int[] begin, int[]? end = null, PadMode mode = PadMode.Zeros, double value = 0, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int[] PerAxis(int[] numbers) => numbers.Length == 1 ? [.. shape[1..].Select(_ => numbers[0])] : numbers;
        int[] before = PerAxis(begin), after = PerAxis(end ?? begin);
        List<string> arguments = [];
        if (end is not null)
            arguments.AddRange([$"PadBegin = {List(before)}", $"PadEnd = {List(after)}"]);
        else
            arguments.Add(begin.Length == 1 ? $"p: {Number(begin[0])}" : $"Pad = {List(begin)}");
        if (mode != PadMode.Zeros)
            arguments.Add($"Mode = PadMode.{mode}");
        if (value != 0)
            arguments.Add($"Value = {Number(value)}");
        int[] output = [shape[0], .. shape[1..].Select((extent, axis) => extent + before[axis] + after[axis])];
        return Append(name ?? NextName, [source], "Pad", arguments, output, [], (_, inputs) => Movement.Pad(inputs[0], before, after, mode, value));
    }

    private static string List(int[] numbers) => $"[{string.Join(", ", numbers.Select(each => Number(each)))}]";
}
