namespace ConvGen.Model.Shapes;

/// <summary>What the spatial axes are called.</summary>
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
