using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using FsCheck;
using FsCheck.Fluent;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>The inferred size against a loop over all windows, written from the definition.</summary>
public class WindowPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(20240229, 17);

    private static readonly Arbitrary<Axis> Axes = (
        from input in Gen.Choose(1, 24)
        from kernel in Gen.Choose(1, 7)
        from stride in Gen.Choose(1, 5)
        from dilation in Gen.Choose(1, 3)
        from begin in Gen.Choose(0, 4)
        from end in Gen.Choose(0, 4)
        select new Axis(input, kernel, stride, dilation, begin, end)).ToArbitrary();

    [Fact]
    public void FloorCountsCompleteWindows() => Check(RoundingMode.Floor, axis => Count(axis, overhang: false));

    [Fact]
    public void CeilingCountsAnOverhangingWindow() => Check(RoundingMode.Ceiling, axis => Count(axis, overhang: true));

    [Fact]
    public void ExactIsFloorWhereTheLastWindowEndsAtTheEnd() => Check(RoundingMode.Exact, axis =>
    {
        int count = Count(axis, overhang: false);
        return count == 0 || (count - 1) * axis.Stride + axis.Span == axis.Padded ? count : null;
    });

    [Fact]
    public void SamePadsAsLittleAsCoversEveryStride() => Prop.ForAll(Axes, axis =>
    {
        WindowAxis same = Infer(axis, PaddingKind.Same).Single();
        WindowAxis lower = Infer(axis, PaddingKind.SameLower).Single();
        int total = same.PadBegin + same.PadEnd;
        int needed = (same.Output - 1) * axis.Stride + axis.Span - axis.Input;
        return same.Output == Math.Ceiling((double)axis.Input / axis.Stride)
            && total == Math.Max(0, needed)
            && same.PadEnd - same.PadBegin is 0 or 1
            && (lower.PadBegin, lower.PadEnd, lower.Output) == (same.PadEnd, same.PadBegin, same.Output);
    }).Check(Many);

    [Fact]
    public void FullReachesEveryWindowThatTouchesTheInput() => Prop.ForAll(Axes, axis =>
    {
        WindowAxis full = Infer(axis with { Stride = 1 }, PaddingKind.Full).Single();
        int touching = Enumerable.Range(-axis.Span - 1, axis.Input + axis.Span + 2).Count(start => start + axis.Span > 0 && start < axis.Input);
        return full.Output == touching;
    }).Check(Many);

    [Fact]
    public void CausalEndsEachWindowAtItsPosition() => Prop.ForAll(Axes, axis =>
    {
        WindowAxis causal = Infer(axis, PaddingKind.Causal).Single();
        return causal.Output == Math.Ceiling((double)axis.Input / axis.Stride)
            && causal.PadEnd == 0
            && Enumerable.Range(0, causal.Output).All(o => o * axis.Stride - causal.PadBegin + (axis.Kernel - 1) * axis.Dilation == o * axis.Stride);
    }).Check(Many);

    [Fact]
    public void ReadEndIsTheLastCellThatAnyWindowReads() => Prop.ForAll(Axes, axis =>
    {
        if (Infer(axis, PaddingKind.Explicit, RoundingMode.Ceiling) is not [{ } window])
            return true;
        int last = Enumerable.Range(0, window.Output).Max(position => position * axis.Stride + axis.Span - axis.Begin);
        return window.ReadEnd == Math.Max(0, last - axis.Input) && window.EffectiveKernel == axis.Span;
    }).Check(Many);

    [Fact]
    public void PoolingRefusesExactlyTheWindowsWithoutInput() => Prop.ForAll(Axes, axis =>
    {
        WindowSettings settings = Settings(axis, PaddingKind.Explicit, RoundingMode.Floor);
        LayerDeclaration[] layers = [Input(1, axis.Input), Of(new MaxPoolLayer(settings))];
        bool refused = TryInfer(layers, out List<Problem> problems) is null && problems.Any(problem => problem.Id == ProblemIds.PoolingPadding);
        int count = Count(axis, overhang: false);
        bool blind = Enumerable.Range(0, count).Any(position => !Enumerable.Range(0, axis.Kernel)
            .Select(tap => position * axis.Stride + tap * axis.Dilation - axis.Begin)
            .Any(cell => cell >= 0 && cell < axis.Input));

        // Padding as large as the kernel is refused even where the last window happens not to reach it.
        bool thick = axis.Begin >= axis.Span || axis.End >= axis.Span;
        return count == 0 || refused == (blind || thick);
    }).Check(Many);

    private static void Check(RoundingMode rounding, Func<Axis, int?> oracle) => Prop.ForAll(Axes, axis =>
    {
        int? inferred = Infer(axis, PaddingKind.Explicit, rounding) is [{ } window] ? window.Output : null;
        int? expected = oracle(axis);
        return inferred == (expected == 0 ? null : expected);
    }).Check(Many);

    /// <summary>Moves a window along the axis as long as it fits, or as the one before it left cells over.</summary>
    private static int Count(Axis axis, bool overhang)
    {
        int count = 0;
        for (int start = 0; ; start += axis.Stride)
        {
            bool fits = start + axis.Span <= axis.Padded;
            bool coversTheRest = overhang && start - axis.Stride + axis.Span < axis.Padded && start < axis.Begin + axis.Input;
            if (!fits && !coversTheRest)
                return count;
            count++;
        }
    }

    private static EquatableArray<WindowAxis> Infer(Axis axis, PaddingKind padding, RoundingMode rounding = RoundingMode.Floor)
    {
        NetworkModel? network = TryInfer([Input(1, axis.Input), Conv(1, Settings(axis, padding, rounding))], out _);
        return network?.Nodes[1].Axes ?? EquatableArray<WindowAxis>.Empty;
    }

    private static WindowSettings Settings(Axis axis, PaddingKind padding, RoundingMode rounding)
    {
        WindowSettings settings = new() { K = axis.Kernel, S = axis.Stride, Dilation = axis.Dilation, Padding = padding, Rounding = rounding };
        return padding == PaddingKind.Explicit ? settings with { PadBegin = new(axis.Begin), PadEnd = new(axis.End) } : settings;
    }

    private static NetworkModel? TryInfer(LayerDeclaration[] layers, out List<Problem> problems)
    {
        List<Problem> found = [];
        problems = found;
        NetworkDeclaration declaration = new(new("", EquatableArray<string>.Empty, "Net", "public"), new(layers), false, false, null);
        return NetworkInference.Infer(declaration, (_, problem) => found.Add(problem));
    }

    /// <summary>One axis; Span is what the dilated taps cover.</summary>
    private sealed record Axis(int Input, int Kernel, int Stride, int Dilation, int Begin, int End)
    {
        public int Span => Dilation * (Kernel - 1) + 1;

        public int Padded => Input + Begin + End;
    }
}
