using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the execution context of inference: its memory, the passes over the examples, and the packing of weights.</summary>
internal static class ForwardEmitter
{
    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        return ClassFrame.Write(network.Type, $"Inference of {network.Type.Name}: one pass over up to {Of(plan.ExamplesPerPass)} examples.", writer =>
        {
            WriteContext(writer, plan);
            writer.Blank();
            PackingText.Write(writer, "PackWeights", "inference", plan.Inference.Packed);
        });
    }

    private static void WriteContext(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        IReadOnlyList<Port> inputs = Port.Inputs(network), outputs = Port.Outputs(network);
        writer.Line("/// <summary>What one thread needs to run the network: the memory of its feature maps. The weights are the network's.</summary>");
        using SourceWriter.Scope context = writer.Block("public sealed class Context : NetworkContext");
        writer.Line($"private const int ExamplesPerPass = {Of(plan.ExamplesPerPass)};");
        writer.Blank();
        foreach (Port port in inputs.Concat(outputs))
        {
            ContextMembers.WriteLayout(writer, port.Layout, plan.InferenceProgram.ValueOf(port.Node));
            writer.Blank();
        }

        using (writer.Block($"internal Context(WeightStore weights) : base(weights, {Of(plan.Inference.ArenaLength)}, ExamplesPerPass{(plan.Inference.WorkspaceLength == 0 ? string.Empty : $", {Of(plan.Inference.WorkspaceLength)}")})"))
        {
        }

        WriteForward(writer, plan, inputs, outputs);
        if (network.HasSeveralPorts)
        {
            writer.Blank();
            WriteJoined(writer, inputs, outputs);
        }

        writer.Blank();
        ContextMembers.WriteDispatch(writer, plan.Inference, "Execute");
    }

    private static void WriteForward(SourceWriter writer, NetworkPlan plan, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        IReadOnlyList<string[]> overloads = InputText.Elements(inputs);
        foreach (string[] elements in overloads)
        {
            string header = $"public void Forward({InputText.Parameters(inputs, elements, outputs)})";
            writer.Blank();
            InputText.WriteForwardDocumentation(writer, inputs, elements, outputs);
            if (overloads.Count == 1)
            {
                WritePasses(writer, plan, header, inputs, outputs);
            }
            else
            {
                writer.Line($"{header} => ForwardExamples({InputText.Arguments(inputs, outputs)});");
            }
        }

        if (overloads.Count > 1)
        {
            string[] elements = [.. inputs.Select(port => port.TakesBytes ? $"T{port.Prefix}" : "float")];
            IEnumerable<string> generic = elements.Where(element => element != "float");
            writer.Blank();
            writer.Line("// The passes over the examples, whatever their elements.");
            string constraints = string.Join(" ", generic.Select(element => $"where {element} : unmanaged"));
            string header = $"private void ForwardExamples<{string.Join(", ", generic)}>({InputText.Parameters(inputs, elements, outputs)}) {constraints}";
            WritePasses(writer, plan, header, inputs, outputs);
        }
    }

    private static void WritePasses(SourceWriter writer, NetworkPlan plan, string header, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        using SourceWriter.Scope method = writer.Block(header);
        WriteChecks(writer, inputs, outputs);
        writer.Line("Enter();");
        using (writer.Block("try"))
        {
            using (writer.Block("for (int first = 0; first < examples; first += ExamplesPerPass)"))
            {
                writer.Line("int count = Math.Min(ExamplesPerPass, examples - first);");
                writer.Line("BeginPass(count);");
                foreach (Port port in inputs)
                {
                    ContextMembers.WriteInputCopy(writer, plan.Inference, port, Pass(port), plan.InferenceProgram.ValueOf(port.Node));
                }

                ContextMembers.WriteTargets(writer, "Forward(this)");
                foreach (Port port in outputs)
                {
                    ContextMembers.WriteCopyOut(writer, Pass(port), port.Layout, plan.InferenceProgram.ValueOf(port.Node));
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
        static string Described(Port port) => $"{port.Parameter}, {port.Length}, {SourceWriter.Quote(port.ShapeText)}";
        if (inputs.Count == 1 && outputs.Count == 1)
        {
            writer.Line($"int examples = CountExamples({Described(inputs[0])}, {Described(outputs[0])});");
            return;
        }

        writer.Line($"int examples = CountExamples({Described(inputs[0])}, nameof({inputs[0].Parameter}));");
        foreach (Port port in inputs.Skip(1))
        {
            writer.Line($"RequireExamples({Described(port)}, examples, nameof({port.Parameter}));");
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            Port port = outputs[i];
            writer.Line($"RequireExamples<float>({Described(port)}, examples, nameof({port.Parameter}));");
            foreach (Port other in inputs.Concat(outputs.Take(i)))
            {
                // Older compilers infer no element type through the conversion of an output's span.
                string element = other.Declared is null ? "<float>" : string.Empty;
                writer.Line($"RequireApart{element}({port.Parameter}, {other.Parameter}, nameof({port.Parameter}), nameof({other.Parameter}));");
            }
        }
    }

    private static void WriteJoined(SourceWriter writer, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        writer.Line("// For code that works with any network: all examples of one input, then all of the next, and outputs likewise.");
        using SourceWriter.Scope method = writer.Block("internal void ForwardJoined(ReadOnlySpan<float> input, Span<float> output)");
        string shapes = string.Join(" + ", inputs.Select(port => port.ShapeText)), results = string.Join(" + ", outputs.Select(port => port.ShapeText));
        writer.Line($"int examples = CountExamples(input, {Of(inputs.Sum(port => port.Count))}, {SourceWriter.Quote(shapes)}, output, {Of(outputs.Sum(port => port.Count))}, {SourceWriter.Quote(results)});");
        IEnumerable<string> arguments = inputs.Select(port => Port.Part(inputs, port, "input", "examples"))
            .Concat(outputs.Select(port => Port.Part(outputs, port, "output", "examples")));
        writer.Line($"Forward({string.Join(", ", arguments)});");
    }
}

/// <summary>Writes the routine that packs weights.</summary>
internal static class PackingText
{
    public static void Write(SourceWriter writer, string name, string purpose, PackedBlock packed)
    {
        writer.Line($"// Brings the weights from the order of the file into the order in which the kernels of {purpose} read them.");
        using SourceWriter.Scope method = writer.Block($"private static void {name}(ref float values, ref float packed, bool exact)");
        for (int i = 0; i < packed.Constants.Count; i++)
        {
            string numbers = string.Join(", ", packed.Constants[i].Select(SourceWriter.Literal));
            writer.Line($"ReadOnlySpan<float> {PackedBlock.ConstantName(i)} = new float[] {{ {numbers} }};");
        }

        foreach (string call in packed.Calls)
        {
            foreach (string line in call.Split('\n'))
            {
                writer.Line(line);
            }
        }
    }
}
