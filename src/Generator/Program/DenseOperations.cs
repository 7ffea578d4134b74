namespace ConvGen.Generator.Program;

/// <summary>A dense layer's forward pass.</summary>
internal sealed class DenseOperation(string layer, Value input, Value output, string weights, string? bias, WeightPrecision precision)
    : WeightedOperation(layer, input, output, new TensorWeights(weights), bias)
{
    /// <summary>How its weights are stored at inference.</summary>
    public WeightPrecision Precision => precision;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == Input;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Legalize() => DenseInput.Legalize(this, Input, copy => Input = copy);
}

/// <summary>Gradient of a dense layer to its weights.</summary>
internal sealed class DenseWeightGradientOperation(string layer, Value input, Value outputGradient, string weights) : Operation(layer)
{
    public Value Input { get; private set; } = input;

    public Value OutputGradient => outputGradient;

    /// <summary>The tensor.</summary>
    public string Weights => weights;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => [Input, outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => null;

    /// <inheritdoc/>
    public override bool AcceptsPlanar(Value value) => value == Input;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Legalize() => DenseInput.Legalize(this, Input, copy => Input = copy);
}

/// <summary>Gradient of a dense layer to its input: the transposed matrix times the output's gradient.</summary>
internal sealed class DenseInputGradientOperation(string layer, Value outputGradient, Value inputGradient, string weights, bool accumulates)
    : Operation(layer)
{
    public Value OutputGradient => outputGradient;

    public Value Output { get; private set; } = inputGradient;

    public bool Accumulates { get; private set; } = accumulates;

    /// <summary>The tensor.</summary>
    public string Weights => weights;

    /// <inheritdoc/>
    public override IEnumerable<Value> Reads => Accumulates ? [outputGradient, Output] : [outputGradient];

    /// <inheritdoc/>
    public override Value? Writes => Output;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Legalize()
    {
        Value whole = Output;
        if (whole.Layout.IsContiguous)
        {
            return [this];
        }

        // It writes a map without a halo.
        Output = new Value(whole.Name, whole.Channels, whole.Size);
        var copy = new CopyOperation(Layer, Output, whole, Accumulates);
        Accumulates = false;
        return [this, copy];
    }
}
