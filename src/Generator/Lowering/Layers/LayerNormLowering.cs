using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class LayerNormLowering : NormalisationLowering<LayerNormLayer>
{
}
