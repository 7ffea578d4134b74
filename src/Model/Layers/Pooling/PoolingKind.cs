namespace ConvGen.Model.Layers.Pooling;

/// <summary>The kind of pooling. The values are those of the attribute's enumeration.</summary>
public enum PoolingKind
{
    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
