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
