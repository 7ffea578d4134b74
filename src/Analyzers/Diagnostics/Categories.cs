namespace ConvGen.Analyzers.Diagnostics;

/// <summary>The categories of diagnostics, one per range of identifiers.</summary>
public static class Categories
{
    /// <summary>CG0xxx: the declaration.</summary>
    public const string Declaration = "ConvGen.Declaration";

    /// <summary>CG1xxx: shapes and sizes.</summary>
    public const string Shapes = "ConvGen.Shapes";

    /// <summary>CG2xxx: single values.</summary>
    public const string Values = "ConvGen.Values";

    /// <summary>CG3xxx: training.</summary>
    public const string Training = "ConvGen.Training";

    /// <summary>CG4xxx: advice about a valid network.</summary>
    public const string Advice = "ConvGen.Advice";
}
