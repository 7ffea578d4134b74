using System.Text.Json;

namespace ConvGen.Runtime.Tests.Training;

public class OptimizerTests
{
    [Theory]
    [InlineData("optimizer_sgd")]
    [InlineData("optimizer_sgd_momentum")]
    [InlineData("optimizer_sgd_dampening")]
    [InlineData("optimizer_sgd_nesterov")]
    [InlineData("optimizer_sgd_nesterov_weight_decay")]
    [InlineData("optimizer_sgd_weight_decay")]
    [InlineData("optimizer_adam")]
    [InlineData("optimizer_adam_amsgrad")]
    [InlineData("optimizer_adam_betas")]
    [InlineData("optimizer_adam_l2")]
    [InlineData("optimizer_adamw")]
    [InlineData("optimizer_adamw_amsgrad")]
    public void StepsAreThoseOfPyTorch(string name)
    {
        var reference = new ReferenceCase(name);
        var optimizer = Create(reference.Root.GetProperty("optimizer"));
        float[][] values = [.. reference.Root.GetProperty("parameters").EnumerateArray().Select(reference.Read)];
        optimizer.Attach(Array.ConvertAll(values, tensor => tensor.Length));
        foreach (var step in reference.Root.GetProperty("steps").EnumerateArray())
        {
            for (int i = 0; i < values.Length; i++)
            {
                optimizer.Step(i, values[i], reference.Read(step.GetProperty("gradients")[i]));
                reference.AssertClose(step.GetProperty("parameters_after")[i], values[i]);
            }
        }
    }

    [Theory]
    [InlineData("Adagrad", 0.81780386f, -2.0074739f, 0.1573492f)]
    [InlineData("AdagradWithAll", 0.89079565f, -2.0002947f, 0.40377671f)]
    [InlineData("Nadam", 0.89009374f, -2.0054634f, 0.30151552f)]
    [InlineData("NadamWithAll", 0.87323397f, -1.9972374f, 0.2838814f)]
    public void FourStepsEndWhereThoseOfPyTorchDo(string kind, float first, float second, float third)
    {
        // torch.optim.Adagrad and NAdam with the gradients below; NAdam as of PyTorch 2, which no longer multiplies by μₜ twice.
        Optimizer optimizer = kind switch
        {
            "Adagrad" => new Adagrad(0.1f),
            "AdagradWithAll" => new Adagrad(0.1f, rateDecay: 0.05, weightDecay: 0.01, initialSum: 0.2),
            "Nadam" => new Nadam(0.05f),
            _ => new Nadam(0.05f, 0.8, 0.99, weightDecay: 0.02, momentumDecay: 0.01),
        };
        float[] values = [1, -2, 0.5f];
        optimizer.Attach([3]);
        for (int step = 0; step < 4; step++)
            optimizer.Step(0, values, [0.3f - 0.1f * step, -0.5f + 0.4f * step, 0.05f * (step + 1)]);
        Assert.Equal(first, values[0], 2e-6f);
        Assert.Equal(second, values[1], 2e-6f);
        Assert.Equal(third, values[2], 2e-6f);
    }

    public static TheoryData<string> Kinds => ["Adagrad", "Nadam", "Sgd", "Momentum", "Nesterov", "Adam", "AMSGrad", "AdamW", "RmsProp", "CentredRmsProp"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AnotherGoesOnFromItsState(string kind)
    {
        const int Length = 19;
        float[][] gradients = [.. Enumerable.Range(0, 6).Select(step => Enumerable.Range(0, Length).Select(i => MathF.Sin(7 * step + i)).ToArray())];
        float[] want = new float[Length], got = new float[Length];
        Optimizer whole = Make(kind), first = Make(kind), second = Make(kind);
        Array.ForEach([whole, first, second], optimizer => optimizer.Attach([Length]));
        Array.ForEach(gradients, gradient => whole.Step(0, want, gradient));

        Array.ForEach(gradients[..3], gradient => first.Step(0, got, gradient));
        second.State(0).Steps = first.State(0).Steps;
        foreach (string name in first.State(0).Names)
            second.State(0).Set(name, first.State(0).Values(name));
        Array.ForEach(gradients[3..], gradient => second.Step(0, got, gradient));

        Assert.Equal(want, got);
        Assert.Equal(6, second.State(0).Steps);
    }

    [Fact]
    public void StateThatDoesNotFitIsRefused()
    {
        Optimizer adam = new Adam(), plain = new Sgd(0.1f);
        Assert.Throws<InvalidOperationException>(() => adam.State(0));
        adam.Attach([3, 5]);
        plain.Attach([3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.State(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => adam.State(0).Steps = -1);
        Assert.Equal(["exp_avg", "exp_avg_sq"], adam.State(1).Names);
        Assert.Contains("3 parameters, but there are 5 values", Assert.Throws<ArgumentException>(() => adam.State(0).Set("exp_avg", new float[5])).Message);
        Assert.StartsWith("This optimizer keeps no 'momentum_buffer', but exp_avg, exp_avg_sq.", Assert.Throws<ArgumentException>(() => adam.State(0).Values("momentum_buffer").Length).Message);
        Assert.StartsWith("This optimizer keeps no 'momentum_buffer', nor any other buffer.", Assert.Throws<ArgumentException>(() => plain.State(0).Set("momentum_buffer", new float[3])).Message);
    }

    private static Optimizer Make(string kind) => kind switch
    {
        "Momentum" => new Sgd(0.1f, momentum: 0.9f, dampening: 0.3f),
        "Nesterov" => new Sgd(0.1f, momentum: 0.9f, nesterov: true),
        "Adam" => new Adam(0.1f),
        "AMSGrad" => new Adam(0.1f, amsgrad: true),
        "Adagrad" => new Adagrad(0.1f, rateDecay: 0.1),
        "Nadam" => new Nadam(0.1f),
        "AdamW" => new AdamW(0.1f),
        "RmsProp" => new RmsProp(0.1f, momentum: 0.5),
        "CentredRmsProp" => new RmsProp(0.1f, momentum: 0.5, centered: true),
        _ => new Sgd(0.1f),
    };

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 0, 0.1, false)]
    [InlineData(0.9, 0, 0, false)]
    [InlineData(0.9, 0.3, 0.1, false)]
    [InlineData(0.8, 0, 0.1, true)]
    public void SgdFollowsItsDefinition(double momentum, double dampening, double decay, bool nesterov) => AssertFollows(
        new Sgd(0.05f, (float)momentum, (float)dampening, (float)decay, nesterov),
        () =>
        {
            double buffer = 0;
            return (step, value, gradient) =>
            {
                gradient += decay * value;
                buffer = step == 1 ? gradient : momentum * buffer + (1 - dampening) * gradient;
                return value - 0.05 * (momentum == 0 ? gradient : nesterov ? gradient + momentum * buffer : buffer);
            };
        });

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.1, false, false)]
    [InlineData(0, true, false)]
    [InlineData(0.2, false, true)]
    [InlineData(0.2, true, true)]
    public void AdamFollowsItsDefinition(double decay, bool amsgrad, bool decoupled) => AssertFollows(
        decoupled ? new AdamW(0.01f, 0.8, 0.9, 1e-6, decay, amsgrad) : new Adam(0.01f, 0.8, 0.9, 1e-6, decay, amsgrad),
        () =>
        {
            double mean = 0;
            double square = 0;
            double largest = 0;
            return (step, value, gradient) =>
            {
                gradient += decoupled ? 0 : decay * value;
                value *= decoupled ? 1 - 0.01 * decay : 1;
                mean = 0.8 * mean + 0.2 * gradient;
                square = 0.9 * square + 0.1 * gradient * gradient;
                largest = amsgrad ? Math.Max(largest, square) : square;
                double divisor = Math.Sqrt(largest) / Math.Sqrt(1 - Math.Pow(0.9, step)) + 1e-6;
                return value - 0.01 / (1 - Math.Pow(0.8, step)) * mean / divisor;
            };
        });

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.1, 0, false)]
    [InlineData(0, 0.9, false)]
    [InlineData(0.1, 0.5, true)]
    public void RmsPropFollowsItsDefinition(double decay, double momentum, bool centered) => AssertFollows(
        new RmsProp(0.01f, 0.9, 1e-3, decay, momentum, centered),
        () =>
        {
            double mean = 0;
            double square = 0;
            double buffer = 0;
            return (_, value, gradient) =>
            {
                gradient += decay * value;
                square = 0.9 * square + 0.1 * gradient * gradient;
                mean = centered ? 0.9 * mean + 0.1 * gradient : 0;
                buffer = momentum * buffer + gradient / (Math.Sqrt(square - mean * mean) + 1e-3);
                return value - 0.01 * buffer;
            };
        });

    [Fact]
    public void CenteredRmsPropSurvivesAGradientThatNeverChanges()
    {
        var optimizer = new RmsProp(0.01f, 0.5, centered: true);
        optimizer.Attach([1]);
        float[] value = [0];
        for (int i = 0; i < 200; i++)
        {
            optimizer.Step(0, value, [0.1f]);
        }

        Assert.False(float.IsNaN(value[0]));
    }

    [Fact]
    public void LongGradientsAreClippedAsAWhole()
    {
        using var network = new LinearNetwork();
        using var context = network.CreateTrainingContext(1);
        var optimizer = new Sgd(1) { ClipNorm = 0.5f };
        optimizer.Attach(network.Parameters);
        float[] gradients = [3, 0, 4, 0, 0, 12, 0, 0, 84]; // of length 85
        float[] before = Values();

        Step();
        AssertClose(Array.ConvertAll(gradients, g => -g * 0.5 / 85), Moved());

        // Short ones stay as they are.
        Array.Clear(gradients);
        gradients[7] = 0.4f;
        before = Values();
        Step();
        AssertClose(Array.ConvertAll(gradients, g => (double)-g), Moved());

        void Step()
        {
            gradients.AsSpan(0, 6).CopyTo(context.Gradients["fc1.weight"].Edit());
            gradients.AsSpan(6).CopyTo(context.Gradients["fc1.bias"].Edit());
            optimizer.Step(network.Parameters, context.Gradients);
        }

        double[] Moved() => [.. Values().Zip(before, (after, value) => (double)after - value)];
        void AssertClose(double[] expected, double[] got) => Assert.All(expected.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        float[] Values() => [.. network.Parameters["fc1.weight"].Values, .. network.Parameters["fc1.bias"].Values];
    }

    [Fact]
    public void LearningRateMayChangeBetweenSteps()
    {
        var optimizer = new Sgd(1);
        optimizer.Attach([1]);
        float[] value = [0];
        optimizer.Step(0, value, [1]);
        optimizer.LearningRate = 0.5f;
        optimizer.Step(0, value, [1]);
        Assert.Equal(-1.5f, value[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = float.NaN);
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        Optimizer[] optimizers =
        [
            new Sgd(0.1f), new Sgd(0.1f, 0.9f), new Adam(), new Adam(amsgrad: true), new AdamW(), new RmsProp(momentum: 0.9, centered: true),
        ];
        float[] values = new float[37];
        float[] gradients = new float[37];
        Assert.All(optimizers, optimizer =>
        {
            optimizer.Attach([37]);
            optimizer.Step(0, values, gradients);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                optimizer.Step(0, values, gradients);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        });
    }

    [Fact]
    public void MisuseIsExplained()
    {
        var optimizer = new Adam();
        Assert.Contains("Attach()", Assert.Throws<InvalidOperationException>(() => optimizer.Step(0, [], [])).Message, StringComparison.Ordinal);
        optimizer.Attach([3]);
        Assert.Throws<InvalidOperationException>(() => optimizer.Attach([3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Step(1, new float[3], new float[3]));
        Assert.Contains("attached with 3 floats", Assert.Throws<ArgumentException>(() => optimizer.Step(0, new float[3], new float[2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheGradientsMustLieApart()
    {
        var optimizer = new Adam();
        optimizer.Attach([3]);
        float[] memory = new float[6];
        Assert.Equal("gradients", Assert.Throws<ArgumentException>(() => optimizer.Step(0, memory.AsSpan(0, 3), memory.AsSpan(2, 3))).ParamName);
        optimizer.Step(0, memory.AsSpan(0, 3), memory.AsSpan(3, 3));
    }

    [Fact]
    public void TensorsOfAnotherNetworkAreRefusedAndStayAsTheyAre()
    {
        using var network = new LinearNetwork();
        using var other = Store.Create();
        using var context = network.CreateTrainingContext(1);
        float[] before = Store.Snapshot(other);
        var optimizer = new Sgd(1) { ClipNorm = 1 };
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(network.Parameters, context.Gradients));
        optimizer.Attach(network.Parameters);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => optimizer.Step(other.Parameters, context.Gradients)).ParamName);
        Assert.Equal("gradients", Assert.Throws<ArgumentException>(() => optimizer.Step(network.Parameters, other.Parameters)).ParamName);
        Assert.Equal("parameters", Assert.Throws<ArgumentNullException>(() => optimizer.Step(null!, context.Gradients)).ParamName);
        Assert.Equal("gradients", Assert.Throws<ArgumentNullException>(() => optimizer.Step(network.Parameters, null!)).ParamName);
        Assert.Equal(before, Store.Snapshot(other));
        optimizer.Step(network.Parameters, context.Gradients);
    }

    [Fact]
    public void SettingsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1, momentum: float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1, weightDecay: -1));
        Assert.Throws<ArgumentException>(() => new Sgd(1, nesterov: true));
        Assert.Throws<ArgumentException>(() => new Sgd(1, momentum: 0.9f, dampening: 0.1f, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(alpha: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(momentum: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1) { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1) { ClipNorm = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1) { ClipNorm = float.NaN });
    }

    /// <summary>Compares with a scalar definition in double precision, on lengths around every vector width.</summary>
    private static void AssertFollows(Optimizer optimizer, Func<Func<int, double, double, double>> definition)
    {
        int[] lengths = [0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 33];
        optimizer.Attach(lengths);
        var random = new Random(11);
        for (int tensor = 0; tensor < lengths.Length; tensor++)
        {
            float[] values = [.. Enumerable.Range(0, lengths[tensor]).Select(_ => random.NextSingle() - 0.5f)];
            double[] expected = Array.ConvertAll(values, value => (double)value);
            var updates = Array.ConvertAll(values, _ => definition());
            for (int step = 1; step <= 6; step++)
            {
                float[] gradients = Array.ConvertAll(values, _ => (random.NextSingle() - 0.5f) * (step == 3 ? 10 : 1));
                optimizer.Step(tensor, values, gradients);
                for (int i = 0; i < values.Length; i++)
                {
                    expected[i] = updates[i](step, expected[i], gradients[i]);
                    Assert.Equal(expected[i], values[i], 2e-6 * Math.Max(1, Math.Abs(expected[i])));
                }
            }
        }
    }

    private static Optimizer Create(JsonElement settings)
    {
        double Number(string name) => settings.GetProperty(name).GetDouble();
        double Beta(int index) => settings.GetProperty("betas")[index].GetDouble();
        bool Flag(string name) => settings.GetProperty(name).GetBoolean();
        float rate = (float)Number("lr");
        return settings.GetProperty("type").GetString() switch
        {
            "SGD" => new Sgd(rate, (float)Number("momentum"), (float)Number("dampening"), (float)Number("weight_decay"), Flag("nesterov")),
            "AdamW" => new AdamW(rate, Beta(0), Beta(1), Number("eps"), Number("weight_decay"), Flag("amsgrad")),
            _ => new Adam(rate, Beta(0), Beta(1), Number("eps"), Number("weight_decay"), Flag("amsgrad")),
        };
    }
}
