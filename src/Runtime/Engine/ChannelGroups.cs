using System.ComponentModel;

#if CONVGEN_GENERATOR
namespace ConvGen.Generator.Geometry;
#else
namespace ConvGen.Engine;
#endif

/// <summary>
/// Which input channels the outputs of a convolution read. Outputs are computed 16 at a time; with groups each 16 read the blocks of
/// input channels that their groups touch, with zero weights for what lies in the same blocks but in other groups.
/// </summary>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Groups">Groups; 1 connects all to all.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ChannelGroups(int Inputs, int Outputs, int Groups)
{
    /// <summary>Channels in a block, on every processor.</summary>
    internal const int BlockSize = 16;

    internal int InputsPerGroup => Inputs / Groups;

    internal int OutputsPerGroup => Outputs / Groups;

    internal int InputBlocks => CeilDiv(Inputs, BlockSize);

    internal int OutputBlocks => CeilDiv(Outputs, BlockSize);

    /// <summary>Input channels of the last block.</summary>
    internal int LastBlockChannels => Inputs - ((InputBlocks - 1) * BlockSize);

    /// <summary>Rows of weights that are kept for each block of input channels.</summary>
    internal int RowsPerBlock => Math.Min(Inputs, BlockSize);

    /// <summary>Blocks of input channels that each block of outputs reads.</summary>
    internal int BlocksRead
    {
        get
        {
            int most = 1;
            for (int block = 0; block < OutputBlocks; block++)
            {
                int lastOutput = Math.Min((block + 1) * BlockSize, Outputs) - 1;
                int end = ((lastOutput / OutputsPerGroup) + 1) * InputsPerGroup;
                most = Math.Max(most, CeilDiv(end, BlockSize) - FirstConnected(block));
            }

            return most;
        }
    }

    /// <summary>Whether every output reads every input block, so that all start at the first.</summary>
    internal bool ReadsAll => BlocksRead == InputBlocks;

    /// <summary>What the numbers of the first input channels of groups, within their blocks, are multiples of.</summary>
    internal int InputsUnit
    {
        get
        {
            int unit = BlockSize;
            while (InputsPerGroup % unit != 0)
            {
                unit /= 2;
            }

            return unit;
        }
    }

    /// <summary>The same connections seen from the inputs.</summary>
    internal ChannelGroups Transposed => new(Outputs, Inputs, Groups);

    /// <summary>The first of the blocks of input channels that a block of outputs reads.</summary>
    internal int FirstBlock(int outputBlock) => Math.Min(FirstConnected(outputBlock), InputBlocks - BlocksRead);

    /// <summary>Floats of packed weights for each block of 16 outputs.</summary>
    /// <param name="taps">Taps of a window.</param>
    internal int WeightBlock(int taps) => BlocksRead * RowsPerBlock * taps * BlockSize;

    private int FirstConnected(int outputBlock) => outputBlock * BlockSize / OutputsPerGroup * InputsPerGroup / BlockSize;

    private static int CeilDiv(int a, int b) => ((a - 1) / b) + 1;
}
