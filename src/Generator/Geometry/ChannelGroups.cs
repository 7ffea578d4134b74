namespace ConvGen.Generator.Geometry;

/// <summary>
/// Which input channels the outputs of a convolution read. Outputs are computed 16 at a time; with groups each 16 read the blocks of
/// input channels that their groups touch, with zero weights for what lies in the same blocks but in other groups.
/// </summary>
/// <param name="Inputs">Input channels.</param>
/// <param name="Outputs">Output channels.</param>
/// <param name="Groups">Groups; 1 connects all to all.</param>
internal readonly record struct ChannelGroups(int Inputs, int Outputs, int Groups)
{
    public int InputsPerGroup => Inputs / Groups;

    public int OutputsPerGroup => Outputs / Groups;

    public int InputBlocks => ValueLayout.CeilDiv(Inputs, ValueLayout.BlockSize);

    public int OutputBlocks => ValueLayout.CeilDiv(Outputs, ValueLayout.BlockSize);

    /// <summary>Input channels of the last block.</summary>
    public int LastBlockChannels => Inputs - ((InputBlocks - 1) * ValueLayout.BlockSize);

    /// <summary>Rows of weights that are kept for each block of input channels.</summary>
    public int RowsPerBlock => Math.Min(Inputs, ValueLayout.BlockSize);

    /// <summary>Blocks of input channels that each block of outputs reads.</summary>
    public int BlocksRead
    {
        get
        {
            int most = 1;
            for (int block = 0; block < OutputBlocks; block++)
            {
                int lastOutput = Math.Min((block + 1) * ValueLayout.BlockSize, Outputs) - 1;
                int end = ((lastOutput / OutputsPerGroup) + 1) * InputsPerGroup;
                int first = block * ValueLayout.BlockSize / OutputsPerGroup * InputsPerGroup / ValueLayout.BlockSize;
                most = Math.Max(most, ValueLayout.CeilDiv(end, ValueLayout.BlockSize) - first);
            }

            return most;
        }
    }

    /// <summary>Whether every output reads every input block, so that all start at the first.</summary>
    public bool ReadsAll => BlocksRead == InputBlocks;

    /// <summary>Floats of packed weights for each block of 16 outputs.</summary>
    public int WeightBlock(WindowGeometry window) => BlocksRead * RowsPerBlock * window.Taps * ValueLayout.BlockSize;

    /// <summary>The same connections seen from the inputs.</summary>
    public ChannelGroups Transposed => new(Outputs, Inputs, Groups);
}
