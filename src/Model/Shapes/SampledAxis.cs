namespace ConvGen.Model.Shapes;

/// <summary>A resampled axis.</summary>
/// <param name="Input">Positions that are read.</param>
/// <param name="Output">Positions that are written.</param>
/// <param name="Cells">The maximum of positions that one of them is computed from.</param>
public readonly record struct SampledAxis(int Input, int Output, int Cells)
{
    /// <summary>Output positions per input position, where that is not the ratio of the sizes.</summary>
    public double? Scale { get; init; }
}
