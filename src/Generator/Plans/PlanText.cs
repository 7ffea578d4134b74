using System.Text;
using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Plans;

/// <summary>
/// A plan as a text to be read and compared: places are in floats, a value's in those of one example. The same plan has the same text
/// everywhere.
/// </summary>
internal static class PlanText
{
    /// <summary>The text of a network's plan: inference at each size, then training.</summary>
    public static string Of(NetworkPlan plan)
    {
        var text = new StringBuilder();
        foreach (SizePlan size in plan.Sizes)
        {
            text.Append($"inference at {size.Network.InputSizeText}, {Number(size.ExamplesPerPass)} examples in a pass\n");
            Append(text, "input", size.Inputs);
            Append(text, "output", size.Outputs);
            Append(text, size.Pass);
        }

        Append(text, plan.Packed);
        if (plan.Training is { } training)
        {
            text.Append("training\n");
            Append(text, "input", training.Inputs);
            Append(text, "output", training.Outputs.Select(output => output.Value));
            Append(text, "output gradient", training.Outputs.Select(output => output.Gradient));
            Append(text, "logits", training.Outputs.Select(output => output.Logits?.Value).OfType<StoredValue>());
            Append(text, "logits gradient", training.Outputs.Select(output => output.Logits?.Gradient).OfType<StoredValue>());
            Append(text, "input gradient", training.InputGradients.OfType<StoredValue>());
            Append(text, training.Pass);
            Append(text, training.Packed);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string kind, IEnumerable<StoredValue> values)
    {
        foreach (StoredValue value in values)
        {
            ValueLayout layout = value.Layout;
            string size =
                string.Join("×", new[] { layout.Channels, layout.Size.Depth, layout.Size.Height, layout.Size.Width }.Select(Number));
            string halo = layout.Halo.IsNone
                ? string.Empty
                : $", halo {Halo(layout.Halo)}{(value.HasSharedHalo ? " shared" : string.Empty)}";
            text.Append($"  {kind} {value.Name}: {size} {(layout.Blocked ? "in blocks of 16" : "planar")}{halo} at "
                + $"[{Number(value.Offset)}, {Number(value.Offset + value.Length)})\n");
        }
    }

    private static void Append(StringBuilder text, PassPlan pass)
    {
        text.Append(
            $"  arena {Number(pass.ArenaLength)}, scratch {Number(pass.ScratchLength)}, workspace {Number(pass.WorkspaceLength)}\n");
        for (int i = 0; i < pass.Steps.Count; i++)
        {
            if (i == pass.BackwardStart)
            {
                text.Append("  backward\n");
            }

            Step step = pass.Steps[i];
            string mode = step.Mode == StepMode.Always ? string.Empty : $" [{step.Mode}]";
            string when = step.When is { } form
                ? $" [{(form.Logits ? "logits" : "probabilities")} of output {Number(form.Output)}]"
                : string.Empty;
            text.Append($"  {step.Layer}: {Work(step)}{mode}{when}\n");
        }
    }

    private static void Append(StringBuilder text, PackedWeights packed)
    {
        string exact = packed.HasExactWeights ? $", {Number(packed.LengthWhenExact)} when exact" : string.Empty;
        text.Append($"packed {Number(packed.Length)}{exact}\n");
        foreach (PackCall call in packed.Calls)
        {
            text.Append($"  {call.Layer}: {Recipe(call.Recipe)} to {string.Join(", ", call.Places.Select(Place))}\n");
        }
    }

    private static string Work(Step step) => step switch
    {
        KernelStep kernel => $"{kernel.Kernel.Name} ({kernel.Algorithm}) of {string.Join(", ", kernel.Operands.Select(Place))}",
        HaloStep halo => $"clear the halo {Halo(halo.Layout.Halo)} of {Place(halo.Value)}",
        GradientStep gradient => $"{Name(gradient, nameof(Step))} from {Place(gradient.Sums)} to {Place(gradient.Gradient)}",
        _ => throw new NotSupportedException($"Unknown kind of step {step.GetType().Name}."),
    };

    private static string Recipe(PackRecipe recipe) => recipe switch
    {
        PackExactOrFast either => $"{Recipe(either.Fast)}, or {Recipe(either.Exact)} when exact",
        PackExactApart apart => $"{Recipe(apart.Fast)}, or apart {Recipe(apart.Exact)} when exact",
        PackWeights weights => $"{Name(weights.Form, "Form")} weights",
        _ => Name(recipe, string.Empty),
    };

    private static string Place(Place place)
    {
        string offset = place switch
        {
            ArenaPlace arena => Number(arena.Offset),
            TensorPlace tensor => Number(tensor.Offset),
            GradientPlace gradient => Number(gradient.Offset),
            PackedPlace packed => $"{Number(packed.Offset)}{(packed.IsOfExact ? " of exact" : string.Empty)}",
            ScratchPlace scratch => Number(scratch.Offset),
            _ => string.Empty,
        };
        string name = Name(place, nameof(Place)).ToLowerInvariant();
        return $"{name}{(offset.Length == 0 ? string.Empty : $" {offset}")}"
            + $"{(place.Shift == 0 ? string.Empty : $" + {Number(place.Shift)}")}";
    }

    private static string Halo(Halo halo) =>
        string.Join(" ", new[] { halo.Front, halo.Back, halo.Top, halo.Bottom, halo.Left, halo.Right }.Select(Number));

    private static string Name(object record, string suffix)
    {
        string name = record.GetType().Name;
        return suffix.Length > 0 && name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
    }

    private static string Number(int number) => Writing.Text.Of(number);
}
