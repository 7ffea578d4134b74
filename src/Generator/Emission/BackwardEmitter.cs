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
            using SourceWriter.Scope code = ClassFrame.Code(writer);
            WriteContext(writer, plan, plan.TrainingProgram!, plan.Training!);
            writer.Blank();
            PackingText.Write(writer, "PackTrainingWeights", "training", plan.Training!.Packed);
        });
    }

    private static void WriteContext(SourceWriter writer, NetworkPlan plan, TrainingBuilder program, PassPlan pass)
    {
        NetworkModel network = plan.Network;
        IReadOnlyList<Port> inputs = Port.Inputs(network), outputs = Port.Outputs(network);
        writer.Line(Names.Generated);
        using SourceWriter.Scope context = writer.Block($"internal sealed class Trainer : {Names.TrainingContext}");
        WriteLayouts(writer, program, inputs, outputs);
        writer.Blank();
        writer.Line($"internal Trainer({Names.WeightStore} weights, int batchSize, int seed)");
        using (writer.Indent())
        {
            string wantsInput = program.InputGradients.Count > 0 ? "true" : "false";
            writer.Line($": base(weights, {Of(pass.ArenaLength)}, {Of(pass.LargestValue)}, {Of(pass.Packed.Length)}, PackTrainingWeights, {Of(pass.ScratchLength)}, {Lengths(inputs)}, {Lengths(outputs)}, batchSize, seed, {wantsInput}{(pass.WorkspaceLength == 0 ? string.Empty : $", {Of(pass.WorkspaceLength)}")})");
        }

        using (writer.Braces())
        {
        }

        writer.Blank();
        if (program.Rectifiers.Count > 0)
        {
            ContextMembers.WriteRectifiers(writer, program);
            writer.Blank();
        }

        if (program.Outputs.Any(output => output.Logits is not null))
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool[] OutputsHaveLogits => OutputsWithLogits;");
            writer.Blank();
            string have = string.Join(", ", program.Outputs.Select(output => output.Logits is null ? "false" : "true"));
            writer.Line($"private static readonly bool[] OutputsWithLogits = new bool[] {{ {have} }};");
            writer.Blank();
        }

        writer.Line("// Half of the key is enough, whatever the project makes of overflows.");
        writer.Line("internal uint Key(int layer) => unchecked((uint)DropoutKey(layer));");
        writer.Blank();
        WriteForward(writer, program, pass, inputs, outputs);
        writer.Blank();
        WriteBackward(writer, program, pass, inputs, outputs);
        writer.Blank();
        ContextMembers.WriteDispatch(writer, pass.Steps.Select(step => (step, step.Layer)), "ExecuteTraining", network);
    }

    private static string Lengths(IReadOnlyList<Port> ports) => string.Join(" + ", ports.Select(port => port.Length));

    private static void WriteLayouts(SourceWriter writer, TrainingBuilder program, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        foreach (Port port in inputs)
        {
            ContextMembers.WriteLayout(writer, port.Layout, program.ValueOf(port.Node));
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            TrainedOutput trained = program.Outputs[i];
            ContextMembers.WriteLayout(writer, outputs[i].Layout, trained.Value);
            ContextMembers.WriteLayout(writer, outputs[i].GradientLayout, trained.Gradient);
            if (trained.Logits is { } logits)
            {
                ContextMembers.WriteLayout(writer, outputs[i].LogitsLayout, logits.Logits);
            }

            if (trained.Logits?.Gradient is { } logitsGradient)
            {
                ContextMembers.WriteLayout(writer, outputs[i].LogitsGradientLayout, logitsGradient);
            }
        }

        for (int i = 0; i < program.InputGradients.Count; i++)
        {
            if (program.InputGradients[i] is { } gradient)
            {
                ContextMembers.WriteLayout(writer, inputs[i].GradientLayout, gradient);
            }
        }
    }

    private static void WriteForward(SourceWriter writer, TrainingBuilder program, PassPlan pass, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.Scope method = writer.Block($"protected override void RunForward({Names.ReadOnlySpan}<float> input, int examples, {Names.ReadOnlySpan}<bool> logits)");
        foreach (Port port in inputs)
        {
            ContextMembers.WriteInputCopy(writer, pass, port, Port.Part(inputs, port, "input", "examples"), program.ValueOf(port.Node));
        }

        ContextMembers.WriteTargets(writer, program.Network, "TrainForward(this, logits)");
        for (int i = 0; i < outputs.Count; i++)
        {
            string span = Port.Part(outputs, outputs[i], "OutputBuffer", "examples");
            (string layout, string logitsLayout) = (outputs[i].Layout, outputs[i].LogitsLayout);
            TrainedOutput trained = program.Outputs[i];
            WriteEither(
                writer,
                i,
                trained.Logits?.Logits,
                logits => ContextMembers.WriteCopyOut(writer, span, logitsLayout, logits),
                () => ContextMembers.WriteCopyOut(writer, span, layout, trained.Value));
        }
    }

    // Logits where the loss takes them and there are any.
    private static void WriteEither(SourceWriter writer, int output, Value? logits, Action<Value> whenLogits, Action otherwise)
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

    private static void WriteBackward(SourceWriter writer, TrainingBuilder program, PassPlan pass, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        writer.Line("/// <inheritdoc/>");
        using SourceWriter.Scope method = writer.Block($"protected override void RunBackward({Names.ReadOnlySpan}<float> outputGradient, {Names.ReadOnlySpan}<bool> logits)");
        for (int i = 0; i < outputs.Count; i++)
        {
            WriteGradient(writer, pass, program.Outputs[i], i, outputs);
        }

        ContextMembers.WriteTargets(writer, program.Network, "TrainBackward(this, logits)");
        for (int i = 0; i < program.InputGradients.Count; i++)
        {
            string span = Port.Part(inputs, inputs[i], "InputGradientBuffer", "Examples");
            if (program.InputGradients[i] is { } gradient)
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
    private static void WriteGradient(SourceWriter writer, PassPlan pass, TrainedOutput trained, int number, IReadOnlyList<Port> outputs)
    {
        string span = Port.Part(outputs, outputs[number], "outputGradient", "Examples");
        WriteEither(
            writer,
            number,
            trained.Logits?.Gradient,
            gradient =>
            {
                ContextMembers.WriteCopyIn(writer, pass, span, outputs[number].LogitsGradientLayout, gradient);
                if (trained.Logits is { LeavesOutSoftmax: false })
                {
                    ContextMembers.WriteClear(writer, trained.Gradient);
                }
            },
            () =>
            {
                ContextMembers.WriteCopyIn(writer, pass, span, outputs[number].GradientLayout, trained.Gradient);
                if (trained.Logits is { LeavesOutSoftmax: true, Gradient: { } gradient } && pass.SharedHalos.Contains(gradient.Root))
                {
                    ContextMembers.WriteClear(writer, gradient);
                }
            });
    }
}
