using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Running;

/// <summary>How far a number may be from the expected one: absolute + relative·|want| + ofLargest·(the tensor's largest magnitude).</summary>
internal sealed record Bound(double Absolute, double Relative, double OfLargest)
{
    /// <summary>ONNX's own rule.</summary>
    public static Bound Of(ForwardCase source) => new(source.AbsoluteTolerance, source.RelativeTolerance, 0);

    /// <summary>The rule of the gradient cases: 1e-6 + 1e-4 · max_abs.</summary>
    public static Bound OfGradients() => new(1e-6, 0, 1e-4);

    public double Allowed(Tensor tensor, float want) => Absolute + Relative * Math.Abs(want) + OfLargest * tensor.MaxAbs;
}
