using ConvGen;

namespace Cifar;

/// <summary>Two 3×3 convolutions, and what they read added to what they yield.</summary>
[Block]
[Conv(k: 3, p: 1, Bias = BiasKind.None, Name = "conv1"), BatchNorm(Name = "bn1"), Relu]
[Conv(k: 3, p: 1, Bias = BiasKind.None, Name = "conv2"), BatchNorm(Name = "bn2")]
[Add(BlockArgument.Input), Relu]
public sealed class BasicBlock;
