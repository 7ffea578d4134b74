using System.Reflection;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>A declaration with an error leaves code that uses the network without errors of its own.</summary>
public class StandInTests
{
    private const string OneInputAndOutput = """
        float[] input = new float[Net.InputLength], output = new float[Net.OutputLength];
        using (Net loaded = Net.Load("weights"))
        using (Net.Context context = loaded.CreateContext())
            context.Forward(input, output);
        network.Forward(input, output);
        network.Save("weights");
        System.Console.WriteLine(Net.Info.ArenaBytes + network.Parameters.Count + ((INetwork)network).OutputLength);
        """;

    /// <summary>Declarations with an error of each kind, and code that uses the network.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        // Sizes, values, and names.
        { "Input(3, 224, 224), Conv(96, k: 11, s: 4), Dense(10)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(0, k: -3), Dense(10)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(8, k: 3), Relu(From = \"nothing\"), Dense(10)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(8, k: 3, Algorithm = (ConvolutionAlgorithm)77), Dense(10)", OneInputAndOutput },
        { "Input(3, -8, 8, 8, 8, 8), Dense(10)", OneInputAndOutput },
        { "Input, Dense(10)", OneInputAndOutput },
        { "Input(4)", OneInputAndOutput },
        { "Conv(8, k: 3), Input(3, 8, 8), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(8, k: 3, Name = \"a\"), Conv(8, k: 3, Name = \"a\"), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8), Use<string>(8), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8), Use<int[]>, Dense(2)", OneInputAndOutput },
        { "Block, Input(3, 8, 8), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(BlockArgument.Number1, k: 3), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8, Name = \"a\"), Dense(2), Input(4, Name = \"a\"), Trainable", "network.Forward(a: new float[Net.ALength], a2: new float[Net.A2Length], output: new float[Net.OutputLength]);" },

        // Without an input, with names that cannot be parameters, and with maps beside vectors.
        { "Conv(8, k: 3), Relu, Dense(10)", OneInputAndOutput },
        { "Conv(8, k: 3), Output(\"a\"), Dense(10), Output(\"b\"), Trainable", "network.Forward(new float[Net.InputLength], a: new float[Net.ALength], b: new float[Net.BLength]); using var t = network.CreateTrainingContext(2);" },
        { "Trainable", OneInputAndOutput },
        {
            "Input(5, 18, 37, Name = \"a\"), Input(100, Name = \"b\"), Dense(5), Multiply(\"nope\")",
            "network.Forward(a: new float[Net.ALength], b: new float[Net.BLength], output: new float[Net.OutputLength]);"
        },
        { "Input(100, Name = \"b\"), Input(5, 18, 37, Name = \"a\"), Dense(5), Multiply(\"nope\")", "network.Forward(b: new float[Net.BLength], a: new float[Net.ALength], output: new float[Net.OutputLength]);" },
        { "Input(4), Dense(3), Output(\"x\"), Dense(2), Output(\"x\")", "network.Forward(new float[Net.InputLength], x: new float[Net.XLength], x2: new float[Net.X2Length]);" },
        { "Input(4), Dense(3), Output(\" \"), Dense(2), Output(\"y\")", "network.Forward(new float[Net.InputLength], new float[2], y: new float[Net.YLength]);" },
        { "Input(4, Name = \"\"), Dense(3), Output(\"y\")", OneInputAndOutput },
        { "Input(4, Name = \"a.b\"), Input(4, Name = \"a_b\"), Add(\"a.b\"), Output(\"sum\"), Dense(2), Output(\"Sum\")", "network.Forward(new float[4], new float[4], new float[4], new float[2]);" },
        { "Input(4), Dense(3), Output(\"input\"), Dense(2), Output(\"fc\")", "network.Forward(new float[Net.InputLength], new float[4], new float[2]);" },

        // Only planning shows that a step of this has more items than can be counted.
        { "Input(16, 30000, 30000), Conv(16, k: 3, p: 1), Budget(ArenaBytes = 1)", OneInputAndOutput },

        // What a declaration asks for beside the forward pass.
        {
            "Input(3, 8, 8), Conv(8, k: 30), Dense(2), Trainable(InputGradient = true)",
            "using var session = new TrainingSession<Net>(network, new Sgd(0.1f), Loss.CrossEntropy, batchSize: 4); using var training = network.CreateTrainingContext(4);"
        },
        { "Input(3, 8, 8, Element = InputElement.Byte, Std = [0]), Dense(2)", "network.Forward(new byte[Net.InputLength], new float[Net.OutputLength]);" },
        { "Input(3, 8, 8), Size(16, 16), Size(3, 3), Conv(8, k: 7), GlobalAvgPool, Dense(2)", "network.Forward(new float[768], 16, 16, new float[2]);" },
        {
            "Input(3, 8, 8, Name = \"left\"), Input(3, 9, 9, Name = \"right\"), Add(\"left\", \"right\"), Output(\"sum\"), Dense(2), Output(\"class\")",
            "network.Forward(left: new float[Net.LeftLength], right: new float[Net.RightLength], sum: new float[Net.SumLength], @class: new float[Net.ClassLength]);"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void CodeThatUsesTheNetworkCompiles(string declaration, string use)
    {
        string source = $$"""
            using ConvGen;
            [{{declaration}}]
            public sealed partial class Net;
            internal static class Program
            {
                public static void Main()
                {
                    using var network = new Net(new NetworkOptions { Seed = 1 });
                    {{use}}
                }
            }
            """;
        GeneratedProject project = UserProject.Current.Generate(source);
        Assert.Empty(project.Complaints(TestContext.Current.CancellationToken));
        Assert.Contains("has an error, which is reported where it is declared", project.TextOf("Net.g.cs"), StringComparison.Ordinal);

        // Where nobody reports the error, nothing may hide it.
        foreach (string property in new[] { "RunAnalyzers", "RunAnalyzersDuringBuild" })
            Assert.Empty(UserProject.Current.Generate(new Dictionary<string, string> { [property] = "False" }, source).Result.GeneratedSources);
    }

    [Theory]
    [InlineData("[Input(4), Dense(2)] public sealed partial class Net; [Relu] public sealed partial class Net;")]
    [InlineData("[Input(4), Dense(2)] public sealed partial class Net; [Input(3)] public sealed partial class Net;")]
    [InlineData("[Conv(2, k: 3)] public sealed partial class Net; [Relu] public sealed partial class Net;")]
    [InlineData("[Dense(2)] public sealed partial class Net; [Input(4)] public sealed partial class Net;")]
    public void LayersOnSeveralPartsHaveOneStandIn(string declaration)
    {
        GeneratedProject project = UserProject.Current.Generate($"using ConvGen;\n{declaration}");
        Assert.Null(project.Result.Exception);
        Assert.Empty(project.Complaints(TestContext.Current.CancellationToken));
        Assert.Contains("has an error, which is reported where it is declared", project.TextOf("Net.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Block, Conv(2, k: 3)] public class Stage;")]
    [InlineData("[System.Serializable] public class Other;")]
    [InlineData("namespace Mine; [Conv] public class Other; public class ConvAttribute : System.Attribute;")]
    public void NothingStandsInForWhatIsNoNetwork(string declaration) =>
        Assert.Empty(UserProject.Current.Generate($"using ConvGen;\n{declaration}").Result.GeneratedSources);

    [Fact]
    public void CreatingItThrows()
    {
        GeneratedProject project = UserProject.Current.Generate("using ConvGen;\n[Input(3, 8, 8), Conv(8, k: 30)]\npublic sealed partial class Net;");
        Type network = Assembly.Load([.. project.Emit(TestContext.Current.CancellationToken)]).GetType("Net", throwOnError: true)!;
        var thrown = Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(network, new NetworkOptions()));
        Assert.Equal(
            "Net was built although its declaration has an error; build it with analyzers to see which.",
            Assert.IsType<InvalidOperationException>(thrown.InnerException).Message);
    }

    [Theory]
    [InlineData("public sealed class Net;")]
    [InlineData("public sealed partial class Net<T>;")]
    [InlineData("public static partial class Net;")]
    [InlineData("public sealed partial class Net(int own);")]
    public void NothingIsAddedToATypeThatTakesNoSecondPart(string type) => Assert.Empty(
        UserProject.Current.Generate($"using ConvGen;\n[Input(3, 8, 8), Conv(8, k: 30)]\n{type}").Result.GeneratedSources);
}
