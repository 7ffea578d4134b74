namespace ConvGen.Runtime.Tests.Training;

/// <summary>What is not a number is never passed over.</summary>
public class NotANumberTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void APositionWithoutALargestChannelIsNotRight(int broken)
    {
        float[] outputs = [0, 2, 1];
        var loss = new CrossEntropyLoss();
        var layout = new FeatureLayout(3, 1);
        Assert.Equal((1, 1), loss.CountRight(outputs, [1], layout));
        outputs[broken] = float.NaN;
        foreach (float wanted in (float[])[0, 1, 2])
        {
            Assert.Equal((0, 1), loss.CountRight(outputs, [wanted], layout));
        }

        Assert.True(float.IsNaN(loss.Evaluate(outputs, [1], 1, layout, default)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ClippingABrokenGradientBreaksAll(float broken)
    {
        using WeightStore parameters = Store.Create(), gradients = Store.Create();
        foreach (NetworkParameter gradient in gradients.Parameters)
        {
            gradient.Edit().Fill(1e-3f);
        }

        gradients.Parameters["conv1.bias"].Edit()[1] = broken;
        var sgd = new Sgd(1) { ClipNorm = 1 };
        sgd.Attach(parameters.Parameters);
        float before = parameters.Parameters["fc1.weight"].Values[0];
        sgd.Step(parameters.Parameters, gradients.Parameters);

        // As torch's clip_grad_norm_: the factor is no number, or 0 and infinity times 0 is none.
        Assert.True(float.IsNaN(parameters.Parameters["conv1.bias"].Values[1]));
        float after = parameters.Parameters["fc1.weight"].Values[0];
        Assert.True(float.IsNaN(broken) ? float.IsNaN(after) : after == before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void OptimizersKeepIt(int index)
    {
        foreach (Optimizer optimizer in (Optimizer[])[new RmsProp(centered: true), new RmsProp(), new Adam(amsgrad: true), new AdamW(), new Sgd(1, 0.9f)])
        {
            optimizer.Attach([9]);
            float[] values = new float[9];
            float[] gradients = new float[9];
            gradients[index] = float.NaN;
            optimizer.Step(0, values, gradients);
            Assert.All(values, (value, i) => Assert.Equal(i == index, float.IsNaN(value)));

            // It does not heal by itself.
            values[index] = 0;
            gradients[index] = 0;
            optimizer.Step(0, values, gradients);
            Assert.True(float.IsNaN(values[index]), optimizer.GetType().Name);
        }
    }

    [Fact]
    public void ALossThatIsNoNumberFallsNoMore()
    {
        var plateau = new LossPlateau(2, 0.01);
        foreach (double loss in (double[])[1, 1, double.NaN])
        {
            plateau.Add(loss);
            Assert.False(plateau.IsReached);
        }

        plateau.Add(1);
        Assert.True(plateau.IsReached);
        plateau.Add(double.NaN);
        plateau.Add(double.NaN);
        Assert.True(plateau.IsReached);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void CodewordsAreOfNumbersOnly(float broken)
    {
        var thrown = Assert.Throws<ArgumentException>(() => KMeans.Fit([1, 2, broken, 4], 2, 1, 0));
        Assert.Equal("vectors", thrown.ParamName);
        Assert.StartsWith(FormattableString.Invariant($"Number 2 is {broken}; all must be finite."), thrown.Message, StringComparison.Ordinal);
        Assert.Equal("maps", Assert.Throws<ArgumentException>(() => KMeans.FitMaps([broken, 2, 3, 4], 2, 2, 1, 0)).ParamName);
    }
}
