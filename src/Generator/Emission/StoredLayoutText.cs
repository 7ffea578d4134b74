using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>A layout as the runtime's methods take it.</summary>
internal static class StoredLayoutText
{
    /// <summary>The expression that makes it.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="origin">Offset of the first pixel inside the halo.</param>
    public static string Expression(ValueLayout layout, int origin)
    {
        string[] arguments =
        [
            $"Blocked: {(layout.Blocked ? "true" : "false")}",
            $"Channels: {Of(layout.Channels)}",
            $"Depth: {Of(layout.Size.Depth)}",
            $"Height: {Of(layout.Size.Height)}",
            $"Width: {Of(layout.Size.Width)}",
            $"Origin: {Of(origin)}",
            $"RowStride: {Of(layout.RowStride)}",
            $"PlaneStride: {Of(layout.PlaneStride)}",
            $"BlockStride: {Of(layout.BlockStride)}",
            $"ExampleStride: {Of(layout.ExampleStride)}",
        ];
        return $"new {Names.StoredLayout}({string.Join(", ", arguments)})";
    }
}
