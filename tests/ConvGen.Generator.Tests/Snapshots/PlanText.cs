using System.Globalization;
using System.Text;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using ConvGen.Model.Layers;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>A plan of inference as a text to be read.</summary>
internal static class PlanText
{
    /// <summary>The values with their places, then the steps.</summary>
    public static string Of(NetworkModel network)
    {
        NetworkPlan? plan = NetworkPlan.TryCreate(network);
        Assert.NotNull(plan);
        StringBuilder text = new();
        HashSet<Value> stored = [.. plan.Sizes[0].Program.Operations.SelectMany(operation => operation.Reads.Append(operation.Writes!))];
        Value[] values = [.. Enumerable.Range(0, network.Nodes.Count).Select(plan.Sizes[0].Program.ValueOf).Where(stored.Contains).Distinct()];
        text.Append(CultureInfo.InvariantCulture, $"arena {plan.Inference.ArenaLength} floats, {plan.Sizes[0].ExamplesPerPass} examples in a pass\n");
        foreach (Value value in values)
            text.Append(CultureInfo.InvariantCulture, $"  {value,-8} {Place(value),-14} {Shape(value)}{Border(value.Halo)}\n");

        text.Append(CultureInfo.InvariantCulture, $"packed {plan.Inference.Packed.Length} floats\n");
        foreach (Step step in plan.Inference.Steps)
            text.Append(CultureInfo.InvariantCulture, $"  {step.Layer,-8} {Work(step)}\n");
        return text.ToString();
    }

    private static string Place(Value value) =>
        string.Create(CultureInfo.InvariantCulture, $"[{value.Root.Offset}, {value.Root.Offset + value.Root.Layout.Length})");

    private static string Shape(Value value) => string.Create(
        CultureInfo.InvariantCulture,
        $"{value.Channels}×{value.Size.Height}×{value.Size.Width} {(value.IsPlanar ? "planar" : "in blocks of 16")}");

    private static string Border(Halo halo) => halo.IsNone
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", border {halo.Top} {halo.Right} {halo.Bottom} {halo.Left}");

    private static string Work(Step step) => step switch
    {
        KernelStep { Kernel: EmittedKernel kernel } => $"{kernel.Name} ({kernel.Algorithm})",
        KernelStep other => other.Kernel.Algorithm,
        CallStep call => call.Text,
        _ => throw new NotSupportedException(step.GetType().Name),
    };
}
