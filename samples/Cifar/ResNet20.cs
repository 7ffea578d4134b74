using ConvGen;

namespace Cifar;

/// <summary>ResNet-20 (He et al. 2015) for bytes of 32×32 pixels, with projections where the shape changes; 272,474 parameters.</summary>
[Input(3, 32, 32, Mean = [125.3f, 123f, 113.9f], Std = [63f, 62.1f, 66.7f])]
[Conv(16, k: 3, p: 1, Bias = BiasKind.None, Name = "conv1"), BatchNorm(Name = "bn1"), Relu]
[Use<BasicBlock>(Repeat = 3, Name = "layer1")]
[Use<WideningBlock>(32, Name = "layer2")]
[Use<BasicBlock>(Repeat = 2, Name = "layer2.more")]
[Use<WideningBlock>(64, Name = "layer3")]
[Use<BasicBlock>(Repeat = 2, Name = "layer3.more")]
[GlobalAvgPool, Dense(10, Name = "fc"), Softmax]
[Trainable]
public sealed partial class ResNet20;

/// <summary>Two 3×3 convolutions, and what they read added to what they yield.</summary>
[Block]
[Conv(k: 3, p: 1, Bias = BiasKind.None, Name = "conv1"), BatchNorm(Name = "bn1"), Relu]
[Conv(k: 3, p: 1, Bias = BiasKind.None, Name = "conv2"), BatchNorm(Name = "bn2")]
[Add(BlockArgument.Input), Relu]
public sealed class BasicBlock;

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
