using ConvGen.Model.Shapes;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Windows of every kind along one axis, the same in every run.</summary>
internal static class WindowAxes
{
    /// <summary>Several thousand small ones.</summary>
    public static IEnumerable<WindowAxis> All =>
        from input in Enumerable.Range(1, 9)
        from kernel in Enumerable.Range(1, 5)
        from stride in Enumerable.Range(1, 4)
        from dilation in Enumerable.Range(1, 3)
        from padBegin in Enumerable.Range(0, 3)
        from padEnd in new[] { 0, padBegin, padBegin + 1 }.Distinct()
        let reach = input + padBegin + padEnd - (dilation * (kernel - 1)) - 1
        where reach >= 0
        select new WindowAxis(input, kernel, stride, dilation, padBegin, padEnd, (reach / stride) + 1);

    /// <summary>By the definition: tap k of output o reads input i = o·stride − padding + k·dilation, where that is inside.</summary>
    public static IEnumerable<(int Input, int Tap, int Output)> Products(WindowAxis axis) =>
        from output in Enumerable.Range(0, axis.Output)
        from tap in Enumerable.Range(0, axis.Kernel)
        let input = (output * axis.Stride) - axis.PadBegin + (tap * axis.Dilation)
        where input >= 0 && input < axis.Input
        select (input, tap, output);
}
