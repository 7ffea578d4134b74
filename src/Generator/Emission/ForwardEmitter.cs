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
        Value input = plan.InferenceProgram.ValueOf(network.Inputs[0]);
        Value output = plan.InferenceProgram.ValueOf(network.Outputs[0]);
        writer.Line("/// <summary>What one thread needs to run the network: the memory of its feature maps. The weights are the network's.</summary>");
        using SourceWriter.Scope context = writer.Block("public sealed class Context : NetworkContext");
        writer.Line($"private const int ExamplesPerPass = {Of(plan.ExamplesPerPass)};");
        writer.Blank();
        ContextMembers.WriteLayout(writer, "InputLayout", input);
        writer.Blank();
        ContextMembers.WriteLayout(writer, "OutputLayout", output);
        writer.Blank();
        using (writer.Block($"internal Context(WeightStore weights) : base(weights, {Of(plan.Inference.ArenaLength)}, ExamplesPerPass{(plan.Inference.WorkspaceLength == 0 ? string.Empty : $", {Of(plan.Inference.WorkspaceLength)}")})"))
        {
        }

        WriteForward(writer, plan, input, output);
        writer.Blank();
        ContextMembers.WriteDispatch(writer, plan.Inference, "Execute");
    }

    private static void WriteForward(SourceWriter writer, NetworkPlan plan, Value input, Value output)
    {
        InputLayer declared = InputText.Declared(plan.Network);
        FeatureShape outputShape = plan.Network.Nodes[plan.Network.Outputs[0]].Shape;
        IReadOnlyList<string> elements = InputText.Elements(declared);
        foreach (string element in elements)
        {
            string header = $"public void Forward(ReadOnlySpan<{element}> input, Span<float> output)";
            writer.Blank();
            InputText.WriteForwardDocumentation(writer, declared, element, outputShape);
            if (elements.Count == 1)
            {
                WritePasses(writer, plan, header, input, output);
            }
            else
            {
                writer.Line($"{header} => ForwardExamples(input, output);");
            }
        }

        if (elements.Count > 1)
        {
            writer.Blank();
            writer.Line("// The passes over the examples, whatever their elements.");
            string header = "private void ForwardExamples<TElement>(ReadOnlySpan<TElement> input, Span<float> output) where TElement : unmanaged";
            WritePasses(writer, plan, header, input, output);
        }
    }

    private static void WritePasses(SourceWriter writer, NetworkPlan plan, string header, Value input, Value output)
    {
        InputLayer declared = InputText.Declared(plan.Network);
        FeatureShape outputShape = plan.Network.Nodes[plan.Network.Outputs[0]].Shape;
        using SourceWriter.Scope method = writer.Block(header);
        writer.Line($"int examples = CountExamples(input, InputLength, {SourceWriter.Quote(declared.ExampleShape)}, output, OutputLength, {SourceWriter.Quote(outputShape.ToString())});");
        writer.Line("Enter();");
        using (writer.Block("try"))
        {
            using (writer.Block("for (int first = 0; first < examples; first += ExamplesPerPass)"))
            {
                writer.Line("int count = Math.Min(ExamplesPerPass, examples - first);");
                writer.Line("BeginPass(count);");
                ContextMembers.WriteInputCopy(writer, plan.Inference, declared, "input.Slice(first * InputLength, count * InputLength)", input);
                ContextMembers.WriteTargets(writer, "Forward(this)");
                ContextMembers.WriteCopyOut(writer, "output.Slice(first * OutputLength, count * OutputLength)", "OutputLayout", output);
            }
        }

        using (writer.Block("finally"))
        {
            writer.Line("Exit();");
        }
    }
}

/// <summary>Writes the routine that packs weights.</summary>
internal static class PackingText
{
    public static void Write(SourceWriter writer, string name, string purpose, PackedBlock packed)
    {
        writer.Line($"// Brings the weights from the order of the file into the order in which the kernels of {purpose} read them.");
        using SourceWriter.Scope method = writer.Block($"private static void {name}(ref float values, ref float packed, bool exact)");
        foreach (string call in packed.Calls)
        {
            foreach (string line in call.Split('\n'))
            {
                writer.Line(line);
            }
        }
    }
}
