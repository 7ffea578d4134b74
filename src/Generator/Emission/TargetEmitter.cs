using ConvGen.Generator.Kernels;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the class with the kernels of one vector target.</summary>
internal static class TargetEmitter
{
    // Under this much work handing a step to other threads gains nothing.
    private const double NanosecondsForTeam = 6_000;

    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan, VectorTarget target)
    {
        NetworkModel network = plan.Network;
        var library = new KernelLibrary(target);
        return ClassFrame.Write(network.Type, $"Kernels of {network.Type.Name} for {Of(target.Bits)}-bit vectors.", writer =>
        {
            using SourceWriter.Scope frame = writer.Block($"private static class {target.Name}");
            WritePass(writer, target, library, plan.Inference.Steps, 0, plan.Inference.Steps.Count, "Forward", "Context", trains: false);
            writer.Blank();
            WriteExecute(writer, library, plan.Inference.Steps, "Execute", "Context");
            if (plan.Training is { } training)
            {
                writer.Blank();
                WritePass(writer, target, library, training.Steps, 0, training.BackwardStart, "TrainForward", "Trainer", trains: true);
                writer.Blank();
                WritePass(writer, target, library, training.Steps, training.BackwardStart, training.Steps.Count, "TrainBackward", "Trainer", trains: true);
                writer.Blank();
                WriteExecute(writer, library, training.Steps, "ExecuteTraining", "Trainer");
            }

            foreach (string text in library.Texts)
            {
                writer.Blank();
                foreach (string line in text.TrimEnd('\n').Split('\n'))
                {
                    writer.Line(line);
                }
            }
        });
    }

    private static void WritePass(
        SourceWriter writer, VectorTarget target, KernelLibrary library, IReadOnlyList<Step> steps, int begin, int end, string name, string context, bool trains)
    {
        writer.Line("// The steps in order, each over all its items.");
        using SourceWriter.Scope method = writer.Block($"internal static void {name}({context} c{(trains ? ", bool logits" : string.Empty)})");
        string layer = string.Empty;
        for (int i = begin; i < end; i++)
        {
            Step step = steps[i];
            if (step.Layer != layer)
            {
                layer = step.Layer;
                writer.Line($"// {layer}");
            }

            string call = step switch
            {
                KernelStep kernel => Dispatch(target, kernel.Kernel, i),
                CallStep text => text.Text,
                _ => throw new NotSupportedException($"Unknown kind of step {step.GetType().Name}."),
            };
            if (Condition(step, trains) is not { } condition)
            {
                writer.Line(call);
                continue;
            }

            using SourceWriter.Scope scope = writer.Block($"if ({condition})");
            writer.Line(call);
        }
    }

    private static string? Condition(Step step, bool trains) => step switch
    {
        { IsFinalSoftmax: true } when trains => "!logits",
        { WhenExact: true } => "c.IsExact",
        { WhenExact: false } => "!c.IsExact",
        _ => null,
    };

    private static string Dispatch(VectorTarget target, Kernel kernel, int step)
    {
        ItemCount items = kernel.Items(target);
        double examplesForTeam = Math.Ceiling(NanosecondsForTeam / kernel.Nanoseconds(target));
        string threshold = items is { Count: 1, PerExample: false } || examplesForTeam > 1_000_000 ? "int.MaxValue" : Of(Math.Max(1, (int)examplesForTeam));
        string count = !items.PerExample ? Of(items.Count) : items.Count == 1 ? "c.PassExamples" : $"{Of(items.Count)} * c.PassExamples";
        return $"c.Dispatch({Of(step)}, {count}, {threshold});";
    }

    private static void WriteExecute(SourceWriter writer, KernelLibrary library, IReadOnlyList<Step> steps, string name, string context)
    {
        writer.Line("// The items begin to end − 1 of one step.");
        using SourceWriter.Scope method = writer.Block($"internal static void {name}({context} c, int step, int begin, int end, int worker)");
        using SourceWriter.Scope cases = writer.Block("switch (step)");
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not KernelStep step)
            {
                continue;
            }

            string method2 = library.Require(step.Kernel);
            IEnumerable<string> arguments = step.Operands.Select(o => o.Expression).Concat(step.Extra);
            if (step.Kernel.TakesExamples)
            {
                arguments = arguments.Concat(["c.PassExamples"]);
            }

            writer.Line($"case {Of(i)}: // {step.Layer}");
            using (writer.Indent())
            {
                writer.Line($"{method2}({string.Join(", ", arguments)}, begin, end);");
                writer.Line("break;");
            }
        }
    }
}
