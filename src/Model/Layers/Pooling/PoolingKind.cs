namespace ConvGen.Model.Layers.Pooling;

/// <summary>What is taken of the values that are pooled together. The values are those of the attribute's enumeration.</summary>
public enum PoolingKind
{
    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
