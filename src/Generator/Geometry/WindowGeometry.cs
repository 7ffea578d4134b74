namespace ConvGen.Generator.Geometry;

/// <summary>A sliding window over depth, height and width.</summary>
internal sealed record WindowGeometry(AxisWindow Depth, AxisWindow Height, AxisWindow Width)
{
    public int Taps => Depth.Taps * Height.Taps * Width.Taps;

    public int Positions => Depth.Count * Height.Count * Width.Count;

    /// <summary>The window of one position over a map of one position: a dense layer seen as a convolution.</summary>
    public static readonly WindowGeometry Pointwise = new(AxisWindow.Unit, AxisWindow.Unit, AxisWindow.Unit);

    /// <summary>The halo that an input of the given size needs so that no window leaves it.</summary>
    public Halo HaloFor(Extent input)
    {
        (int front, int back) = Depth.Overhang(input.Depth);
        (int top, int bottom) = Height.Overhang(input.Height);
        (int left, int right) = Width.Overhang(input.Width);
        return new Halo(front, back, top, bottom, left, right);
    }

    /// <summary>The same window with positions counted from the first that it reads and writes.</summary>
    public WindowGeometry FromItsStart => new(Depth.FromItsStart, Height.FromItsStart, Width.FromItsStart);

    /// <summary>The window at its first position alone.</summary>
    public WindowGeometry OfOnePosition =>
        new(Depth with { Count = 1 }, Height with { Count = 1 }, Width with { Count = 1 });

    /// <summary>The window of a forward pass.</summary>
    public static WindowGeometry Forward(EquatableArray<WindowAxis> axes) => From(axes, ForwardAxis);

    /// <summary>Combines one choice per spatial axis into a geometry; axes that a map lacks are units.</summary>
    public static WindowGeometry From(EquatableArray<WindowAxis> axes, Func<WindowAxis, AxisWindow> convert)
    {
        AxisWindow Axis(int fromEnd) => axes.Count > fromEnd ? convert(axes[axes.Count - 1 - fromEnd]) : AxisWindow.Unit;
        return new WindowGeometry(Axis(2), Axis(1), Axis(0));
    }

    private static AxisWindow ForwardAxis(WindowAxis axis) =>
        new(axis.Output, 0, 1, -axis.PadBegin, axis.Stride, axis.Kernel, axis.Dilation);
}
