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
        System.Console.WriteLine(Net.Info.ArenaBytes + network.Parameters.Count + ((INetwork)network).ResultLength);
        """;

    /// <summary>Declarations with an error of each kind, and code that uses the network.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        // Sizes, values, and names.
        { "Input(3, 224, 224), Conv(96, k: 11, s: 4), Dense(10)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(0, k: -3), Dense(10)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(8, k: 3), Relu(From = \"nothing\"), Dense(10)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(8, k: 3, Algorithm = (Algorithm)77), Dense(10)", OneInputAndOutput },
        { "Input(3, -8, 8, 8, 8, 8), Dense(10)", OneInputAndOutput },
        { "Input, Dense(10)", OneInputAndOutput },
        { "Input(4)", OneInputAndOutput },
        { "Conv(8, k: 3), Input(3, 8, 8), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8), Conv(8, k: 3, Name = \"a\"), Conv(8, k: 3, Name = \"a\"), Dense(2)", OneInputAndOutput },
        { "Input(3, 8, 8), Use<string>(8), Dense(2)", OneInputAndOutput },

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
