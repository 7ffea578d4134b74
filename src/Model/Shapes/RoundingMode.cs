namespace ConvGen.Model.Shapes;

/// <summary>What to do when the stride does not tile the input. The values are those of the attribute's enumeration.</summary>
public enum RoundingMode
{
    /// <summary>It is an error.</summary>
    Exact,

    /// <summary>The last, incomplete window is left out, as PyTorch does.</summary>
    Floor,

    /// <summary>An incomplete last window is kept if it starts inside the input or its left padding: PyTorch's <c>ceil_mode</c>.</summary>
    Ceiling,
}
