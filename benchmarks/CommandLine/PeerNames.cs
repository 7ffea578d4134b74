namespace ConvGen.Benchmarks.CommandLine;

/// <summary>What <c>--peer</c> takes.</summary>
internal static class PeerNames
{
    /// <summary>ONNX Runtime.</summary>
    public const string OnnxRuntime = "ort";

    /// <summary>PyTorch.</summary>
    public const string Torch = "torch";

    /// <summary>Nobody.</summary>
    public const string None = "none";
}
