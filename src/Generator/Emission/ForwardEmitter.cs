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
        FeatureShape inputShape = network.Nodes[network.Inputs[0]].Shape;
        FeatureShape outputShape = network.Nodes[network.Outputs[0]].Shape;
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

        writer.Blank();
        ForwardText.WriteDocumentation(writer, inputShape, outputShape);
        using (writer.Block("public void Forward(ReadOnlySpan<float> input, Span<float> output)"))
        {
            writer.Line($"int examples = CountExamples(input, InputLength, {SourceWriter.Quote(inputShape.ToString())}, output, OutputLength, {SourceWriter.Quote(outputShape.ToString())});");
            writer.Line("Enter();");
            using (writer.Block("try"))
            {
                using (writer.Block("for (int first = 0; first < examples; first += ExamplesPerPass)"))
                {
                    writer.Line("int count = Math.Min(ExamplesPerPass, examples - first);");
                    writer.Line("BeginPass(count);");
                    ContextMembers.WriteCopyIn(writer, plan.Inference, "input.Slice(first * InputLength, count * InputLength)", "InputLayout", input);
                    ContextMembers.WriteTargets(writer, "Forward(this)");
                    ContextMembers.WriteCopyOut(writer, "output.Slice(first * OutputLength, count * OutputLength)", "OutputLayout", output);
                }
            }

            using (writer.Block("finally"))
            {
                writer.Line("Exit();");
            }
        }

        writer.Blank();
        ContextMembers.WriteDispatch(writer, plan.Inference, "Execute");
    }
}

/// <summary>Documentation of the forward pass, the same on the network and on its contexts.</summary>
internal static class ForwardText
{
    public static void WriteDocumentation(SourceWriter writer, FeatureShape input, FeatureShape output)
    {
        writer.Line("/// <summary>Runs the network on one or more examples. Allocates nothing.</summary>");
        writer.Line($"/// <param name=\"input\">{input} ({input.Length} floats) for each example, planar, examples back to back.</param>");
        writer.Line($"/// <param name=\"output\">{output} ({output.Length} floats) for each example.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">A length that does not fit, or spans that overlap.</exception>");
        writer.Line("/// <exception cref=\"InvalidOperationException\">Another thread is running this context.</exception>");
        writer.Line("/// <exception cref=\"ObjectDisposedException\">The network or the context has been disposed.</exception>");
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
