using System.Text.RegularExpressions;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests.Jit;

/// <summary>The JIT itself says how it compiled the emitted methods, in a process of their own.</summary>
public partial class JitTierTests
{
    private const string Optimised = "FullOpts";

    // Dense layers take several examples at a time, so that it takes every number of them to reach every microkernel.
    private const string Program = """
        using ConvGen;
        using Networks;

        const int most = 16;
        var options = new NetworkOptions { Threads = 1 };
        foreach (bool exact in new[] { false, true })
        {
            using var square = new Conv3x3(options with { Exact = exact });
            square.Forward(new float[Conv3x3.InputLength], new float[Conv3x3.OutputLength]);
        }

        using var digits = new LeNet5(options);
        using var training = digits.CreateTrainingContext(most);
        for (int examples = 1; examples <= most; examples++)
        {
            digits.Forward(new float[examples * LeNet5.InputLength], new float[examples * LeNet5.OutputLength]);
            training.Forward(new float[examples * LeNet5.InputLength]);
            training.Backward(new float[examples * LeNet5.OutputLength]);
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KernelsAreFullyOptimised(bool isRelease)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        GeneratedProject project = (UserProject.Current with { Optimized = isRelease }).Generate(
            new Dictionary<string, string> { ["ConvGenOptimize"] = "true" }, Declarations.LeNet5.Source, Declarations.SquareConvolution.Source, Program);
        Dictionary<string, string> tiers = await TiersAsync(project, cancellation);
        string target = Assert.Single(
            tiers.Keys.Select(method => method.Split('.')[^2]).Distinct().Intersect(["Avx512", "Avx2", "Portable"]));
        string[] microkernels =
        [
            .. MethodSizes.Of(project.AsProgram().Emit(cancellation))
                .Select(size => size.Method)
                .Where(method => method.Split('.')[^2] == target)
                .Where(method => method.Contains("Tile", StringComparison.Ordinal) || method.Contains("Winograd", StringComparison.Ordinal)),
        ];

        // The convolution's own, and for LeNet-5 forward, the gradients to inputs and those to weights.
        Assert.Contains(microkernels, method => method.StartsWith("Conv3x3.", StringComparison.Ordinal));
        Assert.Contains(microkernels, method => method.Contains("WinogradProduct", StringComparison.Ordinal));
        Assert.Contains(microkernels, method => method.Contains("WeightGradient", StringComparison.Ordinal));
        Assert.All(microkernels, method => Assert.Equal(Optimised, tiers.GetValueOrDefault(method)));
        Assert.All(tiers, method => Assert.Equal(Optimised, method.Value));
    }

    // The tier of every emitted method that was compiled.
    private static async Task<Dictionary<string, string>> TiersAsync(GeneratedProject project, CancellationToken cancellation)
    {
        using ChildProgram program = new(project.AsProgram(), cancellation);
        string log = program.PathOf("jit.txt");
        await program.RunAsync(
            new Dictionary<string, string>
            {
                ["DOTNET_JitStdOutFile"] = log,
                ["DOTNET_JitDisasmSummary"] = "1",
                ["DOTNET_TieredCompilation"] = "0",
            },
            cancellation);
        string text = await File.ReadAllTextAsync(log, cancellation);
        return EmittedMethod().Matches(text)
            .GroupBy(match => $"{match.Groups["class"].Value.Replace('+', '.')}.{match.Groups["method"].Value}")
            .ToDictionary(method => method.Key, method => string.Join(", ", method.Select(match => match.Groups["tier"].Value).Distinct()));
    }

    [GeneratedRegex(@"JIT compiled Networks\.(?<class>[\w+]+):(?<method>[\w.]+)(?:\[[^\[\]]*\])?\(.*\[(?<tier>[^,\]]+)")]
    private static partial Regex EmittedMethod();
}
