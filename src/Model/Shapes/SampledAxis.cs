namespace ConvGen.Model.Shapes;

/// <summary>An axis whose positions lie closer together or further apart than those of the axis that is read.</summary>
/// <param name="Input">Positions that are read.</param>
/// <param name="Output">Positions that come out.</param>
/// <param name="Cells">Positions that one of them sees at most.</param>
public readonly record struct SampledAxis(int Input, int Output, int Cells)
{
    /// <summary>Output positions for each that is read, where that is not the ratio of the sizes.</summary>
    public double? Scale { get; init; }
}
