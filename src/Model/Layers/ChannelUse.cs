namespace ConvGen.Model.Layers;

/// <summary>What a layer does with the number of channels that it reads.</summary>
internal enum ChannelUse
{
    /// <summary>The result depends on the number.</summary>
    Depends,

    /// <summary>The output has as many channels, or a fixed multiple.</summary>
    Keeps,

    /// <summary>Every output channel is computed from all of them, as in a convolution without groups.</summary>
    Mixes,
}
