using ConvGen.Model;

namespace ConvGen.Generator.Lowering.Layers;

internal sealed class InstanceNormLowering : NormalisationLowering<InstanceNormLayer>
{
}
