namespace ConvGen.Model.Shapes;

/// <summary>The names of the spatial axes.</summary>
internal static class AxisNames
{
    /// <summary>The name of an axis, counted from the outermost.</summary>
    public static string Of(int axis, int rank) => rank == 1 ? "length" : (rank - axis) switch
    {
        1 => "width",
        2 => "height",
        _ => "depth",
    };
}
