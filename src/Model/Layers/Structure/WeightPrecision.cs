namespace ConvGen.Model.Layers.Structure;

/// <summary>The precision of a layer's weights at inference. The values are those of the attribute's enumeration.</summary>
public enum WeightPrecision
{
    /// <summary>Single precision.</summary>
    Float32,

    /// <summary>Bfloat16: the upper halves of floats.</summary>
    BFloat16,
}
