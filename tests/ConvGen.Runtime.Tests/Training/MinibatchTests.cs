namespace ConvGen.Runtime.Tests.Training;

public class MinibatchTests
{
    [Fact]
    public void RowsFollowEachOther()
    {
        var data = new InMemoryDataset([1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 20, 30], 3);
        var batch = new Minibatch(3, 3, 1);
        batch.Add(data, 2);
        batch.Add(data, 0);
        Assert.Equal([7, 8, 9, 1, 2, 3], batch.Inputs.ToArray());
        Assert.Equal([30, 10], batch.Targets.ToArray());
        Assert.Equal([2, 0], batch.Rows.ToArray());
        batch.Clear();
        batch.Add(data, 1);
        Assert.Equal([4, 5, 6], batch.Inputs.ToArray());
        Assert.Equal([1], batch.Rows.ToArray());
    }

    [Fact]
    public void ThePartsOfAllRowsStandTogether()
    {
        var parts = new RowParts(3, [2, 1]);
        Assert.Equal(3, parts.RowLength);
        Assert.Equal([7, 8, 1, 2, 9, 3], parts.Of([7, 8, 9, 1, 2, 3]).ToArray());
        Assert.Equal([4, 5, 6], parts.Of([4, 5, 6]).ToArray());
        Assert.Equal([4, 5, 7, 8, 1, 2, 6, 9, 3], parts.Of([4, 5, 6, 7, 8, 9, 1, 2, 3]).ToArray());
        Assert.Equal([1, 2, 3, 4], new RowParts(2, [2]).Of([1, 2, 3, 4]).ToArray());
    }
}
