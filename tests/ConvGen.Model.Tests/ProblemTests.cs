using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

/// <summary>Problems whose numbers matter; that each shows in the right place is the analyzer's test.</summary>
public class ProblemTests
{
    [Theory]
    [InlineData(224, 7, 2, 3, "112.5", "padding 2 + 3 (112) or 3 + 4 (113), s: 1 or 223, input 223 or 225, or Rounding = Floor (112)")]
    [InlineData(5, 2, 2, 0, "2.5", "padding 0 + 1 (3), s: 1 or 3, input 4 or 6, or Rounding = Floor (2)")]
    [InlineData(10, 3, 3, 0, "3.3333", "padding 1 (4), s: 1 or 7, input 9 or 12, or Rounding = Floor (3)")]
    [InlineData(2, 1, 10, 0, "1.1", "padding 4 + 5 (2), s: 1, input 1 or 11, or Rounding = Floor (1)")]
    [InlineData(2, 1, 1_000_000, 0, "1 1/1000000", "padding 499999 + 500000 (2), s: 1, input 1 or 1000001, or Rounding = Floor (1)")]
    public void NearestFits(int input, int kernel, int stride, int padding, string quotient, string fits)
    {
        Problem problem = OnlyProblem(Input(1, input), Conv(1, kernel, stride, padding));
        Assert.Equal(ProblemIds.NonIntegerOutput, problem.Id);
        Assert.Equal("length", problem.Arguments[1]);
        Assert.Equal(quotient, problem.Arguments[3]);
        Assert.Equal(fits, problem.Arguments[4]);
    }

    [Fact]
    public void PoolingNeverSuggestsPaddingAsLargeAsTheKernel()
    {
        Problem problem = OnlyProblem(Input(1, 7), MaxPool(1, 4));
        Assert.Equal("s: 2 or 3, input 5 or 9, or Rounding = Floor (2)", problem.Arguments[4]);
        Assert.DoesNotContain(problem.Fixes, fix => fix.Key.Contains("padding", StringComparison.Ordinal));
    }

    [Fact]
    public void DilationShowsInTheArithmetic() => Assert.Equal(
        "(20 + 1 + 1 − (2·(3 − 1) + 1))/2 + 1", OnlyProblem(Input(1, 20), Conv(1, 3, 2, 1, dilation: 2)).Arguments[2]);

    [Fact]
    public void AxesWithDifferentArithmeticAreReportedApart()
    {
        var problems = ProblemsOf(Input(1, 224, 226), Conv(1, 11, 4));
        Assert.Equal(["width", "height"], problems.Select(found => found.Problem.Arguments[1]));
        problems = ProblemsOf(Input(1, 2, 224, 226), Conv(1, 3));
        Assert.Equal("depth", Assert.Single(problems).Problem.Arguments[1]);
    }

    [Fact]
    public void EveryFixFits()
    {
        int tried = 0;
        foreach ((int height, int width, int kernel, int stride, int padding, int dilation, bool pooling) in
            from height in new[] { 6, 7, 13 }
            from width in new[] { 7, 8, 224 }
            from kernel in new[] { 2, 3, 5 }
            from stride in new[] { 2, 3, 4 }
            from padding in new[] { 0, 1, 5 }
            from dilation in new[] { 1, 6 }
            from pooling in new[] { false, true }
            select (height, width, kernel, stride, padding, dilation, pooling))
        {
            WindowSettings settings = Window(kernel, stride, padding, dilation);
            Problem? problem = TryInfer(settings, pooling, height, width, out _);
            foreach (Fix fix in problem?.Fixes ?? EquatableArray<Fix>.Empty)
            {
                Assert.Null(TryInfer(Apply(settings, fix), pooling, height, width, out FeatureShape? shape));
                Assert.EndsWith($"(output {string.Join("×", shape!.Spatial)})", fix.Title, StringComparison.Ordinal);
                tried++;
            }
        }

        Assert.True(tried > 3000, $"only {tried} fixes were tried");
    }

    [Fact]
    public void CountsNeverWrap()
    {
        Assert.Equal(ProblemIds.SizeOverflow, OnlyProblem(Input(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue), Relu()).Id);
        Assert.Equal(ProblemIds.SizeOverflow, OnlyProblem(Input(100_000), Dense(100_000)).Id);
        Assert.Equal(ProblemIds.SizeOverflow, OnlyProblem(Input(1, 8), Conv(1, new WindowSettings { K = int.MaxValue, Dilation = 3 })).Id);
        Assert.Equal(ProblemIds.SizeOverflow, OnlyProblem(Input(1, 8), Conv(1, new WindowSettings { K = 1, P = int.MaxValue })).Id);
        Assert.Equal(ProblemIds.SizeOverflow, OnlyProblem(Input(30_000, 1, 1), Conv(70_000, 1), Conv(30_000, 1).From("input")).Id);
        LayerDeclaration[] wide = [Input(40_000, 1, 1), Conv(40_000, 1), Conv(40_000, 1)];
        (Subject subject, Problem problem) = Assert.Single(ProblemsOf(wide));
        Assert.Equal(Subject.Type, subject);
        Assert.Equal("all tensors together have 3,200,080,000 values", problem.Arguments[1]);
    }

    [Fact]
    public void TorchCeilingAllowsAKernelOverhangingASmallInput()
    {
        Assert.Equal("1×1×1", Network(Input(1, 2, 2), MaxPool(3, 2, rounding: RoundingMode.Ceiling)).Nodes[1].Shape.ToString());
        Assert.Equal(ProblemIds.KernelTooLarge, OnlyProblem(Input(1, 2, 2), MaxPool(5, 2, rounding: RoundingMode.Ceiling)).Id);
        Assert.Equal(ProblemIds.KernelTooLarge, OnlyProblem(Input(1, 2, 2), MaxPool(3, 2, rounding: RoundingMode.Floor)).Id);
    }

    [Fact]
    public void BudgetNamesTheLargestLayer()
    {
        LayerDeclaration[] layers = [Input(100), Dense(50), Dense(10)];
        (Subject subject, Problem problem) = Assert.Single(ProblemsOf(false, new Budget(5000, long.MaxValue, long.MaxValue), layers));
        Assert.Equal(Subject.Budget, subject);
        Assert.Equal(["Net", "5,560", "560", "5,000", "Dense 'fc1'", "5,050"], problem.Arguments);
        Network(new Budget(5560, 5500, long.MaxValue), layers);
    }

    [Theory]
    [InlineData("shortcutt", "shortcut")]
    [InlineData("Shortcut", "shortcut")]
    [InlineData("b", null)]
    [InlineData("pool", "pool1")]
    [InlineData("something else", null)]
    public void NearestNameIsSuggested(string name, string? nearest)
    {
        LayerDeclaration[] layers = [Input(4), Dense(4).Named("shortcut"), Of(new TanhLayer()).Named("pool1"), Add(name)];
        Assert.Equal(nearest, OnlyProblem(layers).Suggestion);
    }

    private static Problem? TryInfer(WindowSettings window, bool pooling, int height, int width, out FeatureShape? shape)
    {
        Problem? found = null;
        NetworkDeclaration declaration = new(
            new("", EquatableArray<string>.Empty, "Net", "public"), new(Input(1, height, width), pooling ? Of(new MaxPoolLayer(window)) : Conv(1, window)), false, false, null);
        NetworkModel? network = NetworkInference.Infer(declaration, (_, problem) => found = problem);
        shape = network?.Nodes[1].Shape;
        return found;
    }

    private static WindowSettings Apply(WindowSettings settings, Fix fix)
    {
        foreach (ArgumentEdit edit in fix.Edits)
        {
            settings = edit.Argument switch
            {
                "k" => settings with { K = Numbers(edit)?[0] },
                "p" => settings with { P = Numbers(edit)?[0] },
                "Dilation" => settings with { Dilation = Numbers(edit)?[0] },
                "s" => settings with { S = Numbers(edit)?[0] },
                "Pad" => settings with { Pad = Numbers(edit) },
                "PadBegin" => settings with { PadBegin = Numbers(edit) },
                "PadEnd" => settings with { PadEnd = Numbers(edit) },
                "Stride" => settings with { Stride = Numbers(edit) },
                "Padding" => settings with { Padding = PaddingKind.Explicit },
                "Rounding" => settings with { Rounding = Enum.Parse<RoundingMode>(edit.Value![(edit.Value!.LastIndexOf('.') + 1)..]) },
                _ => throw new InvalidOperationException(edit.ToString()),
            };
        }

        return settings;
    }

    private static EquatableArray<int>? Numbers(ArgumentEdit edit) => edit.Value is null
        ? null
        : edit.Value.Trim('[', ']').Split(", ").Select(int.Parse).ToEquatableArray();
}
