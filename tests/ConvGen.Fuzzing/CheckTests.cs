using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>The checks find what is wrong: here, that a network is another than the declaration that it is held against.</summary>
public class CheckTests
{
    private const string Network = """
        [Input(3, 9, 8)]
        [Conv(17, k: 3, p: 1), BatchNorm, Relu(Name = "v")]
        [MaxPool(k: 2, s: 2, Rounding = RoundingMode.Floor)]
        [DepthwiseConv(k: 3, p: 1), GlobalAvgPool, Dense(4), Softmax]
        [Trainable(InputGradient = true)]
        public partial class Net;
        """;

    private static readonly Lazy<Driver> Compiled = new(Compile);

    [Fact]
    public void NothingIsWrongWithTheNetworkItself() => Assert.Empty(Check(Network));

    [Theory]
    [InlineData("k: 3, p: 1), BatchNorm", "k: 3, p: 1, Flip = true), BatchNorm", "exact", "training, exact")]
    [InlineData("MaxPool(k: 2, s: 2", "AvgPool(k: 2, s: 2", "exact", "training, exact")]
    [InlineData("MaxPool(k: 2, s: 2", "MaxPool(k: 2, s: 2, p: 1", "exact", "training, exact")]
    [InlineData("BatchNorm,", "BatchNorm(Frozen = true),", "training, exact", "loss")]
    [InlineData("BatchNorm,", "BatchNorm(Momentum = 0.1001),", "training, exact")]
    [InlineData("BatchNorm,", "BatchNorm(Epsilon = 4e-5),", "exact", "training, exact")]
    [InlineData("BatchNorm,", "BatchNorm(Trainable = false),", "training, exact")]
    [InlineData("k: 3, p: 1), BatchNorm", "k: 3, p: 1, Trainable = false), BatchNorm", "training, exact", "loss")]
    [InlineData("Relu(Name", "LeakyRelu(1e-3, Name", "exact", "training, exact")]
    [InlineData("Dense(4), Softmax", "Dense(4), LogSoftmax", "exact", "training, exact")]
    public void AnotherNetworkIsFound(string right, string other, params string[] stages)
    {
        string[] found = [.. Check(Network.Replace(right, other, StringComparison.Ordinal)).Select(failure => failure.Stage)];
        Assert.All(stages, stage => Assert.Contains(stage, found));
    }

    private static Failure[] Check(string declared) => NetworkCheck.Run(Compiled.Value, DeclarationReader.Read(declared), seed: 2, stage: null, _ => { }).Failures;

    private static Driver Compile()
    {
        Graph graph = GraphReader.Read(DeclarationReader.Read(Network));
        Project project = Project.Compile(
            ProjectKind.Of(0), [("Net.cs", "using ConvGen;\n" + Network), ("Driver.cs", DriverText.Write("Net", graph))], _ => NetworkCheck.BitsOf(2));
        Assert.Empty(project.Errors);
        return new(project.Load(), "Net");
    }
}
