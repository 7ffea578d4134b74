namespace ConvGen.Generator.Writing;

/// <summary>The format of the upper halves of floats.</summary>
internal static class BFloat16
{
    /// <summary>Bits of a number.</summary>
    public const int Bits = 16;

    /// <summary>Numbers in the place of a float.</summary>
    public const int PerFloat = 32 / Bits;
}
