namespace ConvGen.Onnx;

/// <summary>Layers that follow each other: a single one, or the copies of a block.</summary>
/// <param name="Begin">The place of the first.</param>
/// <param name="Length">The layers of a copy.</param>
/// <param name="Copies">The copies, each of which reads the one before.</param>
/// <param name="IsBlock">Whether they are a block; otherwise it is one layer.</param>
internal sealed record LayerRun(int Begin, int Length, int Copies, bool IsBlock)
{
    /// <summary>The place of the last layer, the only one that others read.</summary>
    public int Last => Begin + (Length * Copies) - 1;

    /// <summary>A run of one layer.</summary>
    public static LayerRun Single(int place) => new(place, 1, 1, IsBlock: false);
}
