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
            var inference = new Pass(plan.Inference.Steps, "Context", plan.ExamplesPerPass, Trains: false);
            WritePass(writer, library, inference, 0, plan.Inference.Steps.Count, "Forward");
            writer.Blank();
            WriteExecute(writer, library, inference, "Execute");
            if (plan.Training is { } training)
            {
                var trains = new Pass(training.Steps, "Trainer", int.MaxValue, Trains: true);
                writer.Blank();
                WritePass(writer, library, trains, 0, training.BackwardStart, "TrainForward");
                writer.Blank();
                WritePass(writer, library, trains, training.BackwardStart, training.Steps.Count, "TrainBackward");
                writer.Blank();
                WriteExecute(writer, library, trains, "ExecuteTraining");
            }

            foreach (string text in library.Texts)
            {
                writer.Blank();
                writer.Text(text);
            }
        });
    }

    private static void WritePass(SourceWriter writer, KernelLibrary library, Pass pass, int begin, int end, string name)
    {
        VectorTarget target = library.Target;
        writer.Line("// The steps in order, each over all its items: on several threads, or here where that would not pay.");
        using SourceWriter.Scope method = writer.Block($"internal static void {name}({pass.Context} c{(pass.Trains ? ", bool logits" : string.Empty)})");
        writer.Line("c.BeginSteps();");
        string layer = string.Empty;
        for (int i = begin; i < end; i++)
        {
            Step step = pass.Steps[i];
            if (step.Layer != layer)
            {
                layer = step.Layer;
                writer.Line($"// {layer}");
            }

            using SourceWriter.Scope? scope = Condition(step, pass.Trains) is { } condition ? writer.Block($"if ({condition})") : null;
            switch (step)
            {
                case KernelStep kernel when ExamplesForTeam(target, kernel.Kernel) > pass.MostExamples:
                    writer.Line(Call(library, kernel, "0", ItemsOf(target, kernel.Kernel), worker: "0"));
                    writer.Line($"c.EndStep({Of(i)});");
                    break;
                case KernelStep kernel:
                    writer.Line($"c.Dispatch({Of(i)}, {ItemsOf(target, kernel.Kernel)}, {Of((int)ExamplesForTeam(target, kernel.Kernel))});");
                    break;
                case CallStep call:
                    writer.Line(call.Text);
                    writer.Line($"c.EndStep({Of(i)});");
                    break;
                default:
                    throw new NotSupportedException($"Unknown kind of step {step.GetType().Name}.");
            }
        }
    }

    private static string? Condition(Step step, bool trains) => step switch
    {
        { IsFinalSoftmax: true } when trains => "!logits",
        { WhenExact: true } => "c.IsExact",
        { WhenExact: false } => "!c.IsExact",
        _ => null,
    };

    // From so many examples on a step is worth handing to other threads.
    private static double ExamplesForTeam(VectorTarget target, Kernel kernel) => kernel.Items(target) is { Count: 1, PerExample: false }
        ? double.PositiveInfinity
        : Math.Max(1, Math.Ceiling(NanosecondsForTeam / kernel.Nanoseconds(target)));

    private static string ItemsOf(VectorTarget target, Kernel kernel)
    {
        ItemCount items = kernel.Items(target);
        return !items.PerExample ? Of(items.Count) : items.Count == 1 ? "c.PassExamples" : $"{Of(items.Count)} * c.PassExamples";
    }

    private static string Call(KernelLibrary library, KernelStep step, string begin, string end, string worker)
    {
        IEnumerable<string> arguments = step.Operands.Select(o => o.For(worker)).Concat(step.Extra);
        if (step.Kernel.TakesExamples)
        {
            arguments = arguments.Concat(["c.PassExamples"]);
        }

        return $"{library.Require(step.Kernel)}({string.Join(", ", arguments)}, {begin}, {end});";
    }

    private static void WriteExecute(SourceWriter writer, KernelLibrary library, Pass pass, string name)
    {
        writer.Line("// The items begin to end − 1 of one step that several threads may share.");
        using SourceWriter.Scope method = writer.Block($"internal static void {name}({pass.Context} c, int step, int begin, int end, int worker)");
        var shared = pass.Steps.Select((step, number) => (Step: step as KernelStep, Number: number))
            .Where(s => s.Step is not null && ExamplesForTeam(library.Target, s.Step.Kernel) <= pass.MostExamples).ToList();
        if (shared.Count == 0)
        {
            return;
        }

        using SourceWriter.Scope cases = writer.Block("switch (step)");
        foreach ((KernelStep? step, int number) in shared)
        {
            writer.Line($"case {Of(number)}: // {step!.Layer}");
            using (writer.Indent())
            {
                writer.Line(Call(library, step, "begin", "end", "worker"));
                writer.Line("break;");
            }
        }
    }

    /// <summary>What a method of steps is written from.</summary>
    /// <param name="Steps">All steps of its context.</param>
    /// <param name="Context">The type of the context.</param>
    /// <param name="MostExamples">The most examples that a pass has.</param>
    /// <param name="Trains">Whether it is a pass of training.</param>
    private sealed record Pass(IReadOnlyList<Step> Steps, string Context, int MostExamples, bool Trains);
}
