using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>An example's result does not depend on those it is computed together with.</summary>
public class BatchTests
{
    private const int MaxExamples = 40;

    public static TheoryData<string> Cases => Networks.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryNumberOfExamplesGivesTheSameResults(string name)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Networks.Create(name, VectorTargets.Options(target, threads: 1));
            float[] examples = Networks.Examples(network, MaxExamples);
            float[] alone = [.. examples.Chunk(network.InputLength).SelectMany(example => Networks.Run(network, example))];
            for (int count = 2; count <= MaxExamples; count++)
                Assert.Equal(alone[..(count * network.OutputLength)], Networks.Run(network, examples.AsSpan(0, count * network.InputLength)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NotANumberStaysInItsExample(string name)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Networks.Create(name, VectorTargets.Options(target, threads: 1));
            float[] examples = Networks.Examples(network, count: 3);
            float[] want = Networks.Run(network, examples);
            examples.AsSpan(network.InputLength, network.InputLength).Fill(float.NaN);
            float[] got = Networks.Run(network, examples);

            Assert.Equal(want[..network.OutputLength], got[..network.OutputLength]);

            // A maximum does not see what is not a number, and what is near no codeword is in no cluster.
            if (name != nameof(Pooled))
                Assert.Contains(got[network.OutputLength..(2 * network.OutputLength)], float.IsNaN);
            Assert.Equal(want[(2 * network.OutputLength)..], got[(2 * network.OutputLength)..]);
        }
    }
}
