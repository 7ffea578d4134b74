namespace ConvGen.Runtime.Tests.Data;

public class InMemoryDatasetTests
{
    [Fact]
    public void ExamplesAreReadByNumber()
    {
        var data = new InMemoryDataset([1, 2, 3, 4, 5, 6], [7, 8, 9, 10], exampleLength: 3, targetLength: 2);
        float[] example = new float[3];
        float[] target = new float[2];
        data.Read(1, example, target);
        Assert.Equal([4, 5, 6], example);
        Assert.Equal([9, 10], target);
        Assert.Equal((2, 3, 2), (data.Count, data.ExampleLength, data.TargetLength));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(2, example, target));
    }

    [Fact]
    public void LengthsMustFit()
    {
        Assert.Equal("examples", Assert.Throws<ArgumentException>(() => new InMemoryDataset(new float[5], new float[2], 3)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => new InMemoryDataset(new float[6], new float[3], 3)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryDataset([], [], 0));
    }
}
