namespace ConvGen.Model.Layers.Reshaping;

/// <summary>How the positions of a block become channels; the names are those of the runtime's enumeration.</summary>
public enum PixelOrder
{
    /// <summary>The positions of one channel follow each other.</summary>
    ChannelMajor,

    /// <summary>The channels of one position follow each other.</summary>
    PositionMajor,
}
