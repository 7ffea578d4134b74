using ConvGen.Tests;

namespace ConvGen.Runtime.Tests.Networks;

public class NetworkInfoTests
{
    private static readonly NetworkInfo Info = new(
        "Little",
        [
            new LayerInfo("conv1", "Conv", "5×5, padding 2", [6, 28, 28], 156, 117_600, [5, 5], "planar"),
            new LayerInfo("relu1", "Relu", "", [6, 28, 28], 0, 0, [5, 5], "fused"),
            new LayerInfo("fc1", "Dense", "10 units", [10], 1_234_567, 47_040, [], "matrix-vector"),
        ],
        arenaBytes: 18_816,
        examplesPerPass: 4,
        workspaceBytes: 65_536,
        packedBytes: 5_123_456);

    [Fact]
    public void TotalsAreSumsOfTheLayers()
    {
        Assert.Equal(1_234_723, Info.ParameterCount);
        Assert.Equal(164_640, Info.Macs);
    }

    [Fact]
    public void TableIsAlignedAndTheSameUnderAnyCulture()
    {
        using var culture = new HostileCulture();
        string expected = """
            Little
            layer  kind   settings        output   parameters     MACs  receptive field  algorithm
            -----  -----  --------------  -------  ----------  -------  ---------------  -------------
            conv1  Conv   5×5, padding 2  6×28×28         156  117,600              5×5  planar
            relu1  Relu                   6×28×28                                   5×5  fused
            fc1    Dense  10 units        10        1,234,567   47,040                   matrix-vector
            -----  -----  --------------  -------  ----------  -------  ---------------  -------------
            total                                   1,234,723  164,640                   bytes: 18,816 arena per example, 65,536 workspace per thread, 5,123,456 packed weights

            """.ReplaceLineEndings("\n");
        Assert.Equal(expected, Info.ToString());
    }

    [Fact]
    public void ResultsOfTrainingReadTheSameUnderAnyCulture()
    {
        using var culture = new HostileCulture();
        var result = new EpochResult(2, 5, 0.125, new EvaluationResult(-0.5, 0.9891, 10_000), TimeSpan.FromSeconds(1.5), 40_000);
        Assert.Equal("epoch 2/5: train loss 0.1250, test loss -0.5000, accuracy 0.9891, 1.5 s, 40000 examples/s", result.ToString());
        Assert.Equal("loss 1.2500", new EvaluationResult(1.25, null, 3).ToString());
    }
}
