using Xunit.Sdk;

namespace ConvGen.Generator.Tests.Snapshots;

/// <summary>The comparison with accepted texts, in a folder of its own.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("verifier");

    private string Received => Path.Combine(_folder.FullName, "Emitted.Text.received.cs");

    private string Verified => Path.Combine(_folder.FullName, "Emitted.Text.verified.cs");

    [Fact]
    public async Task EqualTextPassesAndClearsWhatAnEarlierRunLeft()
    {
        await File.WriteAllTextAsync(Verified, "one\r\ntwo\r\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Received, "stale", TestContext.Current.CancellationToken);
        await Verify("one\ntwo\n");
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public async Task DifferenceFailsAndIsShownAndKept()
    {
        await File.WriteAllTextAsync(Verified, "1\n2\n3\n4\n5\nold\n", TestContext.Current.CancellationToken);
        XunitException failure = await Assert.ThrowsAsync<XunitException>(() => Verify("1\n2\n3\n4\n5\nnew\n"));
        Assert.Equal("Emitted.Text.verified.cs (-) differs from what was received (+):\n  3\n  4\n  5\n- old\n+ new", failure.Message.TrimEnd());
        Assert.Equal("1\n2\n3\n4\n5\nnew\n", await File.ReadAllTextAsync(Received, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MissingTextFailsAndIsKept()
    {
        XunitException failure = await Assert.ThrowsAsync<XunitException>(() => Verify("text"));
        Assert.StartsWith("There is no Emitted.Text.verified.cs.", failure.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Received));
        Assert.False(File.Exists(Verified));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private Task Verify(string text) => Verifier.Verify(text, extension: "cs", Path.Combine(_folder.FullName, "Emitted.cs"), "Text");
}
