using ConvGen.Model.Reading;

namespace ConvGen.Analyzers.Reading;

/// <summary>The names of layers of PyTorch, Keras and ONNX in this library.</summary>
internal static class ForeignNames
{
    // Compared without the number of dimensions at the end and without case. Names that are then equal need no entry.
    private static readonly Dictionary<string, string> Others = Parse(
        "Linear Dense, FullyConnected Dense, InnerProduct Dense, Gemm Dense, MatMul Dense, Convolution Conv, ConvTransposed " +
        "ConvTranspose, Deconv ConvTranspose, Deconvolution ConvTranspose, DepthwiseConvolution DepthwiseConv, SeparableConv " +
        "DepthwiseConv, SeparableConvolution DepthwiseConv, LocallyConnectedConv LocallyConnected, MaxPooling MaxPool, " +
        "AveragePool AvgPool, AveragePooling AvgPool, GlobalMaxPooling GlobalMaxPool, GlobalAveragePool GlobalAvgPool, " +
        "GlobalAveragePooling GlobalAvgPool, AdaptiveAveragePool AdaptiveAvgPool, AdaptiveAveragePooling AdaptiveAvgPool, " +
        "AdaptiveMaxPooling AdaptiveMaxPool, SpatialPyramidPooling PyramidPool, MaxUnpooling MaxUnpool, BatchNormalization " +
        "BatchNorm, LayerNormalization LayerNorm, GroupNormalization GroupNorm, InstanceNormalization InstanceNorm, " +
        "RmsNormalization RmsNorm, LRN LocalResponseNorm, LocalResponseNormalization LocalResponseNorm, LpNormalization " +
        "LpNormalize, UnitNormalization LpNormalize, Normalize LpNormalize, Swish Silu, HardSilu " +
        "HardSwish, Clip HardTanh, Shrink SoftShrink, ThresholdRelu ThresholdedRelu, SpatialDropout Dropout, AlphaDropout " +
        "Dropout, FeatureAlphaDropout Dropout, ZeroPad Pad, ZeroPadding Pad, ConstantPad Pad, ReflectionPad Pad, ReplicationPad " +
        "Pad, CircularPad Pad, Cropping Crop, CenterCrop Crop, UpSampling Upsample, Interpolate Upsample, Resize Upsample, " +
        "UpsamplingNearest Upsample, UpsamplingBilinear Upsample, DepthToSpace PixelShuffle, SpaceToDepth PixelUnshuffle, " +
        "Concatenate Concat, Cat Concat, Sum Add, Sub Subtract, Mul Multiply, Product Multiply, Max Maximum, Min Minimum, View " +
        "Reshape, Unflatten Reshape, InputLayer Input, Chunk Split, GRN GlobalResponseNorm, " +
        "IndexSelect Gather, Take Gather, Train Trainable");

    private static readonly Dictionary<string, string> Own = LayerReaders.Names
        .Concat(["Use", "Trainable", "Budget", "Size", "Pretrained", "Block"])
        .ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>ConvGen's name of another library's layer; <see langword="null"/> for none.</summary>
    public static string? Find(string name)
    {
        string bare = WithoutEnding(name, "Attribute");
        string stem = WithoutEnding(WithoutEnding(WithoutEnding(bare, "1d"), "2d"), "3d");

        // Conv2DTranspose has its dimensions in the middle.
        string inner = new[] { "1d", "2d", "3d" }.Aggregate(bare, (text, dimensions) => Without(text, dimensions));
        return new[] { bare, stem, inner, inner.Replace("_", string.Empty) }
            .Select(each => Own.TryGetValue(each, out string? own) || Others.TryGetValue(each, out own) ? own : null)
            .FirstOrDefault(found => found is not null && found != bare);
    }

    private static string WithoutEnding(string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? name.Substring(0, name.Length - ending.Length)
            : name;

    private static string Without(string name, string part)
    {
        int at = name.IndexOf(part, StringComparison.OrdinalIgnoreCase);
        return at > 0 ? name.Remove(at, part.Length) : name;
    }

    private static Dictionary<string, string> Parse(string pairs) => pairs.Split(',').Select(pair => pair.Trim().Split(' '))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
}
