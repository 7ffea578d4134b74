using System.Diagnostics;
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

    [Theory]
    [InlineData("real.bin", "real.bin")]
    [InlineData("../away/real.bin", "../away/real.bin")]
    [InlineData("sub/../../away/real.bin", "../away/real.bin")]
    public void ALinkStaysAndWhatItLeadsToIsWritten(string link, string real)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["here", "here/sub", "away"])
        {
            Directory.CreateDirectory(folder.File(name));
        }

        string path = folder.File("here/net.bin");
        string target = Path.GetFullPath(Path.Combine(folder.Root, "here", real));
        File.CreateSymbolicLink(path, link);

        // It may not be there yet.
        foreach (byte value in (byte[])[1, 2])
        {
            AtomicFile.Write(path, stream => stream.WriteByte(value));
            Assert.Equal([value], File.ReadAllBytes(target));
            Assert.Null(new FileInfo(target).LinkTarget);
            Assert.Equal(link, new FileInfo(path).LinkTarget);
        }
    }

    [Fact]
    public void LinksLeadThroughOthersAndThroughDirectories()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("deep/real"));
        string target = folder.Write("deep/net.bin", [1]);
        Directory.CreateSymbolicLink(folder.File("short"), folder.File("deep/real"));
        File.CreateSymbolicLink(folder.File("deep/real/up"), "../net.bin"); // from where the link really is
        File.CreateSymbolicLink(folder.File("first"), "short/up");
        AtomicFile.Write(folder.File("first"), stream => stream.WriteByte(2));
        Assert.Equal([2], File.ReadAllBytes(target));
        AtomicFile.Write(folder.File("short/up"), stream => stream.WriteByte(3));
        Assert.Equal([3], File.ReadAllBytes(target));
        Assert.Empty(Directory.GetFiles(folder.Root, "*.tmp", SearchOption.AllDirectories));

        File.CreateSymbolicLink(folder.File("a"), "b");
        File.CreateSymbolicLink(folder.File("b"), "a");
        var thrown = Assert.Throws<IOException>(() => AtomicFile.Write(folder.File("a"), stream => stream.WriteByte(4)));
        Assert.Equal($"'{folder.File("a")}' is a symbolic link that leads through too many others.", thrown.Message);
    }

    [Fact]
    public void WhatIsNoFileIsRefusedAndStays()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("folder"));
        Refused(folder.File("folder"), "is a directory, not a file.");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices and pipes have other names there.");
        Refused("/dev/null", "is a device, a pipe or the like, not a file; Save(Stream) writes to what is open.");
        string pipe = folder.File("pipe");
        using (Process made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        Refused(pipe, "is a device, a pipe or the like");
        File.CreateSymbolicLink(folder.File("link"), "pipe");
        Refused(folder.File("link"), "is a device, a pipe or the like");
        File.CreateSymbolicLink(folder.File("null"), "/dev/null");
        Refused(folder.File("null"), "is a device, a pipe or the like");
        Assert.Equal(["folder", "link", "null", "pipe"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName).Order());

        static void Refused(string path, string why)
        {
            bool written = false;
            var thrown = Assert.Throws<IOException>(() => AtomicFile.Write(path, _ => written = true));
            Assert.StartsWith($"'{path}' {why}", thrown.Message, StringComparison.Ordinal);
            Assert.False(written);
        }
    }

    [Fact]
    public void PermissionsStayAndAReadOnlyFileIsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are others there.");
            return;
        }

        using var folder = new TemporaryFolder();
        string path = folder.Write("net.bin", [1]);
        foreach (UnixFileMode mode in (UnixFileMode[])
            [UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherRead])
        {
            File.SetUnixFileMode(path, mode);
            AtomicFile.Write(path, stream => stream.WriteByte(2));
            Assert.Equal(mode, File.GetUnixFileMode(path));
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        var thrown = Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(path, stream => stream.WriteByte(3)));
        Assert.Equal($"'{path}' is read-only.", thrown.Message);
        Assert.Equal([2], File.ReadAllBytes(path));
    }

    [Fact]
    public void FailuresNameThePathThatWasGiven()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("nowhere/net.bin");
        var missing = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, stream => stream.WriteByte(1)));
        Assert.Contains(path, missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", missing.ToString(), StringComparison.Ordinal);
        string file = folder.Write("file", [1]);
        var below = Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Path.Combine(file, "net.bin"), stream => stream.WriteByte(1)));
        Assert.DoesNotContain(".tmp", below.ToString(), StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(file));
    }

    [Fact]
    public void NamesMayBeAsLongAsTheFileSystemTakes()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(new string('n', 255));
        AtomicFile.Write(path, stream => stream.WriteByte(1));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void NetworkDisposedWhileSavingLeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("net.safetensors", [1, 2, 3]);
        var store = Store.Create();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => WeightFile.Save(store, path));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }
}
