namespace ConvGen.Runtime.Tests.Training;

public class LearningRateScheduleTests
{
    [Fact]
    public void OneCycleAndPolynomialAreThoseOfPyTorch()
    {
        // The rates of torch 1.13's OneCycleLR and PolynomialLR for a rate of 1.
        AssertFactors(
            LearningRateSchedule.OneCycle(10),
            0.04, 0.52, 1, 0.9504846320, 0.8117456540, 0.6112620219, 0.3887419781, 0.1882583460, 0.0495193680, 4e-6, 4e-6);
        AssertFactors(
            LearningRateSchedule.OneCycle(7, rise: 0.5, start: 10, end: 100),
            0.1, 0.4109423525, 0.9140576475, 0.9505339495, 0.6116492065, 0.1890668440, 0.001);
        AssertFactors(LearningRateSchedule.Polynomial(5, 2), 1, 0.64, 0.36, 0.16, 0.04, 0, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(9, rise: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.OneCycle(9, start: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Polynomial(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Polynomial(3, 0));

        static void AssertFactors(LearningRateSchedule schedule, params double[] expected) =>
            Assert.All(expected.Select((factor, time) => (factor, time)), pair => Assert.Equal(pair.factor, schedule.At(pair.time), 1e-9));
    }

    [Fact]
    public void ConstantIsOne() => AssertFactors(LearningRateSchedule.Constant, [1, 1, 1]);

    [Fact]
    public void StepMultipliesAfterEachPeriod() => AssertFactors(LearningRateSchedule.Step(2, 0.5), [1, 1, 0.5, 0.5, 0.25, 0.25, 0.125]);

    [Fact]
    public void CosineFallsAndStays() =>
        AssertFactors(LearningRateSchedule.Cosine(4), [1, (2 + Math.Sqrt(2)) / 4, 0.5, (2 - Math.Sqrt(2)) / 4, 0, 0, 0]);

    [Fact]
    public void CosineEndsWhereItIsTold() => AssertFactors(LearningRateSchedule.Cosine(2, 0.2), [1, 0.6, 0.2, 0.2]);

    [Fact]
    public void WarmUpRisesAndHandsOver() => AssertFactors(
        LearningRateSchedule.WarmUp(3, LearningRateSchedule.Step(1, 0.5)), [0.25, 0.5, 0.75, 1, 0.5, 0.25]);

    [Fact]
    public void WarmUpsMayFollowEachOther() =>
        AssertFactors(LearningRateSchedule.WarmUp(1, LearningRateSchedule.WarmUp(1)), [0.25, 0.5, 1, 1]);

    [Fact]
    public void SettingsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.WarmUp(-1));
    }

    [Fact]
    public void SessionFollowsStepsOrEpochs()
    {
        using var network = new LinearNetwork();
        Assert.Equal([0.5f, 0.25f, 0.125f, 0.0625f], Rates(network, ScheduleUnit.Step));
        Assert.Equal([0.5f, 0.5f, 0.25f, 0.25f], Rates(network, ScheduleUnit.Epoch));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates(network, (ScheduleUnit)5));
    }

    /// <summary>The rates of two epochs of two steps.</summary>
    private static float[] Rates(LinearNetwork network, ScheduleUnit unit)
    {
        var optimizer = new Sgd(0.5f);
        using var session = new TrainingSession<LinearNetwork>(network, optimizer, Loss.CrossEntropy, 1)
        {
            Schedule = LearningRateSchedule.Step(1, 0.5),
            ScheduleUnit = unit,
        };
        var recorder = new Recorder(optimizer);
        Assert.Equal(2, session.EnumerateEpochs(new InMemoryDataset(new float[4], new float[2], 2), null, 2, progress: recorder).Count());
        Assert.Equal((4, 2), (session.Steps, session.Epochs));
        return [.. recorder.Rates];
    }

    private static void AssertFactors(LearningRateSchedule schedule, double[] expected)
    {
        for (int time = 0; time < expected.Length; time++)
        {
            Assert.Equal(expected[time], schedule.At(time), 1e-12);
        }
    }

    private sealed class Recorder(Optimizer optimizer) : IProgress<TrainingProgress>
    {
        public List<float> Rates { get; } = [];

        public void Report(TrainingProgress value) => Rates.Add(optimizer.LearningRate);
    }
}
