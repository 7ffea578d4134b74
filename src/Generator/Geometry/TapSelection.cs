namespace ConvGen.Generator.Geometry;

/// <summary>Which taps of a kernel a phase uses: tap t of the phase is kernel tap First + t·Step, along each axis.</summary>
internal sealed record TapSelection(int DepthFirst, int DepthStep, int HeightFirst, int HeightStep, int WidthFirst, int WidthStep);
