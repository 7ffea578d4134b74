namespace ConvGen.Model;

/// <summary>A matrix times all values of the input, read in C·D·H·W order, plus a bias.</summary>
/// <param name="Units">The number of outputs.</param>
/// <param name="Bias">Whether each output has a bias.</param>
public sealed record DenseLayer(int Units, bool Bias) : Layer
{
    /// <summary>How inference keeps the weights.</summary>
    public WeightPrecision Weights { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override string NamePrefix => "fc";

    /// <inheritdoc/>
    public override void CheckValues(string name, ICollection<Problem> problems) => CheckPositive(name, "units", Units, problems);

    /// <inheritdoc/>
    public override Inference Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems)
    {
        int features = (int)inputs[0].Length;
        List<ParameterTensor> parameters = [new($"{name}.weight", new(Units, features), TensorRole.Weight, features, Units)];
        if (Bias)
            parameters.Add(new($"{name}.bias", new(Units), TensorRole.Bias, features, Units));
        return new(new FeatureShape(Units, EquatableArray<int>.Empty))
        {
            Parameters = parameters.ToEquatableArray(),
            Macs = Saturating.Multiply(features, Units),
            Settings = Bias ? "" : "no bias",
        };
    }

    /// <inheritdoc/>
    internal override bool ReadsEverything(FeatureShape input) => true;
}
