using ConvGen.Generator.Geometry;

namespace ConvGen.Generator.Program;

/// <summary>When a value is brought into the arena from outside.</summary>
internal enum Arrival
{
    /// <summary>Never: operations write it.</summary>
    None,

    /// <summary>Before the first operation, as an example.</summary>
    BeforeForward,

    /// <summary>Between the forward and the backward pass, as a gradient of the loss.</summary>
    BeforeBackward,
}

/// <summary>Something that operations read and write: a feature map or its gradient, in the arena.</summary>
internal sealed class Value(string name, int channels, Extent size)
{
    private Halo _halo;
    private Value? _container;
    private int _firstChannel;

    /// <summary>The layer that it comes from, for comments.</summary>
    public string Name { get; } = name;

    public int Channels { get; } = channels;

    public Extent Size { get; } = size;

    /// <summary>Whether channels are stored one after the other instead of in blocks of 16.</summary>
    public bool IsPlanar { get; set; }

    /// <summary>Whether it may be stored in planar layout although it is brought from outside.</summary>
    public bool IsNetworkInput { get; set; }

    /// <summary>When it is brought from outside, if it is.</summary>
    public Arrival Arrival { get; set; }

    /// <summary>Whether it is brought from outside instead of being the result of an operation.</summary>
    public bool IsExternal => Arrival != Arrival.None;

    /// <summary>Whether it is taken out after the last operation.</summary>
    public bool IsResult { get; set; }

    /// <summary>The value that owns the memory: itself, or the concatenation that it is part of.</summary>
    public Value Root => _container?.Root ?? this;

    public bool IsPart => _container is not null;

    /// <summary>Offset in the arena in floats per example; only of roots.</summary>
    public int Offset { get; set; }

    public Halo Halo => Root._halo;

    public ValueLayout Layout => new(!IsPlanar, Channels, Size, Halo, IsPart ? Root.Layout.Length : 0);

    public Strides Strides => Strides.Of(Layout);

    /// <summary>The strides with which the value is walked together with a larger one: 0 along each axis that it is broadcast over.</summary>
    public Strides StridesOver(Value whole)
    {
        Strides own = Strides;
        bool broadcastsChannel = Channels == 1 && whole.Channels > 1;
        return own with
        {
            Pixel = Size.Width < whole.Size.Width ? 0 : own.Pixel,
            Row = Size.Height < whole.Size.Height ? 0 : own.Row,
            Plane = Size.Depth < whole.Size.Depth ? 0 : own.Plane,
            Block = broadcastsChannel ? 0 : own.Block,
            Channel = broadcastsChannel ? 0 : own.Channel,
        };
    }

    /// <summary>Offset of the first pixel of channel 0 from the root's first float.</summary>
    public int Start => Layout.Origin + (FirstBlock * Layout.BlockStride);

    private int FirstBlock => _container is null ? 0 : _container.FirstBlock + (_firstChannel / ValueLayout.BlockSize);

    /// <summary>Asks for a halo at least as wide.</summary>
    public void RequireHalo(Halo halo)
    {
        Root._halo = Root._halo.Union(halo);
    }

    /// <summary>Places the value inside a concatenation, at a channel that is a multiple of 16.</summary>
    public void PlaceIn(Value container, int firstChannel)
    {
        container.RequireHalo(_halo);
        _container = container;
        _firstChannel = firstChannel;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
