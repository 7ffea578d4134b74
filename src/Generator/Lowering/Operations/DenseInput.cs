using ConvGen.Generator.Kernels.Dense;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>How a dense layer sees its input.</summary>
internal static class DenseInput
{
    /// <summary>Channels and positions; a planar value or a vector is all channels.</summary>
    public static (int Channels, int Positions) Of(Value value) => value.IsPlanar || value.Size.Positions == 1
        ? (value.Channels * value.Size.Positions, 1)
        : (value.Channels, value.Size.Positions);

    /// <summary>Strides with the map taken as one column of positions.</summary>
    public static Lattice Lattice(Value value)
    {
        ValueLayout layout = value.Layout;
        const int block = ValueLayout.BlockSize;
        return value.IsPlanar || value.Size.Positions == 1
            ? new Lattice(block, block, block, block, 1, layout.ExampleStride)
            : new Lattice(block, block, block, layout.BlockStride, 1, layout.ExampleStride);
    }
}
