namespace ConvGen;

/// <summary>
/// Along one axis, the old position that each new one takes: the one that its middle lies in. Places are summed step by step, as Pillow
/// sums them, so that a middle between two positions is rounded as there.
/// </summary>
/// <param name="from">How many positions there are.</param>
/// <param name="to">How many there will be.</param>
internal struct NearestPixels(int from, int to)
{
    private readonly double _step = (double)from / to;
    private readonly int _last = from - 1;
    private double _place = (double)from / to * 0.5;

    /// <summary>The old position of the next new one.</summary>
    public int Next()
    {
        int position = Math.Min((int)_place, _last);
        _place += _step;
        return position;
    }

    /// <summary>Leaves new positions out.</summary>
    public NearestPixels Skip(int count)
    {
        NearestPixels rest = this;
        for (int i = 0; i < count; i++)
        {
            rest._place += rest._step;
        }

        return rest;
    }
}
