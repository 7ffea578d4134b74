namespace ConvGen.Runtime.Tests.Training;

public class MetricTests
{
    // Three classes at two positions of four results; scikit-learn's numbers for the same labels are in the tests.
    private static readonly FeatureLayout Layout = new(3, 2);
    private static readonly float[] Targets = [0, 1, 2, 2, 1, 1, 0, 2];
    private static readonly int[] Predicted = [0, 2, 2, 1, 1, 0, 0, 2];

    [Fact]
    public void ScoresAreThoseOfScikitLearn()
    {
        // precision_score, recall_score, f1_score and jaccard_score with average="macro".
        Assert.Equal(0.6111111, Of(new PrecisionMetric()), 1e-6);
        Assert.Equal(0.6666667, Of(new RecallMetric()), 1e-6);
        Assert.Equal(0.6222222, Of(new F1Metric()), 1e-6);
        Assert.Equal((2 / 3.0 + 1 / 4.0 + 2 / 4.0) / 3, Of(new IntersectionOverUnionMetric()), 1e-6);
        Assert.Equal(0.625, Of(new ConfusionMatrix()), 1e-6);
    }

    [Fact]
    public void TheMatrixCountsWhatIsTakenForWhat()
    {
        var matrix = new ConfusionMatrix();
        Of(matrix);
        int[,] expected = { { 2, 0, 0 }, { 1, 1, 1 }, { 0, 1, 2 } };
        for (int i = 0; i < 9; i++)
            Assert.Equal(expected[i / 3, i % 3], matrix[i / 3, i % 3]);
        Assert.Equal(8, matrix.Total);
        Assert.Equal(2 / 3.0, matrix.Precision(0), 1e-9);
        Assert.Equal(1 / 3.0, matrix.Recall(1), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[3, 0]);
        matrix.Reset();
        Assert.Equal(0, matrix.Total);
        Assert.Equal(double.NaN, matrix.Value);
    }

    [Fact]
    public void IgnoredLabelsAndClassesThatDoNotOccurDoNotCount()
    {
        var matrix = new F1Metric(ignoredLabel: 1);
        Of(matrix);
        Assert.Equal(5, matrix.Total);

        // f1_score of [0, 2, 2, 0, 2] against [0, 2, 1, 0, 2]: 1, 0 and 0.8.
        Assert.Equal(0.6, matrix.Value, 1e-9);
        var two = new IntersectionOverUnionMetric();
        two.Add([1, 0, 0, 0, 1, 0], [0, 1], new FeatureLayout(3, 1));
        Assert.Equal(1, two.Value);
    }

    [Fact]
    public void ASingleChannelMeansYesAboveTheThreshold()
    {
        float[] logits = [-1, 2, 0.5f, -3, float.NaN], targets = [0, 1, 0, 1, 1];
        var matrix = new ConfusionMatrix();
        matrix.Add(logits, targets, new FeatureLayout(1, 5));
        Assert.Equal((1, 1, 1, 1, 5), (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1], matrix.Total));
        Assert.Equal(0.5, matrix.Precision(1));
        Assert.Equal(1 / 3.0, matrix.Recall(1), 1e-9);
        var probabilities = new ConfusionMatrix(threshold: 0.6f);
        probabilities.Add([0.5f, 0.7f], [1, 1], new FeatureLayout(1, 2));
        Assert.Equal((1, 1), (probabilities[1, 0], probabilities[1, 1]));
    }

    [Fact]
    public void TopKCountsEqualChannelsInTheirOrder()
    {
        var layout = new FeatureLayout(4, 1);
        float[] outputs = [0.1f, 0.4f, 0.2f, 0.3f, 5, 5, 5, 5, 1, 2, float.NaN, 4];
        Assert.Equal([1 / 3.0, 2 / 3.0, 2 / 3.0], Enumerable.Range(1, 3).Select(k =>
        {
            var metric = new TopKAccuracy(k);
            metric.Add(outputs, [1, 1, 3], layout);
            return metric.Value;
        }));
        var ignoring = new TopKAccuracy(1, ignoredLabel: -1);
        ignoring.Add(outputs[..4], [-1], layout);
        Assert.Equal(double.NaN, ignoring.Value);
    }

    [Fact]
    public void TheMeanAbsoluteErrorIsOverAllValues()
    {
        var metric = new MeanAbsoluteErrorMetric();
        metric.Add([1, 2, 3], [2, 2, 1], new FeatureLayout(3, 1));
        metric.Add([5, 5, 5], [5, 5, 2], new FeatureLayout(3, 1));
        Assert.Equal(1, metric.Value);
        Assert.False(metric.HigherIsBetter);
    }

    [Fact]
    public void AMetricThatCannotJudgeIsRefused()
    {
        using var classes = new LinearNetwork();
        using var session = new TrainingSession<LinearNetwork>(classes, new Sgd(1), Loss.CrossEntropy, 2);
        var data = new InMemoryDataset([1, 2], [0], 2);
        Assert.StartsWith("The mean absolute error is of values", Refused(new MeanAbsoluteErrorMetric()), StringComparison.Ordinal);
        Assert.StartsWith("The top-4 accuracy needs at least 4 classes; the results have 3.", Refused(new TopKAccuracy(4)), StringComparison.Ordinal);
        Assert.StartsWith("The F1 needs an Output with a loss, one of 'output'.", Refused(new F1Metric { Output = "mask" }), StringComparison.Ordinal);
        using var values = new LinearNetwork(softmax: false);
        using var regression = new TrainingSession<LinearNetwork>(values, new Sgd(1), Loss.MeanSquaredError, 2);
        var thrown = Assert.Throws<ArgumentException>(() => regression.Evaluate(new InMemoryDataset([1, 2], [1, 2, 3], 2, 3), [new F1Metric()]));
        Assert.StartsWith("The F1 is of classes: of a loss whose targets are classes, or of a single logit. This loss takes 3 values.", thrown.Message, StringComparison.Ordinal);

        string Refused(Metric metric) => Assert.Throws<ArgumentException>(() => session.Evaluate(data, [metric])).Message;
    }

    private static double Of(Metric metric)
    {
        float[] outputs = new float[Targets.Length * Layout.Channels];
        for (int i = 0; i < Targets.Length; i++)
            outputs[Layout.StartOf(i) + Predicted[i] * Layout.Positions] = 1;
        metric.Reset();
        metric.Add(outputs.AsSpan(0, 12), Targets.AsSpan(0, 4), Layout);
        metric.Add(outputs.AsSpan(12), Targets.AsSpan(4), Layout);
        return metric.Value;
    }
}
