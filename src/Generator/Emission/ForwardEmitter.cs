using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the execution context of inference: its memory, the passes over the examples, and the packing of weights.</summary>
internal static class ForwardEmitter
{
    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        string passes = string.Join(", ", plan.Sizes.Select(size =>
            $"one pass over {(size.ExamplesPerPass == 1 ? "one example" : $"up to {Of(size.ExamplesPerPass)} examples")}"
            + $"{(plan.Sizes.Count == 1 ? string.Empty : $" of {size.Network.InputSizeText}")}"));
        return ClassFrame.Write(network.Type, $"Inference of {network.Type.Name}: {passes}.", writer =>
        {
            WriteContext(writer, plan);
            writer.Blank();
            using SourceWriter.Scope code = ClassFrame.Code(writer);
            PackingText.Write(writer, "PackWeights", "inference", plan.Packed);
        });
    }

    private static void WriteContext(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line("/// <summary>What one thread needs to run the network: the memory of its feature maps. "
            + "The weights are the network's.</summary>");
        writer.Line(Names.Generated);
        using SourceWriter.Scope context = writer.Block($"public sealed class Context : {Names.InferenceContext}");
        EmittedSize[] sizes = EmittedSize.All(plan);
        foreach (EmittedSize size in sizes)
        {
            writer.Line($"private const int {size.ExamplesPerPass} = {Of(size.Plan.ExamplesPerPass)};");
        }

        writer.Blank();
        foreach (EmittedSize size in sizes)
        {
            foreach ((Port port, StoredValue value) in size.StoredInputs.Concat(size.StoredOutputs))
            {
                ContextMembers.WriteLayout(writer, port.Layout, value);
                writer.Blank();
            }
        }

        WriteConstructor(writer, sizes);
        WriteForward(writer, sizes[0]);
        if (sizes.Length > 1)
        {
            foreach (EmittedSize size in sizes.Skip(1))
            {
                writer.Blank();
                WriteExamples(writer, size);
            }

            WriteChoice(writer, sizes);
        }

        if (plan.Network.HasSeveralPorts)
        {
            writer.Blank();
            WriteJoined(writer, sizes[0].Inputs, sizes[0].Outputs);
        }

        writer.Blank();
        IEnumerable<(Step, string)> steps = plan.Sizes.SelectMany(size => size.Pass.Steps.Select(step =>
            (step, size.Number == 0 ? step.Layer : $"{step.Layer} at {size.Network.InputSizeText}")));
        ContextMembers.WriteDispatch(writer, steps, "Execute", plan.Network);
    }

    private static void WriteConstructor(SourceWriter writer, EmittedSize[] sizes)
    {
        EmittedSize largest = sizes.OrderByDescending(size => (long)size.Plan.Pass.ArenaLength * size.Plan.ExamplesPerPass).First();
        int workspace = sizes.Max(size => size.Plan.Pass.WorkspaceLength);
        string arguments = $"arenaLength: {Of(largest.Plan.Pass.ArenaLength)}L * "
            + $"{largest.ExamplesPerPass}{(workspace == 0 ? string.Empty : $", workspaceLength: {Of(workspace)}")}";
        using SourceWriter.Scope constructor = writer.Block($"internal Context({Names.WeightStore} weights) : base(weights, {arguments})");
    }

    private static void WriteForward(SourceWriter writer, EmittedSize size)
    {
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (size.Inputs, size.Outputs);
        IReadOnlyList<string[]> overloads = InputText.Elements(inputs);
        foreach (string[] elements in overloads)
        {
            bool isJoined = inputs.Count == 1 && outputs.Count == 1 && elements[0] == "float";
            string overrides = isJoined ? "override " : string.Empty;
            string header = $"public {overrides}void Forward({InputText.Parameters(inputs, elements, outputs)})";
            writer.Blank();
            writer.Lines(InputText.ForwardDocumentation(inputs, elements, outputs));
            if (overloads.Count == 1)
            {
                WritePasses(writer, size, header);
            }
            else
            {
                writer.Line($"{header} => {size.Examples}({InputText.Arguments(inputs, outputs)});");
            }
        }

        if (overloads.Count > 1)
        {
            writer.Blank();
            WriteExamples(writer, size);
        }
    }

    private static void WriteExamples(SourceWriter writer, EmittedSize size)
    {
        string[] elements = [.. size.Inputs.Select((port, number) => port.TakesBytes ? $"TElement{Of(number + 1)}" : "float")];
        string[] generic = [.. elements.Where(element => element != "float")];
        writer.Line(generic.Length == 0 ? "// The passes over the examples." : "// The passes over the examples, whatever their elements.");
        string types = generic.Length == 0 ? string.Empty : $"<{string.Join(", ", generic)}>";
        string constraints = string.Concat(generic.Select(element => $" where {element} : struct"));
        WritePasses(
            writer, size, $"private void {size.Examples}{types}({InputText.Parameters(size.Inputs, elements, size.Outputs)}){constraints}");
    }

    private static void WriteChoice(SourceWriter writer, EmittedSize[] sizes)
    {
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (sizes[0].Inputs, sizes[0].Outputs);
        IReadOnlyList<string> extents = sizes[0].Plan.Network.InputAxes;
        string known = string.Join(", ", sizes.Select(size => size.Plan.Network.InputSizeText));
        foreach (string[] elements in InputText.Elements(inputs))
        {
            writer.Blank();
            writer.Lines(InputText.SizedDocumentation(sizes, elements, extents));
            using SourceWriter.Scope method =
                writer.Block($"public void Forward({InputText.Parameters(inputs, elements, extents, outputs)})");
            using SourceWriter.Scope cases = writer.Block($"switch ({InParentheses(extents)})");
            foreach (EmittedSize size in sizes)
            {
                writer.Line($"case {InParentheses(size.Plan.Network.InputSize.Select(extent => NumberText.Plain(extent)))}:");
                using (writer.Indent())
                {
                    writer.Line($"{(size.Plan.Number == 0 ? "Forward" : size.Examples)}({InputText.Arguments(inputs, outputs)});");
                    writer.Line("break;");
                }
            }

            writer.Line("default:");
            using (writer.Indent())
            {
                writer.Line(
                    $"throw UnknownSize({SourceWriter.Quote(known)}, {SourceWriter.Quote(extents[0])}, {string.Join(", ", extents)});");
            }
        }
    }

    private static string InParentheses(IEnumerable<string> parts) => parts.Count() == 1 ? parts.Single() : $"({string.Join(", ", parts)})";

    private static void WritePasses(SourceWriter writer, EmittedSize size, string header)
    {
        SizePlan plan = size.Plan;
        using SourceWriter.Scope method = writer.Block(header);
        WriteChecks(writer, size.Inputs, size.Outputs);
        writer.Line("Enter();");
        using (writer.Block("try"))
        {
            using (writer.Block($"for (int first = 0; first < examples; first += {size.ExamplesPerPass})"))
            {
                writer.Line($"int count = {Names.Math}.Min({size.ExamplesPerPass}, examples - first);");
                writer.Line(
                    $"BeginPass(count, {Of(plan.Pass.ArenaLength)}{(plan.Number == 0 ? string.Empty : $", size: {Of(plan.Number)}")});");
                foreach ((Port port, StoredValue value) in size.StoredInputs)
                {
                    ContextMembers.WriteInputCopy(writer, port, Pass(port), value);
                }

                ContextMembers.WriteTargets(writer, plan.Network, $"Forward{plan.Suffix}(this)");
                foreach ((Port port, StoredValue value) in size.StoredOutputs)
                {
                    ContextMembers.WriteCopyOut(writer, Pass(port), port.Layout, value);
                }
            }
        }

        using (writer.Block("finally"))
        {
            writer.Line("Exit();");
        }
    }

    // What one pass takes of a port's examples.
    private static string Pass(Port port) => $"{port.Parameter}.Slice(first * {port.Length}, count * {port.Length})";

    private static void WriteChecks(SourceWriter writer, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        static string Quoted(Port port) => SourceWriter.Quote(InputText.Plain(port));
        static string Described(Port port) => $"{port.Parameter}, {port.Length}, {SourceWriter.Quote(port.ShapeText)}";
        if (inputs.Count == 1 && outputs.Count == 1)
        {
            writer.Line($"int examples = CountExamples({Described(inputs[0])}, {Described(outputs[0])});");
            return;
        }

        writer.Line($"int examples = CountExamples({Described(inputs[0])}, {Quoted(inputs[0])});");
        foreach (Port port in inputs.Skip(1))
        {
            writer.Line($"RequireExamples({Described(port)}, examples, {Quoted(port)});");
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            Port port = outputs[i];
            writer.Line($"RequireExamples<float>({Described(port)}, examples, {Quoted(port)});");
            foreach (Port other in inputs.Concat(outputs.Take(i)))
            {
                // Older compilers infer no element type through the conversion of an output's span.
                string element = other.Declared is null ? "<float>" : string.Empty;
                writer.Line($"RequireApart{element}({port.Parameter}, {other.Parameter}, {Quoted(port)}, {Quoted(other)});");
            }
        }
    }

    private static void WriteJoined(SourceWriter writer, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        writer.Line("/// <summary>For code that works with any network: all examples of one input, then all of the next, and outputs "
            + "likewise.</summary>");
        using SourceWriter.Scope method =
            writer.Block($"public override void Forward({Names.ReadOnlySpan}<float> input, {Names.Span}<float> output)");
        string shapes = string.Join(" + ", inputs.Select(port => port.ShapeText)),
            results = string.Join(" + ", outputs.Select(port => port.ShapeText));
        writer.Line($"int examples = CountExamples(input, {Of(inputs.Sum(port => port.Count))}, {SourceWriter.Quote(shapes)}, output, "
            + $"{Of(outputs.Sum(port => port.Count))}, {SourceWriter.Quote(results)});");
        IEnumerable<string> arguments = inputs.Select(port => Port.Part(inputs, port, "input", "examples"))
            .Concat(outputs.Select(port => Port.Part(outputs, port, "output", "examples")));
        writer.Line($"Forward({string.Join(", ", arguments)});");
    }
}
