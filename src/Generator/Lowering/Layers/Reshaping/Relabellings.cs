namespace ConvGen.Generator.Lowering.Layers.Reshaping;

internal sealed class FlattenLowering : RelabelLowering<FlattenLayer>;

internal sealed class ReshapeLowering : RelabelLowering<ReshapeLayer>;
