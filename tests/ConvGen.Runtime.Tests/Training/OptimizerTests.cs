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
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0, true)]
    public void AdamFollowsItsDefinition(double decay, bool amsgrad) => AssertFollows(
        new Adam(0.01f, 0.8, 0.9, 1e-6, decay, amsgrad),
        () =>
        {
            double mean = 0;
            double square = 0;
            double largest = 0;
            return (step, value, gradient) =>
            {
                gradient += decay * value;
                mean = 0.8 * mean + 0.2 * gradient;
                square = 0.9 * square + 0.1 * gradient * gradient;
                largest = amsgrad ? Math.Max(largest, square) : square;
                double divisor = Math.Sqrt(largest) / Math.Sqrt(1 - Math.Pow(0.9, step)) + 1e-6;
                return value - 0.01 / (1 - Math.Pow(0.8, step)) * mean / divisor;
            };
        });

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
        Optimizer[] optimizers = [new Sgd(0.1f), new Sgd(0.1f, 0.9f), new Adam(), new Adam(amsgrad: true)];
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
        float rate = (float)Number("lr");
        return settings.GetProperty("type").GetString() == "SGD"
            ? new Sgd(
                rate,
                (float)Number("momentum"),
                (float)Number("dampening"),
                (float)Number("weight_decay"),
                settings.GetProperty("nesterov").GetBoolean())
            : new Adam(
                rate,
                settings.GetProperty("betas")[0].GetDouble(),
                settings.GetProperty("betas")[1].GetDouble(),
                Number("eps"),
                Number("weight_decay"),
                settings.GetProperty("amsgrad").GetBoolean());
    }
}
