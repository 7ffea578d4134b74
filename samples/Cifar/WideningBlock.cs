using ConvGen;

namespace Cifar;

/// <summary>Two 3×3 convolutions that halve the resolution, beside a 1×1 convolution that does so too.</summary>
[Block]
[Conv(Width, k: 3, s: 2, p: 1, Bias = BiasKind.None, Rounding = RoundingMode.Floor, Name = "conv1")]
[BatchNorm(Name = "bn1"), Relu]
[Conv(Width, k: 3, p: 1, Bias = BiasKind.None, Name = "conv2"), BatchNorm(Name = "bn2")]
[Conv(Width, k: 1, s: 2, Bias = BiasKind.None, Rounding = RoundingMode.Floor, Name = "shortcut",
    From = BlockArgument.Input)]
[BatchNorm(Name = "bn3"), Add("bn2"), Relu]
public sealed class WideningBlock
{
    private const int Width = BlockArgument.Number1;
}
