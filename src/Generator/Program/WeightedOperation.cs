using ConvGen.Generator.Functions;
using ConvGen.Generator.Geometry;

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

    /// <summary>The slopes of the learned rectifier that is its activation; null where there is none.</summary>
    public SlopeVector? Slopes { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => Residual is null ? [Input] : [Input, Residual];

    /// <inheritdoc/>
    public override Value? Writes => Output;

    public WeightSource Weights => weights;

    /// <summary>The tensor with a bias per channel; null where there is none.</summary>
    public string? Bias => bias;

    /// <summary>
    /// Whether a number per channel is added: a bias, the shift of a batch normalisation, or zeros that slopes lie behind.
    /// </summary>
    public bool HasBias => bias is not null || Norm is not null || Slopes is not null;

    /// <summary>Makes a learned rectifier the activation.</summary>
    /// <param name="slopes">Its slopes.</param>
    public void Rectify(SlopeVector slopes)
    {
        Slopes = slopes;
        Activation = new PReluActivation(ValueLayout.Whole(Output.Channels));
    }
}
