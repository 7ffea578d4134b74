namespace ConvGen.Model.Layers.Structure;

/// <summary>How inference keeps a layer's weights. The values are those of the attribute's enumeration.</summary>
public enum WeightPrecision
{
    /// <summary>As floats.</summary>
    Float32,

    /// <summary>As the upper halves of floats.</summary>
    BFloat16,
}
