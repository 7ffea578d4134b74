namespace ConvGen.Runtime.Tests.Training.Monitoring;

public class TrainingMonitorTests
{
    private static readonly float[] Inputs = [1, 2, -1, 1];
    private static readonly float[] Targets = [0, 2];

    [Fact]
    public void WeightsAndGradientsAreThoseOfTheStep()
    {
        using var network = new LinearNetwork();
        network.Parameters["fc1.weight"].Set([3, 0, 0, 2, 0, 0]);
        var monitor = new TrainingMonitor(every: 3);
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0.1f), Loss.CrossEntropy, 2) { Monitor = monitor };
        Assert.Equal(0, monitor.Step);
        session.Step(Inputs, Targets);
        Assert.Equal(1, monitor.Step);
        var weight = Assert.Single(monitor.Weights.ToArray());
        Assert.Equal("fc1.weight", weight.Name);
        Assert.Equal(3, weight.LargestSingularValue, 1e-9);
        Assert.Equal(2, weight.SmallestSingularValue, 1e-9);
        Assert.Equal(1.5, weight.Condition, 1e-9);
        Assert.Empty(monitor.Rectifiers.ToArray());

        using var context = network.CreateTrainingContext(2);
        network.Parameters["fc1.weight"].Set([3, 0, 0, 2, 0, 0]);
        network.Parameters["fc1.bias"].Set([0, 0, 0]);
        context.Forward(Inputs, logits: true);
        float[] slopes = new float[6];
        Loss.CrossEntropy.Evaluate(context.Output, Targets, 2, new FeatureLayout(3, 1), slopes);
        context.Backward(slopes);
        Assert.Equal(["fc1.weight", "fc1.bias"], monitor.Gradients.ToArray().Select(gradient => gradient.Name));
        double square = 0;
        foreach (var gradient in monitor.Gradients)
        {
            double expected = context.Gradients[gradient.Name].Values.ToArray().Sum(value => (double)value * value);
            Assert.Equal(Math.Sqrt(expected), gradient.Norm, 1e-6);
            square += expected;
        }

        Assert.Equal(Math.Sqrt(square), monitor.GradientNorm, 1e-6);

        // Every third step is looked at.
        session.Step(Inputs, Targets);
        session.Step(Inputs, Targets);
        Assert.Equal(1, monitor.Step);
        session.Step(Inputs, Targets);
        Assert.Equal(4, monitor.Step);
        Assert.NotEqual(3, monitor.Weights[0].LargestSingularValue, 1e-3);
    }

    [Fact]
    public void NormsAreThoseBeforeClipping()
    {
        using var network = new LinearNetwork();
        var monitor = new TrainingMonitor();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(0) { ClipNorm = 1e-3f }, Loss.CrossEntropy, 2) { Monitor = monitor };
        session.Step(Inputs, Targets);
        Assert.InRange(monitor.GradientNorm, 0.1, 10);
    }

    [Fact]
    public void PlateauIsSeenWhenTheLossStopsToFall()
    {
        var plateau = new LossPlateau(2, 0.1);
        double[] losses = [4, 2, 2, 2, 1.9, 1.8, 1, 1];
        bool[] reached = [false, false, false, false, false, true, true, false];
        for (int i = 0; i < losses.Length; i++)
        {
            plateau.Add(losses[i]);
            Assert.Equal(reached[i], plateau.IsReached);
        }

        Assert.Equal(1.85, plateau.EarlierLoss, 1e-12);
        Assert.Equal(1, plateau.RecentLoss, 1e-12);
        plateau.Add(double.NaN);
        plateau.Add(1);
        Assert.True(plateau.IsReached);
    }

    [Fact]
    public void SessionReportsItsPlateau()
    {
        using var network = new LinearNetwork();
        var monitor = new TrainingMonitor { PlateauWindow = 3, MinImprovement = 0.001 };
        using var still = new TrainingSession<LinearNetwork>(network, new Sgd(0), Loss.CrossEntropy, 2) { Monitor = monitor };
        for (int i = 0; i < 6; i++)
        {
            Assert.False(monitor.IsOnPlateau);
            still.Step(Inputs, Targets);
        }

        Assert.True(monitor.IsOnPlateau);
        Assert.Equal(monitor.EarlierLoss, monitor.RecentLoss);
    }

    [Fact]
    public void MonitorBelongsToOneSession()
    {
        using var network = new LinearNetwork();
        var monitor = new TrainingMonitor();
        using var session = new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2) { Monitor = monitor };
        Assert.Throws<InvalidOperationException>(() => new TrainingSession<LinearNetwork>(network, new Sgd(1), Loss.CrossEntropy, 2) { Monitor = monitor });
    }

    [Fact]
    public void SettingsAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingMonitor(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingMonitor { PlateauWindow = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingMonitor { MinImprovement = double.NaN });
    }
}
