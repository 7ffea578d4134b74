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
            var inference = Pass.Of(
                plan.Sizes.SelectMany(size => size.Pass.Steps.Select(step => (step, size.ExamplesPerPass))), target, "Context", trains: false);
            foreach (SizePlan size in plan.Sizes)
            {
                WritePass(writer, library, inference, size.FirstStep, size.FirstStep + size.Pass.Steps.Count, $"Forward{size.Suffix}");
                writer.Blank();
            }

            WriteExecute(writer, library, inference, "Execute");
            if (plan.Training is { } training)
            {
                var trains = Pass.Of(training.Steps.Select(step => (step, int.MaxValue)), target, "Trainer", trains: true);
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
        writer.Line("// The steps in order, each over all its items: on several threads, or here where that would not pay.");
        using SourceWriter.Scope method = writer.Block($"internal static void {name}({pass.Context} c{(pass.Trains ? ", bool logits" : string.Empty)})");
        writer.Line("c.BeginSteps();");
        string layer = string.Empty;
        for (int i = begin; i < end; i++)
        {
            (Step step, Work? work) = pass.Steps[i];
            if (step.Layer != layer)
            {
                layer = step.Layer;
                writer.Line($"// {layer}");
            }

            using SourceWriter.Scope? scope = Condition(step, pass.Trains) is { } condition ? writer.Block($"if ({condition})") : null;
            switch (step)
            {
                case KernelStep when work is { ExamplesForTeam: { } examples }:
                    writer.Line($"c.Dispatch({Of(i)}, {work.Items}, {Of(examples)});");
                    break;
                case KernelStep kernel:
                    writer.Line(Call(library, kernel, "0", work!.Items, worker: "0"));
                    writer.Line($"c.EndStep({Of(i)});");
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
        var shared = pass.Steps.Select((step, number) => (Kernel: step.Step as KernelStep, step.Work, Number: number))
            .Where(s => s.Work is { ExamplesForTeam: not null }).ToList();
        if (shared.Count == 0)
        {
            return;
        }

        using SourceWriter.Scope cases = writer.Block("switch (step)");
        foreach ((KernelStep? step, _, int number) in shared)
        {
            writer.Line($"case {Of(number)}: // {step!.Layer}");
            using (writer.Indent())
            {
                writer.Line(Call(library, step, "begin", "end", "worker"));
                writer.Line("break;");
            }
        }
    }

    /// <summary>The work of a step on one target.</summary>
    /// <param name="Items">How many items it has, as an expression.</param>
    /// <param name="ExamplesForTeam">From so many examples on it is worth handing to other threads; null where no pass has as many.</param>
    private sealed record Work(string Items, int? ExamplesForTeam)
    {
        public static Work Of(Kernel kernel, VectorTarget target, int mostExamples)
        {
            ItemCount items = kernel.Items(target);
            string count = !items.PerExample ? Text.Of(items.Count) : items.Count == 1 ? "c.PassExamples" : $"{Text.Of(items.Count)} * c.PassExamples";
            double examples = items is { Count: 1, PerExample: false }
                ? double.PositiveInfinity
                : Math.Max(1, Math.Ceiling(NanosecondsForTeam / kernel.Nanoseconds(target)));
            return new Work(count, examples > mostExamples ? null : (int)examples);
        }
    }

    /// <summary>What a method of steps is written from.</summary>
    /// <param name="Steps">All steps of its context, those of kernels with their work.</param>
    /// <param name="Context">The type of the context.</param>
    /// <param name="Trains">Whether it is a pass of training.</param>
    private sealed record Pass(IReadOnlyList<(Step Step, Work? Work)> Steps, string Context, bool Trains)
    {
        public static Pass Of(IEnumerable<(Step Step, int MostExamples)> steps, VectorTarget target, string context, bool trains) => new(
            [.. steps.Select(s => (s.Step, s.Step is KernelStep kernel ? Work.Of(kernel.Kernel, target, s.MostExamples) : null))], context, trains);
    }
}
