using ConvGen.Engine;
using static System.FormattableString;

namespace ConvGen;

/// <summary>Finds out where numbers stopped being finite.</summary>
internal static class Divergence
{
    private const string Advice = "The parameters are as they were before the step; a lower learning rate or ClipNorm usually helps.";

    /// <summary>Refuses examples that hold what is no finite number, before anything has seen them.</summary>
    /// <param name="inputs">The examples, one after another.</param>
    /// <param name="exampleLength">The floats of one.</param>
    /// <param name="rows">Where in a data set they stand; empty when they are of none.</param>
    /// <param name="name">The argument that they come from.</param>
    /// <exception cref="ArgumentException">One has.</exception>
    public static void CheckInputs(ReadOnlySpan<float> inputs, int exampleLength, ReadOnlySpan<int> rows, string name)
    {
        int wrong = NonFinite.IndexIn(inputs);
        if (wrong >= 0)
        {
            int example = Math.DivRem(wrong, exampleLength, out int element);
            string whose = rows.IsEmpty ? Invariant($"example {example}") : Invariant($"row {rows[example]} of the data set");
            throw new ArgumentException(
                Invariant($"Element {element} of {whose} is {inputs[wrong]}; training takes finite numbers."), name);
        }
    }

    /// <summary>What to throw for a loss that is no finite number.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="parameters">The network's tensors.</param>
    /// <param name="context">Has just run forward.</param>
    public static TrainingDivergedException OfLoss(float loss, long step, ParameterCollection parameters, TrainingContext context)
    {
        string what = Invariant($"The loss of step {step} is {loss}.");
        if (TensorIn(parameters, tensor => !tensor.IsMoved) is { } tensor)
        {
            return new TrainingDivergedException(
                Invariant($"{what} Before it, the parameter '{tensor.Name}' had {tensor.Value} at {tensor.Index}."), step, tensor.Name);
        }

        string? layer = context.FirstNonFiniteRectifier();
        string where = layer is not null
            ? $"The results of '{layer}' are the first, of the rectifiers', that are not finite."
            : NonFinite.IndexIn(context.Output) >= 0 ? "The network's results are not finite." : "The network's results are finite.";
        return new TrainingDivergedException($"{what} {where} {Advice}", step, layer);
    }

    /// <summary>Refuses gradients that hold what is no finite number.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="step">The step, from 1.</param>
    /// <exception cref="TrainingDivergedException">One has.</exception>
    public static void CheckGradients(ParameterCollection gradients, long step)
    {
        if (TensorIn(gradients, tensor => tensor.Trainable) is { } tensor)
        {
            throw new TrainingDivergedException(
                Invariant($"The gradient by '{tensor.Name}' has {tensor.Value} at {tensor.Index} in step {step}. {Advice}"),
                step,
                tensor.Name);
        }
    }

    // Running statistics are left out: the forward pass of the step has moved them already.
    private static (string Name, int Index, float Value)? TensorIn(ParameterCollection tensors, Func<TensorSpec, bool> isMeant)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            int wrong = isMeant(tensors[i].Spec) ? NonFinite.IndexIn(tensors.Block(i)) : -1;
            if (wrong >= 0)
            {
                return (tensors[i].Name, wrong, tensors.Block(i)[wrong]);
            }
        }

        return null;
    }
}
