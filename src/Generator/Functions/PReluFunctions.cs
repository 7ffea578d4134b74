using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Functions;

/// <summary>y = x where positive, slope·x elsewhere, with a slope for each channel.</summary>
internal sealed record PReluFunction : ElementwiseFunction
{
    public override string Name => "PRelu";

    public override int Values => 1;

    public override int ChannelVectors => 1;

    public override double Cost => 2;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        Sloped(target, values[0], values[0], channels[0]);

    /// <summary>A value, times the slope where <paramref name="x"/> is not positive.</summary>
    public static string Sloped(VectorTarget target, string x, string value, string slope) =>
        $"{target.Class}.ConditionalSelect({target.Class}.GreaterThan({x}, {target.Type}.Zero), {value}, {value} * {slope})";
}

/// <summary>dx = dy where x is positive, slope·dy elsewhere.</summary>
internal sealed record PReluGradientFunction : ElementwiseFunction
{
    public override string Name => "PReluGradient";

    public override int Values => 2;

    public override int ChannelVectors => 1;

    public override double Cost => 2;

    public override string Apply(
        SourceWriter writer, VectorTarget target, ICodeLibrary library, IReadOnlyList<string> values, IReadOnlyList<string> channels) =>
        PReluFunction.Sloped(target, values[0], values[1], channels[0]);
}

/// <summary>The same as the end of a layer with weights, which has the slopes of all channels behind their biases.</summary>
/// <param name="Distance">Floats from the bias of a channel to its slope.</param>
internal sealed record PReluActivation(int Distance) : Activation
{
    public override string Name => "PRelu";

    public override double Cost => 2;

    public override bool HasDerivativeFromResult => false;

    public override bool KeepsZero => true;

    public override int? BehindBias => Distance;

    public override string Apply(VectorTarget target, ICodeLibrary library, string x, Func<int, string> behindBias) =>
        PReluFunction.Sloped(target, x, x, behindBias(Distance));

    public override string Apply(VectorTarget target, ICodeLibrary library, string x) => throw WithoutSlopes();

    public override string Gradient(VectorTarget target, ICodeLibrary library, string y, string g) => throw WithoutSlopes();

    private static NotSupportedException WithoutSlopes() => new("A learned rectifier needs the slopes of its channels.");
}
