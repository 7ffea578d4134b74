using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the context of training: a forward pass that keeps what the backward pass needs, and the backward pass.</summary>
internal static class BackwardEmitter
{
    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        return ClassFrame.Write(
            network.Type, $"Training of {network.Type.Name}: forward with minibatch statistics, and backward.", writer =>
            {
                using SourceWriter.Scope code = ClassFrame.Code(writer);
                WriteContext(writer, plan.Network, plan.Training!);
                writer.Blank();
                PackingText.Write(writer, "PackTrainingWeights", "training", plan.Training!.Packed);
            });
    }

    private static void WriteContext(SourceWriter writer, NetworkModel network, TrainingPlan training)
    {
        PassPlan pass = training.Pass;
        IReadOnlyList<Port> inputs = Port.Inputs(network), outputs = Port.Outputs(network);
        writer.Line(Names.Generated);
        using SourceWriter.Scope context = writer.Block($"internal sealed class Trainer : {Names.TrainingContext}");
        WriteLayouts(writer, training, inputs, outputs);
        writer.Blank();
        writer.Line($"internal Trainer({Names.WeightStore} weights, int batchSize, int seed)");
        using (writer.Indent())
        {
            string wantsInput = training.InputGradients.Count > 0 ? "true" : "false";
            string[] arguments =
            [
                "weights",
                $"arenaLength: {Of(pass.ArenaLength)}",
                $"largestValue: {Of(pass.LargestValue)}",
                $"packedLength: {Of(training.Packed.Length)}",
                "PackTrainingWeights",
                $"scratchLength: {Of(pass.ScratchLength)}",
                $"inputLength: {Lengths(inputs)}",
                $"outputLength: {Lengths(outputs)}",
                "batchSize",
                "seed",
                $"inputGradient: {wantsInput}",
                .. pass.WorkspaceLength == 0 ? Array.Empty<string>() : [$"workspaceLength: {Of(pass.WorkspaceLength)}"],
            ];
            writer.Line($": base({string.Join(", ", arguments)})");
        }

        using (writer.Braces())
        {
        }

        writer.Blank();
        if (training.Rectifiers.Count > 0)
        {
            ContextMembers.WriteRectifiers(writer, training.Rectifiers);
            writer.Blank();
        }

        if (training.Outputs.Any(output => output.Logits is not null))
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool[] OutputsHaveLogits => OutputsWithLogits;");
            writer.Blank();
            string have = string.Join(", ", training.Outputs.Select(output => output.Logits is null ? "false" : "true"));
            writer.Line($"private static readonly bool[] OutputsWithLogits = new bool[] {{ {have} }};");
            writer.Blank();
        }

        writer.Line("// Half of the key is enough, whatever the project makes of overflows.");
        writer.Line("internal uint Key(int layer) => unchecked((uint)DropoutKey(layer));");
        writer.Blank();
        WriteForward(writer, network, training, inputs, outputs);
        writer.Blank();
        WriteBackward(writer, network, training, inputs, outputs);
        writer.Blank();
        ContextMembers.WriteDispatch(writer, pass.Steps.Select(step => (step, step.Layer)), "ExecuteTraining", network);
    }

    private static string Lengths(IReadOnlyList<Port> ports) => string.Join(" + ", ports.Select(port => port.Length));

    private static void WriteLayouts(SourceWriter writer, TrainingPlan training, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            ContextMembers.WriteLayout(writer, inputs[i].Layout, training.Inputs[i]);
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            OutputPlan trained = training.Outputs[i];
            ContextMembers.WriteLayout(writer, outputs[i].Layout, trained.Value);
            ContextMembers.WriteLayout(writer, outputs[i].GradientLayout, trained.Gradient);
            if (trained.Logits is { } logits)
            {
                ContextMembers.WriteLayout(writer, outputs[i].LogitsLayout, logits.Value);
            }

            if (trained.Logits?.Gradient is { } logitsGradient)
            {
                ContextMembers.WriteLayout(writer, outputs[i].LogitsGradientLayout, logitsGradient);
            }
        }

        for (int i = 0; i < training.InputGradients.Count; i++)
        {
            if (training.InputGradients[i] is { } gradient)
            {
                ContextMembers.WriteLayout(writer, inputs[i].GradientLayout, gradient);
            }
        }
    }

    private static void WriteForward(
        SourceWriter writer, NetworkModel network, TrainingPlan training, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.Scope method = writer.Block(
            $"protected override void RunForward({Names.ReadOnlySpan}<float> input, int examples, {Names.ReadOnlySpan}<bool> logits)");
        for (int i = 0; i < inputs.Count; i++)
        {
            ContextMembers.WriteInputCopy(writer, inputs[i], Port.Part(inputs, inputs[i], "input", "examples"), training.Inputs[i]);
        }

        ContextMembers.WriteTargets(writer, network, "TrainForward(this, logits)");
        for (int i = 0; i < outputs.Count; i++)
        {
            string span = Port.Part(outputs, outputs[i], "OutputBuffer", "examples");
            (string layout, string logitsLayout) = (outputs[i].Layout, outputs[i].LogitsLayout);
            OutputPlan trained = training.Outputs[i];
            WriteEither(
                writer,
                i,
                trained.Logits?.Value,
                logits => ContextMembers.WriteCopyOut(writer, span, logitsLayout, logits),
                () => ContextMembers.WriteCopyOut(writer, span, layout, trained.Value));
        }
    }

    // Logits where the loss takes them and there are any.
    private static void WriteEither(SourceWriter writer, int output, StoredValue? logits, Action<StoredValue> whenLogits, Action otherwise)
    {
        if (logits is null)
        {
            otherwise();
            return;
        }

        using (writer.Block($"if (logits[{Of(output)}])"))
        {
            whenLogits(logits);
        }

        using (writer.Block("else"))
        {
            otherwise();
        }
    }

    private static void WriteBackward(
        SourceWriter writer, NetworkModel network, TrainingPlan training, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.Scope method = writer.Block(
            $"protected override void RunBackward({Names.ReadOnlySpan}<float> outputGradient, {Names.ReadOnlySpan}<bool> logits)");
        for (int i = 0; i < outputs.Count; i++)
        {
            WriteGradient(writer, training.Outputs[i], i, outputs);
        }

        ContextMembers.WriteTargets(writer, network, "TrainBackward(this, logits)");
        for (int i = 0; i < training.InputGradients.Count; i++)
        {
            string span = Port.Part(inputs, inputs[i], "InputGradientBuffer", "Examples");
            if (training.InputGradients[i] is { } gradient)
            {
                ContextMembers.WriteInputGradientCopy(writer, inputs[i], span, gradient);
            }
            else
            {
                writer.Line($"{span}.Clear();");
            }
        }
    }

    // The gradient of the loss goes to what the loss was given; what else the backward pass reads as brought from outside is zero.
    private static void WriteGradient(SourceWriter writer, OutputPlan trained, int number, IReadOnlyList<Port> outputs)
    {
        string span = Port.Part(outputs, outputs[number], "outputGradient", "Examples");
        WriteEither(
            writer,
            number,
            trained.Logits?.Gradient,
            gradient =>
            {
                ContextMembers.WriteCopyIn(writer, span, outputs[number].LogitsGradientLayout, gradient);
                if (trained.Logits is { LeavesOutSoftmax: false })
                {
                    ContextMembers.WriteClear(writer, trained.Gradient);
                }
            },
            () =>
            {
                ContextMembers.WriteCopyIn(writer, span, outputs[number].GradientLayout, trained.Gradient);
                if (trained.Logits is { LeavesOutSoftmax: true, Gradient: { } gradient } && gradient.HasSharedHalo)
                {
                    ContextMembers.WriteClear(writer, gradient);
                }
            });
    }
}
