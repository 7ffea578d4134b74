using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Weights;

public class AtomicFileTests
{
    [Fact]
    public void FailureInTheMiddleLeavesTheOldFileAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("net.safetensors", [1, 2, 3]);
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            stream.Flush();
            Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
            throw new IOException("the disk is full");
        }));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void FailureToRenameLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("taken");
        Directory.CreateDirectory(Path.Combine(path, "inside"));
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, stream => stream.WriteByte(1)));
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void NewFileTakesThePlaceOfTheOld()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("net.safetensors", [1, 2, 3]);
        AtomicFile.Write(path, stream => stream.WriteByte(4));
        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void NetworkDisposedWhileSavingLeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("net.safetensors", [1, 2, 3]);
        var store = Store.Create();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Save(path));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }
}
