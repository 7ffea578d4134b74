using System.Text.Json;
using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Networks;
using ConvGen.Onnx;

namespace ConvGen.Benchmarks.Tests;

/// <summary>The program from its command line to its results.</summary>
public class CommandLineTests
{
    [Fact]
    public void MeasuresWhatIsAskedFor()
    {
        using var folder = new TemporaryFolder();
        string json = folder.File("results.json");
        Assert.Equal(0, Run($"networks layers training generator --net lenet5 --peer none --threads 1,2 --seconds 0.01 --json {json}"));
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(json));
        JsonElement[] rows = [.. results.RootElement.GetProperty("comparisons").EnumerateArray()];
        Assert.Equal(
            ["networks, 1", "networks, 2", "training, 1", "training, 2"],
            rows.Select(row => $"{row.GetProperty("mode")}, {row.GetProperty("threads")}"));
        Assert.All(rows, row =>
        {
            Assert.Equal("LeNet-5", row.GetProperty("network").GetString());
            double least = row.GetProperty("ours").GetProperty("minimum").GetDouble();
            Assert.InRange(least, 1e-7, 1);
            Assert.InRange(row.GetProperty("ours").GetProperty("median").GetDouble(), least, 1);
        });
    }

    /// <summary>Networks go to ONNX Runtime as files, and files come back as networks.</summary>
    [Theory]
    [InlineData("networks --net balldetector --peer ort")]
    [InlineData("onnx FILE")]
    public void ComparesWithOnnxRuntime(string arguments)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("ball.onnx"), json = folder.File("results.json");
        using BallDetector network = new();
        network.SaveOnnx(file);

        Assert.Equal(0, Run($"{arguments.Replace("FILE", file, StringComparison.Ordinal)} --threads 1,2 --seconds 0.01 --json {json}"));

        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(json));
        JsonElement[] rows = [.. results.RootElement.GetProperty("comparisons").EnumerateArray()];
        Assert.Equal([1, 2], rows.Select(row => row.GetProperty("threads").GetInt32()));
        Assert.All(rows, row =>
        {
            Assert.True(row.GetProperty("agreement").GetProperty("holds").GetBoolean());
            Assert.InRange(row.GetProperty("theirs").GetProperty("minimum").GetDouble(), 1e-7, 1);
            Assert.Equal(BallDetector.Info.Macs, row.GetProperty("macs").GetInt64());
        });
    }

    /// <summary>The neighbour ends, and the rows say whether it was there.</summary>
    [Fact]
    public void MeasuresBesideABusyNeighbour()
    {
        using var folder = new TemporaryFolder();
        string json = folder.File("results.json");
        Assert.Equal(0, Run($"busy --net balldetector --peer none --threads 2 --seconds 0.01 --json {json}"));
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(
            ["quiet", "busy"],
            results.RootElement.GetProperty("comparisons").EnumerateArray().Select(row => row.GetProperty("network").GetString()!.Split(", ")[^1]));
    }

    [Fact]
    public void FilesThatAreRefusedAreNoErrorOfTheProgram()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.onnx"), "no model");
        Assert.Equal(0, Run($"onnx {folder.File("text.onnx")} --seconds 0.01"));
    }

    [Theory]
    [InlineData("onnx missing.onnx")]
    [InlineData("onnx")]
    [InlineData("speed")]
    [InlineData("networks --net lenet6")]
    [InlineData("networks --threads 0")]
    [InlineData("networks --bits 64")]
    public void RefusesWhatItDoesNotKnow(string arguments) => Assert.NotEqual(0, Run(arguments));

    private static int Run(string arguments) => new BenchmarkCommand().Parse(arguments.Split(' ')).Invoke();
}
