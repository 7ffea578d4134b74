using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

/// <summary>New networks take their weights from a resource of their assembly, else from a file beside the program.</summary>
public class PretrainedTests
{
    [Fact]
    public void FileBesideTheProgramIsRead()
    {
        string name = $"{Guid.NewGuid():N}.safetensors";
        string path = Path.Combine(AppContext.BaseDirectory, name);
        using (WeightStore saved = Store.Create(options: new() { Seed = 5 }))
        {
            WeightFile.Save(saved, path);
        }

        try
        {
            using WeightStore expected = Store.Create(options: new() { Seed = 5 }), loaded = WeightFile.LoadPretrained(Store.Create(options: new() { Seed = 6 }), GetType().Assembly, name);
            Assert.Equal(expected.Parameters["conv1.weight"].Values.ToArray(), loaded.Parameters["conv1.weight"].Values.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void MissingFileIsNamed()
    {
        WeightStore store = Store.Create(options: new() { Seed = 1 });
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(
            () => WeightFile.LoadPretrained(store, GetType().Assembly, "missing.safetensors"));
        Assert.Contains("'missing.safetensors'", error.Message, StringComparison.Ordinal);
        Assert.Contains(GetType().Assembly.GetName().Name!, error.Message, StringComparison.Ordinal);
        Assert.Contains(AppContext.BaseDirectory, error.Message, StringComparison.Ordinal);

        // The parameters are disposed, because no network will do it.
        Assert.Throws<ObjectDisposedException>(() => WeightFile.Save(store, Stream.Null));
    }
}
