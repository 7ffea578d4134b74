using ConvGen.Conformance.Compilation;
using ConvGen.Tests;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>A culture with another decimal mark and minus sign changes nothing, neither in the generator nor at run time.</summary>
public class CultureTests
{
    private static readonly string[] Attributes =
    [
        "Input(3, 9, 8, Mean = [0.125, -1.5, 1e-7], Std = [0.25])", "Conv(5, k: 3)", "BatchNorm(Epsilon = 0.001, Momentum = 0.25)", "LeakyRelu(-0.125)", "Dropout(0.5)", "Dense(4)", "Tanh", "Trainable",
    ];

    [Fact]
    public void NothingChanges()
    {
        (float[] results, string table) = CompileAndRun();
        using HostileCulture culture = new();
        (float[] hostile, string hostileTable) = CompileAndRun();
        Assert.Equal(results, hostile);
        Assert.Equal(table, hostileTable);
    }

    private static (float[] Results, string Table) CompileAndRun()
    {
        CompilationOutcome outcome = NetworkCompiler.Compile([NetworkSource.Write("Net", "culture", Attributes)]);
        Assert.Empty(outcome.Problems);
        using CompiledNetworks networks = outcome.Networks!;
        using INetwork network = networks.Create("Net", new NetworkOptions { Seed = 9 });
        using TrainingSession<ITrainableNetwork> session = new((ITrainableNetwork)network, new Adam(0.01f), Loss.CrossEntropy, batchSize: 4);
        float loss = session.Step(Networks.Examples(network, count: 4), [0, 1, 2, 3]);
        return ([loss, .. Networks.Run(network, Networks.Examples(network, count: 3))], network.Info.ToString()!);
    }
}
