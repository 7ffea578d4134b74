using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Activations;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Reshaping;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;
using static ConvGen.Model.Tests.Declared;

namespace ConvGen.Model.Tests;

public class GraphTests
{
    [Fact]
    public void DefaultNamesCountPerPrefix()
    {
        LayerDeclaration[] layers =
        [
            Input(4, 8, 8), Conv(k: 1), Conv(k: 1).Named("stem.0"), Conv(k: 1), MaxPool(2), Of(new AvgPoolLayer(Window(2, null, null), true)),
            Of(new BatchNormLayer(0.1, 1e-5, false)), Relu(), Of(new LeakyReluLayer(0.1)), Of(new SigmoidLayer()), Of(new TanhLayer()),
            Of(new DropoutLayer(0.5)), Of(new GlobalAvgPoolLayer()), Of(new FlattenLayer()), Dense(4), Add("flatten1"), Concat("fc1"),
            Of(new SoftmaxLayer()),
        ];
        Assert.Equal(
            [
                "input", "conv1", "stem.0", "conv3", "pool1", "pool2", "bn1", "relu1", "leakyrelu1", "sigmoid1", "tanh1", "dropout1",
                "gap1", "flatten1", "fc1", "add1", "concat1", "softmax1",
            ],
            Network(layers).Nodes.Select(node => node.Name));
    }

    [Fact]
    public void LayersReadWhatIsAboveOrFrom()
    {
        NetworkModel network = Network(Input(4, 8, 8), Conv(8, 1), Relu(), Conv(8, 1).From("input"), Relu());
        Assert.Equal([[], [0], [1], [0], [3]], network.Nodes.Select(node => node.Inputs.ToArray()));
    }

    [Fact]
    public void OneNameIsCombinedWithWhatFlowsInAndSeveralAreTheWholeList()
    {
        LayerDeclaration[] branches = [Input(4, 8, 8), Conv(4, 1).Named("a"), Conv(4, 1).Named("b"), Conv(4, 1).Named("c")];
        EquatableArray<int> Reads(LayerDeclaration last) => Network([.. branches, last]).Nodes[4].Inputs;

        Assert.Equal([3, 1], Reads(Add("a")));
        Assert.Equal([2, 1], Reads(Add("a").From("b")));
        Assert.Equal([1, 2], Reads(Add("a", "b")));
        Assert.Equal([3, 1, 2], Reads(Add("a", "b").From("c")));
    }

    [Fact]
    public void ResidualBlock()
    {
        NetworkModel network = Network(
            Input(16, 32, 32),
            Conv(32, 3, 2, 1, bias: false, rounding: RoundingMode.Floor).Named("conv1"), Relu(),
            Conv(32, 3, 1, 1, bias: false),
            Conv(32, 1, 2, bias: false, rounding: RoundingMode.Floor).From("input").Named("shortcut"),
            Add("conv2"), Relu());
        Assert.Equal("32×16×16", network.Nodes[^1].Shape.ToString());
        Assert.Equal([4, 3], network.Nodes[5].Inputs);
    }

    [Fact]
    public void ConcatAddsChannels()
    {
        NetworkModel network = Network(
            Input(192, 28, 28), Conv(64, 1).Named("a"), Conv(128, 3, 1, 1).From("input").Named("b"), Conv(32, 5, 1, 2).From("input"), Concat("a", "b", "conv3"));
        Assert.Equal("224×28×28", network.Nodes[^1].Shape.ToString());
    }

    [Fact]
    public void ProblemsDoNotCascade()
    {
        var problems = ProblemsOf(Input(3, 224, 224), Conv(96, 11, 4), MaxPool(3, 2), Conv(64, 500), Dense(0));
        Assert.Equal([(1, ProblemIds.NonIntegerOutput), (4, ProblemIds.NotPositive)], problems.Select(found => (found.Subject.Index, found.Problem.Id)));
    }

    [Theory]
    [InlineData("", "Net", "Net")]
    [InlineData("A.B", "Net", "A.B.Outer+Inner+Net", "partial class Outer", "partial record struct Inner")]
    [InlineData("A.@event", "@class", "A.event.class")]
    public void MetadataName(string space, string name, string expected, params string[] containing) =>
        Assert.Equal(expected, new TypeIdentity(space, new(containing), name, "public").MetadataName);
}
