using ConvGen.Generator.Tests.Planning;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>What is decided about networks, to be read.</summary>
public class PlanTests
{
    [Fact]
    public Task LeNet5() => Verifier.Verify(PlanText.Of(Planned.Read("""
        [Input(1, 28, 28)]
        [Conv(6, k: 5, p: 2), Relu]
        [MaxPool(k: 2, s: 2)]
        [Conv(16, k: 5), Relu]
        [MaxPool(k: 2, s: 2)]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10), Softmax]
        """)));
}
