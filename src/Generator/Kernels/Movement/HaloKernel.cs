using ConvGen.Generator.Emission;
using ConvGen.Generator.Planning;
using ConvGen.Model;

namespace ConvGen.Generator.Kernels.Movement;

/// <summary>Makes the border of a value zero again, where other values have used its memory.</summary>
internal sealed record HaloKernel(ValueLayout Layout) : Kernel
{
    /// <inheritdoc/>
    public override string Name => "ClearHalo";

    /// <inheritdoc/>
    public override string Algorithm => "halo";

    /// <inheritdoc/>
    public override EquatableArray<string> Parameters => new(["y"]);

    /// <inheritdoc/>
    public override ItemCount Items(VectorTarget target) => new(Layout.Blocks, PerExample: true);

    /// <inheritdoc/>
    public override double Nanoseconds(VectorTarget target) => Layout.Blocks * (Layout.BlockStride - (double)(Layout.Size.Positions * Layout.PixelStride)) / 16;

    /// <inheritdoc/>
    public override void Emit(SourceWriter writer, VectorTarget target, string name, KernelLibrary library)
    {
        Halo halo = Layout.Halo;
        Extent size = Layout.Size;
        using var method = Method(writer, name, $"Zeros around maps of {Text.Of(size.Depth)}×{Text.Of(size.Height)}×{Text.Of(size.Width)}.");
        using var loop = writer.Block("for (int item = begin; item < end; item++)");
        ItemIndex.Decode(writer, ("example", 0), ("block", Layout.Blocks));
        writer.Line($"ref float map = ref Unsafe.Add(ref y, {Text.Sum(("example", Layout.ExampleStride), ("block", Layout.BlockStride))});");
        Clear(writer, "0", halo.Front * Layout.PlaneStride);
        using (CountedLoop.Open(writer, "depth", size.Depth, out string depth))
        {
            string plane = Text.Sum((depth, Layout.PlaneStride), ("1", halo.Front * Layout.PlaneStride));
            Clear(writer, plane, halo.Top * Layout.RowStride);
            int side = (halo.Left + halo.Right) * Layout.PixelStride;
            if (side > 0)
            {
                // The right border of a row and the left border of the next lie next to each other.
                Clear(writer, $"{plane} + {Text.Of(halo.Top * Layout.RowStride)}", halo.Left * Layout.PixelStride);
                using (CountedLoop.Open(writer, "row", size.Height - 1, out string row))
                {
                    if (size.Height > 1)
                    {
                        Clear(writer, $"{plane} + {Text.Sum((row, Layout.RowStride), ("1", (halo.Top * Layout.RowStride) + ((halo.Left + size.Width) * Layout.PixelStride)))}", side);
                    }
                }

                int last = ((halo.Top + size.Height - 1) * Layout.RowStride) + ((halo.Left + size.Width) * Layout.PixelStride);
                Clear(writer, $"{plane} + {Text.Of(last)}", halo.Right * Layout.PixelStride);
            }

            Clear(writer, $"{plane} + {Text.Of((halo.Top + size.Height) * Layout.RowStride)}", halo.Bottom * Layout.RowStride);
        }

        Clear(writer, Text.Of((halo.Front + size.Depth) * Layout.PlaneStride), halo.Back * Layout.PlaneStride);
    }

    private static void Clear(SourceWriter writer, string offset, int length)
    {
        if (length > 0)
        {
            writer.Line($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref map, {offset}), {Text.Of(length)}).Clear();");
        }
    }
}
