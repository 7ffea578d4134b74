using ConvGen.Generator.Geometry;
using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>The gradient of a convolution to its input, split by phase, against loops written from the definition.</summary>
public class InputGradientPhasesTests
{
    [Fact]
    public void PhasesReadWhatTheForwardPassWrote() => Assert.All(WindowAxes.All, axis =>
    {
        IEnumerable<(int Input, int Tap, int Output)> gathered =
            from phase in InputGradientPhases.Split(new EquatableArray<WindowAxis>(axis))
            where !phase.IsEmpty
            let window = phase.Geometry.Width
            from i in Enumerable.Range(0, window.Count)
            from t in Enumerable.Range(0, window.Taps)
            let output = window.InStart + (i * window.InStep) + (t * window.TapStep)
            where output >= 0 && output < axis.Output
            select (window.OutStart + (i * window.OutStep), phase.Taps.WidthFirst + (t * phase.Taps.WidthStep), output);
        Assert.Equal(WindowAxes.Products(axis).Order(), gathered.Order());
    });

    [Fact]
    public void PhasesWriteEveryInputOnce() => Assert.All(WindowAxes.All, axis => Assert.Equal(
        Enumerable.Range(0, axis.Input),
        InputGradientPhases.Split(new EquatableArray<WindowAxis>(axis))
            .Select(phase => phase.Geometry.Width)
            .SelectMany(window => Enumerable.Range(0, window.Count).Select(i => window.OutStart + (i * window.OutStep)))
            .Order()));

    [Fact]
    public void PhasesOfTwoAxesAreAllPairs()
    {
        WindowAxis height = new(8, 3, 2, 1, 1, 1, 4);
        WindowAxis width = new(9, 1, 3, 1, 0, 0, 3);
        IReadOnlyList<InputGradientPhase> phases = InputGradientPhases.Split(new EquatableArray<WindowAxis>(height, width));
        Assert.Equal(
            from h in new[] { 0, 1 } from w in new[] { 0, 1, 2 } select (h, w),
            phases.Select(phase => (phase.Geometry.Height.OutStart, phase.Geometry.Width.OutStart)));

        // A kernel of one tap reaches one column in three.
        Assert.Equal([false, true, true, false, true, true], phases.Select(phase => phase.IsEmpty));
    }
}
