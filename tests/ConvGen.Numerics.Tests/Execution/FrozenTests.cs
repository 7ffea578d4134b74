using ConvGen.Conformance.Running;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Layers that are declared with <c>Trainable = false</c>, against networks whose tensors a session freezes.</summary>
public class FrozenTests
{
    private const int Examples = 5;

    public static TheoryData<string, int> Targets => TargetCases.OnOneAndTwoThreads;

    /// <summary>The joint norm of the gradients, by which they are clipped, is that of the trained tensors in both cases.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void StepsAreThoseOfASessionThatFreezes(string target, int threads)
    {
        NetworkOptions options = VectorTargets.Options(VectorTargets.Find(target)!.Value, threads);
        using FrozenTrunk frozen = new(options);
        using TrainedTrunk trained = new(options);
        Fill(frozen);
        Copy(frozen, trained);
        Dictionary<string, float[]> before = frozen.Parameters.ToDictionary(tensor => tensor.Name, tensor => tensor.Values.ToArray());
        using TrainingSession<FrozenTrunk> declared = new(frozen, new AdamW(1e-2f) { ClipNorm = 0.1f }, Loss.CrossEntropy, Examples);
        using TrainingSession<TrainedTrunk> told = new(trained, new AdamW(1e-2f) { ClipNorm = 0.1f }, Loss.CrossEntropy, Examples);
        string[] isFrozen = [.. trained.Parameters.Where(tensor => tensor.Trainable).Select(tensor => tensor.Name).Where(name => !frozen.Parameters[name].Trainable)];
        foreach (string name in isFrozen)
            told.Freeze(name);

        float[] examples = Waves.Of(Examples * FrozenTrunk.InputLength, 0.2), labels = [0, 1, 2, 3, 1];
        for (int step = 0; step < 4; step++)
            Assert.Equal(told.Step(examples, labels), declared.Step(examples, labels));

        Assert.All(frozen.Parameters, tensor => Assert.Equal(trained.Parameters[tensor.Name].Values, tensor.Values));
        string[] moved = [.. frozen.Parameters.Where(tensor => !tensor.Values.SequenceEqual(before[tensor.Name])).Select(tensor => tensor.Name)];
        Assert.Equal(
            [
                "middle.weight", "middle.bias", "moving.weight", "moving.bias", "moving.running_mean", "moving.running_var", "head.weight", "head.bias",
            ],
            moved);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void GradientsFlowThroughFrozenLayers(string target, int threads)
    {
        NetworkOptions options = VectorTargets.Options(VectorTargets.Find(target)!.Value, threads);
        using FrozenWhole frozen = new(options);
        using TrainedWhole trained = new(options);
        Fill(frozen);
        Copy(frozen, trained);
        float[] examples = Waves.Of(Examples * FrozenWhole.InputLength, 0.2), upstream = Waves.Of(Examples * FrozenWhole.OutputLength, 1);
        using TrainingContext got = frozen.CreateTrainingContext(Examples), want = trained.CreateTrainingContext(Examples);
        foreach (TrainingContext context in (TrainingContext[])[got, want])
        {
            context.Forward(examples);
            context.Backward(upstream);
        }

        Assert.Equal(want.Output, got.Output);
        Assert.Equal(want.InputGradient, got.InputGradient);
        Assert.Contains(got.InputGradient.ToArray(), value => Math.Abs(value) > 1e-4);
    }

    [Fact]
    public void FrozenTensorsHaveNoGradients()
    {
        using FrozenTrunk frozen = new();
        using TrainingContext context = frozen.CreateTrainingContext(Examples);
        context.Forward(Waves.Of(Examples * FrozenTrunk.InputLength, 0.2));
        context.Backward(Waves.Of(Examples * FrozenTrunk.OutputLength, 1));
        string[] trained = ["middle.weight", "middle.bias", "moving.weight", "moving.bias", "head.weight", "head.bias"];
        Assert.Equal(trained, frozen.Parameters.Where(tensor => tensor.Trainable).Select(tensor => tensor.Name));
        Assert.All(context.Gradients, gradient => Assert.Equal(
            trained.Contains(gradient.Name) ? frozen.Parameters[gradient.Name].Length : 0, gradient.Values.Length));
        Assert.All(trained, name => Assert.Contains(context.Gradients[name].Values.ToArray(), value => value != 0));
        Assert.Equal("conv1.weight [16, 3, 3, 3], frozen", frozen.Parameters["conv1.weight"].ToString());
        Assert.Equal("head.bias [4]", frozen.Parameters["head.bias"].ToString());
        Assert.Equal("3×3, stride 1, padding 1, no bias, not trained", FrozenTrunk.Info.Layers.Single(layer => layer.Name == "conv1").Settings);
        Assert.Equal(TrainedTrunk.Info.ParameterCount, FrozenTrunk.Info.ParameterCount);
    }

    [Fact]
    public void SessionsSayWhatADeclarationFreezes()
    {
        using FrozenTrunk frozen = new();
        Adam optimizer = new();
        using TrainingSession<FrozenTrunk> session = new(frozen, optimizer, Loss.CrossEntropy, Examples);
        session.Freeze("*.weight");
        const string Message = "All tensors that 'conv1' means are declared with Trainable = false: no gradient by them is computed. (Parameter 'pattern')";
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => session.Unfreeze("conv1")).Message);
        int place = frozen.Parameters.Select(tensor => tensor.Name).ToList().IndexOf("conv1.weight");
        Assert.All(optimizer.State(place).Names, name => Assert.Equal(0, optimizer.State(place).Values(name).Length));

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            session.Step(Waves.Of(Examples * FrozenTrunk.InputLength, 0.2), [0, 1, 2, 3, 1]);
            session.SaveCheckpoint(path);
            string header = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path));
            Assert.Contains("model.conv1.weight", header, StringComparison.Ordinal);
            Assert.Contains("optimizer.exp_avg.head.weight", header, StringComparison.Ordinal);
            Assert.DoesNotContain("optimizer.exp_avg.conv1.weight", header, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void LayersThatShareAreFrozenTogether()
    {
        using FrozenSiamese network = new();
        float[] examples = Waves.Of(Examples * (FrozenSiamese.LeftLength + FrozenSiamese.RightLength), 0.4);
        Dictionary<string, float[]> before = network.Parameters.ToDictionary(tensor => tensor.Name, tensor => tensor.Values.ToArray());
        using TrainingSession<FrozenSiamese> session = new(network, new Sgd(0.1f), Loss.CrossEntropy, Examples);
        session.Step(examples, [0, 1, 1, 0, 1]);
        string[] moved = [.. network.Parameters.Where(tensor => !tensor.Values.SequenceEqual(before[tensor.Name])).Select(tensor => tensor.Name)];
        Assert.Equal(["fc1.weight", "fc1.bias"], moved);
    }

    private static void Fill(INetwork network)
    {
        foreach ((int i, NetworkParameter tensor) in network.Parameters.Index())
        {
            bool isPositive = tensor.Name.EndsWith("running_var", StringComparison.Ordinal);
            float scale = tensor.Shape.Count > 1 ? 0.3f : 1;
            tensor.Set([.. Waves.Of(tensor.Length, i).Select(value => isPositive ? 1 + (value * value) : scale * value)]);
        }
    }

    private static void Copy(INetwork from, INetwork to)
    {
        foreach (NetworkParameter tensor in to.Parameters)
            tensor.Set(from.Parameters[tensor.Name].Values);
    }
}
