#if CONVGEN_MODEL
namespace ConvGen.Model.Layers.Reshaping;
#else
namespace ConvGen;
#endif

/// <summary>How the r×r positions of a block become channels.</summary>
public enum PixelOrder
{
    /// <summary>Channel c·r² + i·r + j: the positions of one channel follow each other, as in PyTorch.</summary>
    ChannelMajor,

    /// <summary>Channel (i·r + j)·C + c: the channels of one position follow each other, as in TensorFlow.</summary>
    PositionMajor,
}
