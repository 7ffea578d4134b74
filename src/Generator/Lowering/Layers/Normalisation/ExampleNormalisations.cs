namespace ConvGen.Generator.Lowering.Layers.Normalisation;

internal sealed class GroupNormLowering : NormalisationLowering<GroupNormLayer>
{
}

internal sealed class InstanceNormLowering : NormalisationLowering<InstanceNormLayer>
{
}

internal sealed class LayerNormLowering : NormalisationLowering<LayerNormLayer>
{
}

internal sealed class RmsNormLowering : NormalisationLowering<RmsNormLayer>
{
}
