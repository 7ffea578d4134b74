using ConvGen;

namespace Cifar;

/// <summary>Two 3×3 convolutions that halve the resolution, beside a 1×1 convolution that does so too.</summary>
[Block]
[Conv(BlockArgument.Filters, k: 3, s: BlockArgument.Stride, p: 1, Bias = BiasKind.None, Rounding = RoundingMode.Floor, Name = "conv1")]
[BatchNorm(Name = "bn1"), Relu]
[Conv(BlockArgument.Filters, k: 3, p: 1, Bias = BiasKind.None, Name = "conv2"), BatchNorm(Name = "bn2")]
[Conv(BlockArgument.Filters, k: 1, s: BlockArgument.Stride, Bias = BiasKind.None, Rounding = RoundingMode.Floor, Name = "shortcut",
    From = BlockArgument.Input)]
[BatchNorm(Name = "bn3"), Add("bn2"), Relu]
public sealed class WideningBlock;
