using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>An operation with weights and, where it is a forward pass, bias, folded batch normalisation, residual and activation.</summary>
internal abstract class WeightedOperation(string layer, Value input, Value output, WeightSource weights, string? bias) : Operation(layer), IFusesActivation
{
    /// <summary>The argument for a tensor that is not there.</summary>
    public const string NoReference = $"ref {Names.Unsafe}.NullRef<float>()";

    public Value Input { get; set; } = input;

    public Value Output { get; set; } = output;

    /// <summary>Batch normalisation folded into weights and bias.</summary>
    public BatchNormTensors? Norm { get; set; }

    /// <summary>A value that is added before the activation.</summary>
    public Value? Residual { get; set; }

    /// <summary>Whether something besides a bias per channel is added before the activation.</summary>
    public virtual bool AddsValue => Residual is not null;

    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => Residual is null ? [Input] : [Input, Residual];

    /// <inheritdoc/>
    public override Value? Writes => Output;

    protected WeightSource Weights => weights;

    protected bool HasBias => bias is not null || Norm is not null;

    /// <summary>
    /// Packs bias and batch normalisation. Returns the bias for the kernel, and the factors of the weights as the packing routine names them.
    /// </summary>
    protected (PackedRegion? Bias, string Scale) PackBias(ScheduleBuilder schedule, int outputs)
    {
        string count = Of(outputs);
        if (Norm is { } norm)
        {
            string before = bias is null ? NoReference : schedule.PackSource(bias);
            (PackedRegion scale, PackedRegion shift) = schedule.Packed(outputs, (scaleTo, shiftTo) =>
                $"{Names.Packing}.FoldBatchNorm({schedule.PackSource(norm.Scale)}, {schedule.PackSource(norm.Shift)}, {schedule.PackSource(norm.Mean)}, {schedule.PackSource(norm.Variance)}, {before}, {scaleTo}, {shiftTo}, {count}, {Number(norm.Epsilon)});");
            return (shift, scale.Place);
        }

        if (bias is null)
        {
            return (null, NoReference);
        }

        return (schedule.Packed(outputs, to => $"{Names.Packing}.Vector({schedule.PackSource(bias)}, {to}, {count});"), NoReference);
    }

    /// <summary>A double literal.</summary>
    public static string Number(double value) => OfDouble(value);

    /// <summary>Operands in the order of a kernel's parameters; those that a kernel does not have are left out.</summary>
    public static Operand[] Operands(params Operand?[] operands) => [.. operands.Where(o => o is not null).Select(o => o!.Value)];
}
