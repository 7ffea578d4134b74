namespace ConvGen.Generator.Planning;

/// <summary>A layout as the runtime's methods take it.</summary>
internal static class StoredLayoutText
{
    /// <summary>The expression that makes it.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="origin">Offset of the first pixel inside the halo.</param>
    public static string Of(ValueLayout layout, int origin)
    {
        string[] arguments =
        [
            $"Blocked: {(layout.Blocked ? "true" : "false")}",
            $"Channels: {Number(layout.Channels)}",
            $"Depth: {Number(layout.Size.Depth)}",
            $"Height: {Number(layout.Size.Height)}",
            $"Width: {Number(layout.Size.Width)}",
            $"Origin: {Number(origin)}",
            $"RowStride: {Number(layout.RowStride)}",
            $"PlaneStride: {Number(layout.PlaneStride)}",
            $"BlockStride: {Number(layout.BlockStride)}",
            $"ExampleStride: {Number(layout.ExampleStride)}",
        ];
        return $"new StoredLayout({string.Join(", ", arguments)})";
    }

    private static string Number(int number) => Kernels.Text.Of(number);
}
