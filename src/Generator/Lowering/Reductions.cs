using ConvGen.Generator.Functions;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering;

/// <summary>Reductions as operations.</summary>
internal static class Reductions
{
    /// <summary>Adds what reduces a value along the axes along which the result has one position.</summary>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="kind">What it is reduced to.</param>
    /// <param name="x">The value.</param>
    /// <param name="y">The result.</param>
    /// <param name="builder">Receives the operations.</param>
    public static void Add(string layer, ReductionKind kind, Value x, Value y, ProgramBuilder builder)
    {
        void Sum(ElementwiseFunction function, Value to, params Value[] others) =>
            builder.Operations.Add(new ReductionOperation(layer, function, x, others, to, accumulates: false));
        void Finish(ElementwiseFunction function, params Value[] values) =>
            builder.Operations.Add(new ElementwiseOperation(layer, function, values, y));
        void Extreme(bool isMaximum, Value to) => builder.Operations.Add(new ExtremeReductionOperation(layer, isMaximum, x, to));
        switch (kind)
        {
            case ReductionKind.Sum:
                Sum(new CopyFunction(), y);
                break;
            case ReductionKind.Mean:
                Value sum = Inner(layer, "sum", y);
                Sum(new CopyFunction(), sum);
                Finish(new ConstantScaleFunction(1 / Count(x, y)), sum);
                break;
            case ReductionKind.L1:
                Sum(new ActivationFunction(new AbsActivation()), y);
                break;
            case ReductionKind.L2:
                Value squares = Inner(layer, "squares", y);
                Sum(new SquareFunction(), squares);
                Finish(new ActivationFunction(new SqrtActivation()), squares);
                break;
            case ReductionKind.LogSumExp:
                // Less the largest, so that no exponential overflows.
                Value largest = Inner(layer, "largest", y), powers = Inner(layer, "powers", y);
                Extreme(isMaximum: true, largest);
                Sum(new ExpBelowFunction(), powers, largest);
                Finish(new LogAboveFunction(), largest, powers);
                break;
            default:
                Extreme(kind == ReductionKind.Max, y);
                break;
        }
    }

    /// <summary>How many values become one.</summary>
    public static double Count(Value x, Value y) => (double)x.Channels * x.Size.Positions / ((double)y.Channels * y.Size.Positions);

    /// <summary>A value that only the layer knows, as large as another one.</summary>
    public static Value Inner(string layer, string what, Value like) => new($"{what} of {layer}", like.Channels, like.Size);
}
