using System.Globalization;

namespace ConvGen.Onnx.Tensors;

/// <summary>Numbers as people write them.</summary>
internal static class Decimals
{
    /// <summary>The shortest decimal number that rounds to a float: 0.1 for the float nearest to it.</summary>
    public static double Of(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
