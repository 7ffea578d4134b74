namespace ConvGen;

/// <summary>
/// Positions along one axis in any order, each any number of times, as <c>torch.index_select</c> and ONNX's Gather with constant indices.
/// </summary>
/// <param name="indices">The positions, counted from 0; negative ones are counted from the end, of which -1 is the last.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GatherAttribute(params int[] indices) : LayerAttribute
{
    /// <summary>The positions, counted from 0; negative ones are counted from the end, of which -1 is the last.</summary>
    public int[] Indices { get; } = indices;

    /// <summary>The axis: 0 for channels, then the spatial ones from 1 on.</summary>
    public int Axis { get; set; }
}
