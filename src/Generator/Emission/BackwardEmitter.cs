using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the context of training: a forward pass that keeps what the backward pass needs, and the backward pass.</summary>
internal static class BackwardEmitter
{
    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        return ClassFrame.Write(network.Type, $"Training of {network.Type.Name}: forward with minibatch statistics, and backward.", writer =>
        {
            WriteContext(writer, plan, plan.TrainingProgram!, plan.Training!);
            writer.Blank();
            PackingText.Write(writer, "PackTrainingWeights", "training", plan.Training!.Packed);
        });
    }

    private static void WriteContext(SourceWriter writer, NetworkPlan plan, TrainingBuilder program, PassPlan pass)
    {
        NetworkModel network = plan.Network;
        Value input = program.ValueOf(network.Inputs[0]);
        Value output = program.ValueOf(network.Outputs[0]);
        writer.Line("private sealed class Trainer : TrainingContext");
        using SourceWriter.Scope context = writer.Braces();
        ContextMembers.WriteLayout(writer, "InputLayout", input);
        ContextMembers.WriteLayout(writer, "OutputLayout", output);
        ContextMembers.WriteLayout(writer, "OutputGradientLayout", program.OutputGradient);
        if (program.Logits is { } declared)
        {
            ContextMembers.WriteLayout(writer, "LogitsLayout", declared);
        }

        if (program.LogitsGradient is { } declaredGradient)
        {
            ContextMembers.WriteLayout(writer, "LogitsGradientLayout", declaredGradient);
        }

        if (program.InputGradient is { } inputGradient)
        {
            ContextMembers.WriteLayout(writer, "InputGradientLayout", inputGradient);
        }

        writer.Blank();
        writer.Line("internal Trainer(WeightStore weights, int batchSize, int seed)");
        using (writer.Indent())
        {
            string wantsInput = program.InputGradient is null ? "false" : "true";
            writer.Line($": base(weights, {Of(pass.ArenaLength)}, {Of(pass.Packed.Length)}, PackTrainingWeights, {Of(pass.ScratchLength)}, InputLength, OutputLength, batchSize, seed, {wantsInput}{(pass.WorkspaceLength == 0 ? string.Empty : $", {Of(pass.WorkspaceLength)}")})");
        }

        using (writer.Braces())
        {
        }

        writer.Blank();
        writer.Line("// Half of the key is enough, whatever the project makes of overflows.");
        writer.Line("internal uint Key(int layer) => unchecked((uint)DropoutKey(layer));");
        writer.Blank();
        WriteForward(writer, program, pass, input, output);
        writer.Blank();
        WriteBackward(writer, program, pass);
        writer.Blank();
        ContextMembers.WriteDispatch(writer, pass, "ExecuteTraining");
    }

    private static void WriteForward(SourceWriter writer, TrainingBuilder program, PassPlan pass, Value input, Value output)
    {
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.Scope method = writer.Block("protected override void RunForward(ReadOnlySpan<float> input, int examples, bool logits)");
        ContextMembers.WriteInputCopy(writer, pass, InputText.Declared(program.Network), "input", input);
        ContextMembers.WriteTargets(writer, "TrainForward(this, logits)");
        if (program.Logits is not { } final)
        {
            ContextMembers.WriteCopyOut(writer, "OutputBuffer", "OutputLayout", output);
            return;
        }

        using (writer.Block("if (logits)"))
        {
            ContextMembers.WriteCopyOut(writer, "OutputBuffer", "LogitsLayout", final);
        }

        using (writer.Block("else"))
        {
            ContextMembers.WriteCopyOut(writer, "OutputBuffer", "OutputLayout", output);
        }
    }

    private static void WriteBackward(SourceWriter writer, TrainingBuilder program, PassPlan pass)
    {
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.Scope method = writer.Block("protected override void RunBackward(ReadOnlySpan<float> outputGradient, bool logits)");
        if (program.LogitsGradient is { } logits)
        {
            using (writer.Block("if (logits)"))
            {
                ContextMembers.WriteCopyIn(writer, pass, "outputGradient", "LogitsGradientLayout", logits);
            }

            using (writer.Block("else"))
            {
                ContextMembers.WriteCopyIn(writer, pass, "outputGradient", "OutputGradientLayout", program.OutputGradient);
            }
        }
        else
        {
            ContextMembers.WriteCopyIn(writer, pass, "outputGradient", "OutputGradientLayout", program.OutputGradient);
        }

        ContextMembers.WriteTargets(writer, "TrainBackward(this, logits)");
        if (program.InputGradient is { } inputGradient)
        {
            ContextMembers.WriteInputGradientCopy(writer, InputText.Declared(program.Network), inputGradient);
        }
    }
}
