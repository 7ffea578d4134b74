using ConvGen.Generator.Geometry;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;
using ConvGen.Model.Windows;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Sliding windows against loops written from the definition.</summary>
public class WindowGeometryTests
{
    [Fact]
    public void ForwardReadsWhatTheDefinitionReads() => Assert.All(WindowAxes.All, axis =>
    {
        AxisWindow window = WindowGeometry.Forward(new EquatableArray<WindowAxis>(axis)).Width;
        Assert.Equal(
            WindowAxes.Products(axis),
            from o in Enumerable.Range(0, window.Count)
            from t in Enumerable.Range(0, window.Taps)
            let input = window.InStart + (o * window.InStep) + (t * window.TapStep)
            where input >= 0 && input < axis.Input
            select (input, t, window.OutStart + (o * window.OutStep)));
    });

    [Fact]
    public void HaloIsAsWideAsWindowsLeaveTheInput() => Assert.All(WindowAxes.All, axis =>
    {
        int[] read =
        [
            .. from o in Enumerable.Range(0, axis.Output)
               from k in Enumerable.Range(0, axis.Kernel)
               select (o * axis.Stride) - axis.PadBegin + (k * axis.Dilation),
        ];
        Halo halo = WindowGeometry.Forward(new EquatableArray<WindowAxis>(axis)).HaloFor(new Extent(1, 1, axis.Input));
        Assert.Equal(new Halo(0, 0, 0, 0, Math.Max(0, -read.Min()), Math.Max(0, read.Max() - (axis.Input - 1))), halo);
    });

    [Fact]
    public void AxesGoToDepthHeightAndWidthFromTheLast()
    {
        WindowAxis height = new(5, 3, 1, 1, 0, 0, 3);
        WindowAxis width = new(7, 2, 1, 1, 0, 0, 6);
        WindowGeometry window = WindowGeometry.Forward(new EquatableArray<WindowAxis>(height, width));
        Assert.Equal((1, 3, 2), (window.Depth.Taps, window.Height.Taps, window.Width.Taps));
        Assert.Equal((6, 18), (window.Taps, window.Positions));
    }
}
