using ConvGen;

namespace Service;

/// <summary>Tells textures apart, from the pixels of a picture as decoders give them.</summary>
[Input(3, Side, Side, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Mean = [0.5], Std = [0.25])]
[Conv(16, k: 4, s: 2, p: 1), BatchNorm, Relu]
[Conv(32, k: 4, s: 2, p: 1), BatchNorm, Relu]
[Conv(48, k: 4, s: 2, p: 1), BatchNorm, Relu]
[GlobalAvgPool, Dense(6), Softmax]
[Trainable]
internal sealed partial class TextureNetwork
{
    /// <summary>The width and height of its pictures.</summary>
    public const int Side = 48;
}
