using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Batch normalisation: folded, not folded, frozen, and its running statistics.</summary>
public class BatchNormTests
{
    private const string Deep = "momentum, several steps";

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    [Fact]
    public void RunningStatisticsFollowSeveralMinibatchesOfDifferentSizes()
    {
        DeclaredNetwork declared = Book.Declaration(Deep);
        Draws draws = new(7);
        Dictionary<string, Tensor> parameters = draws.Parameters(declared);
        using INetwork network = Book.Create(Deep, new NetworkOptions());
        foreach ((string name, Tensor values) in parameters)
            network.Parameters[name].Set(values.ToFloats());

        using TrainingContext training = ((ITrainableNetwork)network).CreateTrainingContext(batchSize: 6);
        foreach (int examples in new[] { 6, 2, 5, 1, 6 })
        {
            Tensor input = draws.Uniform(-1, 1, [examples, .. declared.InputShape]);
            training.Forward(input.ToFloats());
            foreach ((string name, double[] moved) in declared.Evaluate(input, parameters, isTraining: true).Moved)
            {
                parameters[name] = Tensor.Of(parameters[name].Shape, moved);
                Assert.Null(Closeness.Describe($"{name} after {examples} examples", moved, network.Parameters[name].Values, Closeness.Forward));
            }

            Tensor want = declared.Evaluate(input, parameters, isTraining: false).Output;
            float[] got = new float[want.Values.Length];
            network.Forward(input.ToFloats(), got);
            Assert.Null(Closeness.Describe("inference with the new statistics", want, got, Closeness.Forward));
        }
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (int channels in new[] { 1, 3, 15, 16, 17, 33 })
        {
            book.Add($"alone, {channels} channels", DeclaredNetwork.Of(channels, 5, 3).BatchNorm());
            book.Add($"features, {channels}", DeclaredNetwork.Of(channels).BatchNorm(momentum: 0.3, epsilon: 1e-3), examples: 7);
        }

        book.Add("folded, with bias", DeclaredNetwork.Of(3, 6, 5).Conv(17, new(3)).BatchNorm().Relu());
        book.Add("folded, without bias", DeclaredNetwork.Of(3, 6, 5).Conv(17, new(3), bias: false).BatchNorm().LeakyRelu(0.1));
        book.Add("folded into depthwise", DeclaredNetwork.Of(17, 6, 5).Conv(17, new(3), groups: 17).BatchNorm());
        book.Add("folded into groups", DeclaredNetwork.Of(15, 6, 5).Conv(18, new(3), groups: 3).BatchNorm().Tanh());
        book.Add("two after each other", DeclaredNetwork.Of(3, 6, 5).Conv(17, new(3)).BatchNorm().BatchNorm(epsilon: 0.01));
        book.Add("behind an activation", DeclaredNetwork.Of(3, 6, 5).Conv(17, new(3)).Relu().BatchNorm());
        book.Add("behind a pooling", DeclaredNetwork.Of(3, 7, 9).Conv(17, new(3)).MaxPool(new(2) { Rounding = RoundingMode.Floor }).BatchNorm().Relu());
        book.Add("behind a concatenation", DeclaredNetwork.Of(3, 5, 6).Conv(10, new(3), name: "a").Conv(7, new(3), from: DeclaredNetwork.Input, name: "b")
            .Concat("a", "b").BatchNorm().Relu().Conv(5, new(3) { Begin = [1] }));
        book.Add("behind an aligned concatenation", DeclaredNetwork.Of(3, 5, 6).Conv(16, new(3), name: "a").Conv(7, new(3), from: DeclaredNetwork.Input, name: "b")
            .Concat("a", "b").BatchNorm().Relu());
        book.Add("behind a sum", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3), name: "a").Conv(17, new(3), from: DeclaredNetwork.Input, name: "b").Add("a", "b").BatchNorm());
        book.Add("behind flatten", DeclaredNetwork.Of(3, 3, 4).Conv(5, new(2)).Flatten().BatchNorm().Relu(), examples: 6);
        book.Add("not alone in reading a convolution", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3), name: "a").BatchNorm(name: "b").Add("b", "a"));
        book.Add("padded afterwards", DeclaredNetwork.Of(3, 5, 6).BatchNorm().Conv(17, new(3) { Begin = [2] }));
        book.Add("1-D", DeclaredNetwork.Of(17, 12).Conv(5, new(3)).BatchNorm());
        book.Add("3-D", DeclaredNetwork.Of(3, 3, 4, 5).Conv(17, new(2)).BatchNorm().Relu());
        book.Add("frozen", DeclaredNetwork.Of(3, 5, 6).BatchNorm(frozen: true));
        book.Add("frozen behind a convolution", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3)).BatchNorm(frozen: true).Relu().Conv(3, new(2)));
        book.Add("frozen beside one that is not", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3)).BatchNorm(frozen: true).Conv(18, new(2)).BatchNorm().Conv(2, new(1)));
        book.Add("momentum 1", DeclaredNetwork.Of(17, 4, 4).BatchNorm(momentum: 1));
        book.Add("momentum 0", DeclaredNetwork.Of(17, 4, 4).BatchNorm(momentum: 0));
        book.Add(Deep, DeclaredNetwork.Of(3, 5, 4).Conv(17, new(2)).BatchNorm(momentum: 0.25).Relu().Conv(5, new(2)).BatchNorm(momentum: 0.5));
        return book;
    }
}
