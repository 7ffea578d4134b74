using System.Globalization;

namespace ConvGen;

/// <summary>How shapes of tensors are written: [6, 1, 5, 5], as PyTorch prints them.</summary>
internal static class Extents
{
    public static string Format<T>(IEnumerable<T> extents)
        where T : IFormattable =>
        "[" + string.Join(", ", extents.Select(extent => extent.ToString(null, CultureInfo.InvariantCulture))) + "]";
}
