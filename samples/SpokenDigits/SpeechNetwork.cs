using ConvGen;

namespace SpokenDigits;

/// <summary>
/// A network over the waveform itself (Dai et al. 2017): a wide first kernel that learns a bank of filters, then short ones over fewer and
/// fewer moments. It hears 6144 samples, 0.77 s at 8 kHz.
/// </summary>
[Input(1, 6144)]
[Conv(32, k: 64, s: 4, Padding = PaddingKind.Same, Bias = BiasKind.None), BatchNorm, Relu, MaxPool(k: 4)]
[Conv(64, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu, MaxPool(k: 4)]
[Conv(96, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu, MaxPool(k: 4)]
[Conv(128, k: 3, p: 1, Bias = BiasKind.None), BatchNorm, Relu]
[GlobalAvgPool, Dropout(0.3)]
[Dense(10), Softmax]
[Trainable]
public sealed partial class SpeechNetwork;
