using System.Globalization;

namespace ConvGen.Tests;

/// <summary>A culture that shares no number format with the invariant one: decimal comma, dots between thousands, minus U+2212.</summary>
internal sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public HostileCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
