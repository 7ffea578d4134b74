using ConvGen.Generator.Loops;

namespace ConvGen.Generator.Lowering;

/// <summary>The kind of pooling that a layer's setting asks for.</summary>
internal static class PoolKinds
{
    public static CombiningPoolKind Of(PoolingKind kind) =>
        kind == PoolingKind.Max ? new MaxPoolKind() : new AveragePoolKind(CountPadding: true);
}
