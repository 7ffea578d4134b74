using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>
/// A part of the work of packing, for one of several threads; for emitted code. What takes long is split by blocks of outputs. Each part
/// does the rest, so that nobody waits: all write the same numbers.
/// </summary>
/// <param name="Part">The number of the part, from 0.</param>
/// <param name="Parts">How many there are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PackShare(int Part, int Parts)
{
    /// <summary>All of the work.</summary>
    internal static PackShare Whole => new(0, 1);

    /// <summary>What belongs to the part of so many equal pieces.</summary>
    internal (int Begin, int End) Of(int pieces) =>
        ((int)((long)pieces * Part / Parts), (int)((long)pieces * (Part + 1) / Parts));
}
