using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>What the contexts of inference and of training have in common.</summary>
internal static class ContextMembers
{
    /// <summary>Writes the members by which kernels are run and find their memory.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="steps">All steps, with the layers that profiles give for them.</param>
    /// <param name="execute">The method of the kernels' class that executes a step.</param>
    /// <param name="network">The network.</param>
    public static void WriteDispatch(
        SourceWriter writer, IEnumerable<(Step Step, string Layer)> steps, string execute, NetworkModel network)
    {
        writer.Line($"private static readonly {Names.StepInfo}[] StepInfos = new {Names.StepInfo}[]");
        using (writer.Braces("};"))
        {
            foreach ((Step step, string layer) in steps)
            {
                writer.Line($"new {Names.StepInfo}({SourceWriter.Quote(layer)}, {SourceWriter.Quote(step.Algorithm)}),");
            }
        }

        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Names.StepInfo}[] Steps => StepInfos;");
        writer.Blank();
        writer.Line("internal int PassExamples => Examples;");
        writer.Blank();
        writer.Line("// Runs one step: on several threads when the pass has enough examples for that to pay.");
        using (writer.Block("internal void Dispatch(int step, int items, int examplesForTeam)"))
        {
            using (writer.Block("if (Examples >= examplesForTeam)"))
            {
                writer.Line("RunOnTeam(step, items);");
            }

            using (writer.Block("else"))
            {
                writer.Line("Run(step, items);");
            }
        }

        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override void Execute(int step, int begin, int end, int worker)"))
        {
            WriteTargets(writer, network, $"{execute}(this, step, begin, end, worker)");
        }
    }

    /// <summary>Calls the same method of the class of the vector target in use.</summary>
    public static void WriteTargets(SourceWriter writer, NetworkModel network, string call) => WriteTargets(
        writer,
        network,
        "Target",
        target => $"{NetworkMembers.Code}.{target}.{call};",
        $"throw NoTarget({SourceWriter.Quote(string.Join(", ", network.Targets))});");

    /// <summary>Does something with the class of a vector target.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="network">The network.</param>
    /// <param name="chosen">The target, as an expression.</param>
    /// <param name="statement">What is done with the target of a name.</param>
    /// <param name="none">What is done where there is no code for the processor.</param>
    public static void WriteTargets(SourceWriter writer, NetworkModel network, string chosen, Func<string, string> statement, string none)
    {
        const string Narrowest = "Portable";
        using SourceWriter.Scope cases = writer.Block($"switch ({chosen})");

        // A processor for wide vectors runs the code for narrower ones where there is no other.
        foreach (string target in CodeSettings.AllTargets)
        {
            writer.Line(target == Narrowest ? "default:" : $"case {Names.VectorTarget}.{target}:");
            bool isThere = network.Targets.Contains(target);
            if (!isThere && target != Narrowest)
            {
                continue;
            }

            string done = isThere ? statement(target) : none;
            using SourceWriter.Scope indented = writer.Indent();
            writer.Line(done);
            if (!done.StartsWith("throw ", StringComparison.Ordinal) && !done.StartsWith("return ", StringComparison.Ordinal))
            {
                writer.Line("break;");
            }
        }
    }

    /// <summary>Declares how a value that is brought from outside or taken out is stored.</summary>
    public static void WriteLayout(SourceWriter writer, string name, StoredValue value)
    {
        writer.Line($"// {Describe(value)}.");
        writer.Line($"private static readonly {Names.StoredLayout} {name} = {LayoutText(value)};");
    }

    /// <summary>Declares the rectifiers that can be looked at between the two passes of training.</summary>
    public static void WriteRectifiers(SourceWriter writer, EquatableArray<RectifierPlan> rectifiers)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Names.RectifierInfo}[] Rectifiers => RectifierTable;");
        writer.Blank();
        writer.Line($"private static readonly {Names.RectifierInfo}[] RectifierTable = new {Names.RectifierInfo}[]");
        using SourceWriter.Scope rows = writer.Braces("};");
        foreach ((string layer, StoredValue result) in rectifiers)
        {
            writer.Line($"// {Describe(result)}.");
            writer.Line($"new {Names.RectifierInfo}({SourceWriter.Quote(layer)}, {Of(result.Offset)}, {LayoutText(result)}),");
        }
    }

    private static string Describe(StoredValue value) =>
        $"{value.Name}: "
        + $"{Of(value.Layout.Channels)}×{Of(value.Layout.Size.Depth)}×{Of(value.Layout.Size.Height)}×{Of(value.Layout.Size.Width)}";

    private static string LayoutText(StoredValue value) => StoredLayoutText.Expression(value.Layout, value.Start);

    /// <summary>Brings examples into an input of the network.</summary>
    public static void WriteInputCopy(SourceWriter writer, Port port, string span, StoredValue input) =>
        WriteCopyIn(writer, span, port.Layout, input, port.Declared!.IsPlain ? string.Empty : $", {port.Format}, Target");

    /// <summary>Takes the gradient of an input of the network out as that of the examples.</summary>
    public static void WriteInputGradientCopy(SourceWriter writer, Port port, string span, StoredValue gradient) =>
        WriteCopyOut(writer, span, port.GradientLayout, gradient, port.Declared!.IsPlain ? string.Empty : $", {port.Format}");

    /// <summary>Brings a span into a value: planar, unless more arguments say otherwise.</summary>
    public static void WriteCopyIn(SourceWriter writer, string span, string layout, StoredValue value, string more = "")
    {
        if (value.HasSharedHalo)
        {
            WriteClear(writer, value);
        }

        writer.Line($"{Names.ExampleCopy}.CopyIn({span}, ref Arena({Of(value.Offset)}), in {layout}{more});");
    }

    /// <summary>Makes a value zero, its halo included.</summary>
    public static void WriteClear(SourceWriter writer, StoredValue value) =>
        writer.Line($"{Names.MemoryMarshal}.CreateSpan(ref Arena({Of(value.Offset)}), {Of(value.Length)} * Examples).Clear();");

    /// <summary>Takes a value out to a span: planar, unless more arguments say otherwise.</summary>
    public static void WriteCopyOut(SourceWriter writer, string span, string layout, StoredValue value, string more = "") =>
        writer.Line($"{Names.ExampleCopy}.CopyOut(ref Arena({Of(value.Offset)}), {span}, in {layout}{more});");
}
