using System.Globalization;

namespace ConvGen.Conformance.Running;

/// <summary>A tensor that came out wrong, by its worst element.</summary>
/// <param name="Label">Which tensor.</param>
/// <param name="Index">The element, one index per axis.</param>
/// <param name="Got">What came out.</param>
/// <param name="Want">What was expected.</param>
/// <param name="Allowed">How far they may be apart.</param>
/// <param name="Wrong">How many elements are wrong.</param>
/// <param name="Total">Of how many.</param>
internal sealed record Mismatch(string Label, int[] Index, float Got, float Want, double Allowed, int Wrong, int Total)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Label}[{string.Join(", ", Index)}]: got {Got:R}, want {Want:R}, allowed difference {Allowed:G3}; {Wrong} of {Total} wrong");
}
