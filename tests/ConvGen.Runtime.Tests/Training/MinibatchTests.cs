namespace ConvGen.Runtime.Tests.Training;

public class MinibatchTests
{
    [Fact]
    public void ExamplesOfOneInputFollowThoseOfAnother()
    {
        var data = new InMemoryDataset([1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 20, 30], 3);
        var batch = new Minibatch(3, [2, 1], [1]);
        batch.Begin(2);
        batch.Add(data, 2);
        batch.Add(data, 0);
        Assert.Equal([7, 8, 1, 2, 9, 3], batch.Inputs.ToArray());
        Assert.Equal([30, 10], batch.Targets.ToArray());
        batch.Begin(1);
        batch.Add(data, 1);
        Assert.Equal([4, 5, 6], batch.Inputs.ToArray());
        Assert.Equal(1, batch.Count);
    }
}
