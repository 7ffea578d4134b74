using ConvGen.Generator.Functions;

namespace ConvGen.Generator.Program;

/// <summary>An operation with weights and, where it is a forward pass, bias, folded batch normalisation, residual and activation.</summary>
internal abstract class WeightedOperation(string layer, Value input, Value output, WeightSource weights, string? bias)
    : Operation(layer), IFusesActivation
{
    public Value Input { get; set; } = input;

    public Value Output { get; set; } = output;

    /// <summary>Batch normalisation, or another scale and shift, folded into weights and bias.</summary>
    public FoldedAffine? Norm { get; set; }

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

    public WeightSource Weights => weights;

    /// <summary>The tensor with a bias per channel; null where there is none.</summary>
    public string? Bias => bias;

    /// <summary>Whether a number per channel is added, a bias or the shift of a batch normalisation.</summary>
    public bool HasBias => bias is not null || Norm is not null;
}
