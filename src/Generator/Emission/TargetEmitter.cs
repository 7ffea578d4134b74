using ConvGen.Generator.Kernels;
using ConvGen.Generator.Merging;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the class with the kernels of one vector target.</summary>
internal static class TargetEmitter
{
    // Under this much work handing a step to other threads gains nothing.
    private const double NanosecondsForTeam = 6_000;

    private const string Exact = "c.IsExact", NotExact = "!c.IsExact";

    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan, VectorTarget target, bool wrapsAround)
    {
        NetworkModel network = plan.Network;
        var library = new KernelLibrary(target, wrapsAround);
        var passes = new SourceWriter(wrapsAround);
        WriteInference(passes, library, plan);
        if (plan.Training is { } training)
        {
            passes.Blank();
            WriteTraining(passes, library, training);
        }

        MergedCode kernels = library.Merged();
        void WriteBody(SourceWriter writer)
        {
            using SourceWriter.Scope code = ClassFrame.Code(writer);
            writer.Line(Names.Generated);
            using SourceWriter.Scope frame = writer.Block($"internal static class {target.Name}");
            writer.Text(kernels.WithCallees(passes.ToString()));
            writer.Blank();
            KernelListText.Write(writer, InferenceKernels(library, plan), kernels);
            foreach (string text in library.Fields.Concat(kernels.Texts).Concat(library.Functions))
            {
                writer.Blank();
                writer.Text(text);
            }
        }

        // Kernels know no null, so the compiler need not look for it.
        string summary = $"Kernels of {network.Type.Name} for {Of(target.Bits)}-bit vectors.";
        return ClassFrame.Write(network.Type, summary, WriteBody, isAnnotated: false);
    }

    // The kernels of inference that exact networks use, and those that others use.
    private static (IReadOnlyList<string> Exact, IReadOnlyList<string> Fast) InferenceKernels(KernelLibrary library, NetworkPlan plan)
    {
        IReadOnlyList<string> Of(StepMode other) => library.Reached(plan.Sizes.SelectMany(size =>
            size.Pass.Steps.OfType<WorkStep>().Where(step => step.Mode != other)
                .Select(step => library.Require(step.Work, new KernelUser(step.Layer, Inference(step, size))))));
        return (Of(StepMode.Fast), Of(StepMode.Exact));
    }

    private static void WriteInference(SourceWriter writer, KernelLibrary library, NetworkPlan plan)
    {
        var pass = new Pass(
            [.. plan.Sizes.SelectMany(size =>
                size.Pass.Steps.Select(step => PassStep.Of(step, library.Target, size.ExamplesPerPass, Inference(step, size))))],
            "Context",
            Trains: false);
        foreach (SizePlan size in plan.Sizes)
        {
            string at = plan.Sizes.Count == 1 ? string.Empty : $" at {size.Network.InputSizeText}";
            WritePass(
                writer,
                library,
                pass,
                size.FirstStep,
                size.FirstStep + size.Pass.Steps.Count,
                $"Forward{size.Suffix}",
                $"Inference{at}, layer by layer.");
            writer.Blank();
        }

        WriteExecute(writer, library, pass);
    }

    private static void WriteTraining(SourceWriter writer, KernelLibrary library, TrainingPlan plan)
    {
        int backward = plan.Pass.BackwardStart;
        var pass = new Pass(
            [.. plan.Pass.Steps.Select((step, number) =>
                PassStep.Of(step, library.Target, int.MaxValue, Training(step, isBackward: number >= backward)))],
            "Trainer",
            Trains: true);
        WritePass(
            writer,
            library,
            pass,
            0,
            backward,
            "TrainForward",
            "The forward pass of a training step, layer by layer; outputs that are given as logits leave their softmax to the loss.");
        writer.Blank();
        WritePass(
            writer,
            library,
            pass,
            backward,
            plan.Pass.Steps.Count,
            "TrainBackward",
            "The backward pass of a training step, from the last layer to the first.");
        writer.Blank();
        WriteExecute(writer, library, pass);
    }

    private static void WritePass(SourceWriter writer, KernelLibrary library, Pass pass, int begin, int end, string name, string summary)
    {
        writer.Line($"// {summary}");
        if (pass.Steps.Skip(begin).Take(end - begin).Any(step => step.Work is { IsShared: true }))
        {
            writer.Line("// c.Dispatch(step, items, examples) shares the items among threads, each doing some of them by "
                + pass.Execute + ", when the pass has as many examples.");
        }

        using SourceWriter.Scope method = writer.Method(
            $"internal static void {name}({pass.Context} c{(pass.Trains ? $", {Names.ReadOnlySpan}<bool> logits" : string.Empty)})");
        writer.Line("c.BeginSteps();");
        string layer = string.Empty;
        string? before = null;
        for (int i = begin; i < end;)
        {
            Step first = pass.Steps[i].Step;
            if (first.Layer != layer)
            {
                layer = first.Layer;
                before = null;
                writer.Line($"// {layer}");
            }

            string? condition = Condition(first);
            using SourceWriter.Scope? scope = condition is null
                ? null
                : writer.Block(condition == Exact && before == NotExact ? "else" : $"if ({condition})");
            for (; i < end && pass.Steps[i].Step.Layer == layer && Condition(pass.Steps[i].Step) == condition; i++)
            {
                WriteStep(writer, library, pass, i);
            }

            before = condition;
        }
    }

    private static void WriteStep(SourceWriter writer, KernelLibrary library, Pass pass, int number)
    {
        PassStep entry = pass.Steps[number];
        switch (entry.Step)
        {
            case WorkStep step when entry.Work is { ExamplesForTeam: { } examples } work:
                writer.Line($"c.Dispatch({Of(number)}, {work.Items}, {Of(examples)}); // {library.Require(step.Work, entry.User)}");
                break;
            case WorkStep step:
                writer.Line(StepText.Call(step, library, entry.User, "0", entry.Work!.Items, worker: "0"));
                writer.Line($"c.EndStep({Of(number)});");
                break;
            case GradientStep step:
                writer.Line(StepText.Call(step));
                writer.Line($"c.EndStep({Of(number)});");
                break;
            default:
                throw new NotSupportedException($"Unknown kind of step {entry.Step.GetType().Name}.");
        }
    }

    // What tells kernels of one name apart: the layer, and where it is done several times, the size or the pass.
    private static string Inference(Step step, SizePlan size) =>
        $"{PortNames.Prefix(step.Layer)}{(size.Suffix.Length == 0 ? string.Empty : $"At{size.Suffix}")}";

    private static string Training(Step step, bool isBackward) => $"{(isBackward ? "Backward" : "Training")}{PortNames.Prefix(step.Layer)}";

    private static string? Condition(Step step) => step switch
    {
        { When: { } form } => $"{(form.Logits ? string.Empty : "!")}logits[{Of(form.Output)}]",
        { Mode: StepMode.Exact } => Exact,
        { Mode: StepMode.Fast } => NotExact,
        _ => null,
    };

    private static void WriteExecute(SourceWriter writer, KernelLibrary library, Pass pass)
    {
        writer.Line("// The items begin to end − 1 of one step that several threads may share.");
        using SourceWriter.Scope method =
            writer.Method($"internal static void {pass.Execute}({pass.Context} c, int step, int begin, int end, int worker)");
        var shared = pass.Steps
            .Select((step, number) => (Step: step, Number: number))
            .Where(s => s.Step.Work is { IsShared: true })
            .ToList();
        if (shared.Count == 0)
        {
            return;
        }

        using SourceWriter.Scope cases = writer.Block("switch (step)");
        string layer = string.Empty;
        foreach ((PassStep step, int number) in shared)
        {
            if (step.Step.Layer != layer)
            {
                layer = step.Step.Layer;
                writer.Line($"// {layer}");
            }

            string call = StepText.Call((WorkStep)step.Step, library, step.User, "begin", "end", "worker");
            writer.Line($"case {Of(number)}: {call} break;");
        }
    }

    /// <summary>The work of a step on one target.</summary>
    /// <param name="Items">How many items it has, as an expression.</param>
    /// <param name="ExamplesForTeam">From so many examples on it is worth handing to other threads; null where no pass has as many.</param>
    private sealed record Work(string Items, int? ExamplesForTeam)
    {
        public bool IsShared => ExamplesForTeam is not null;

        public static Work Of(Kernel kernel, VectorTarget target, int mostExamples)
        {
            ItemCount items = kernel.Items(target);
            string count = !items.PerExample ? Text.Of(items.Count)
                : items.Count == 1 ? "c.PassExamples"
                : $"{Text.Of(items.Count)} * c.PassExamples";
            double examples = items is { Count: 1, PerExample: false }
                ? double.PositiveInfinity
                : Math.Max(1, Math.Ceiling(NanosecondsForTeam / kernel.Nanoseconds(target)));
            return new Work(count, examples > mostExamples ? null : (int)examples);
        }
    }

    /// <summary>A step of a pass.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Work">The work of a kernel's step.</param>
    /// <param name="User">What its kernel is for.</param>
    private sealed record PassStep(Step Step, Work? Work, KernelUser User)
    {
        public static PassStep Of(Step step, VectorTarget target, int mostExamples, string userName) => new(
            step, step is WorkStep work ? Work.Of(work.Work, target, mostExamples) : null, new KernelUser(step.Layer, userName));
    }

    /// <summary>What a method of steps is written from.</summary>
    /// <param name="Steps">All steps of its context.</param>
    /// <param name="Context">The type of the context.</param>
    /// <param name="Trains">Whether it is a pass of training.</param>
    private sealed record Pass(IReadOnlyList<PassStep> Steps, string Context, bool Trains)
    {
        /// <summary>The method that does items of a step.</summary>
        public string Execute => Trains ? "ExecuteTraining" : "Execute";
    }
}
