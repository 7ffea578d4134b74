using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>Threads that share packing do not wait for each other: each packs all of what it reads.</summary>
public sealed class SharedPackingTests
{
    [Fact]
    public void WhatOtherPackingReadsIsPackedWhole()
    {
        string text = UserProject.Current
            .Generate("using ConvGen;\n[Input(3, 9, 9), Conv(40, k: 3), Scale(Per = ParameterScope.Scalar), Relu] public sealed partial class Net;")
            .TextOf("Net.Forward.g.cs");
        string[] calls = [.. text.Split('\n').Where(line => line.Contains("Packing.", StringComparison.Ordinal)).Select(line => line.Trim())];

        // One factor, repeated for all channels, is folded with the summand 0; the convolution's weights are multiplied by it.
        int fold = Array.FindIndex(calls, call => call.Contains("FoldBatchNorm(", StringComparison.Ordinal));
        Assert.InRange(fold, 1, calls.Length - 2);
        Assert.All(calls[..fold], call => Assert.EndsWith("new CgEngine::PackShare(Part: 0, Parts: 1));", call, StringComparison.Ordinal));
        Assert.All(calls[(fold + 1)..], call => Assert.EndsWith(", share);", call, StringComparison.Ordinal));
    }
}
