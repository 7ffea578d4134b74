using System.ComponentModel;

namespace ConvGen.Engine;

/// <summary>What a step of a pass is, for profiles.</summary>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="Algorithm">What it does.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StepInfo(string Layer, string Algorithm);
