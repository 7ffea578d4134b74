using ConvGen.Fuzzing.Drawing;
using ConvGen.Model;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Tests;

namespace ConvGen.Fuzzing;

/// <summary>Random networks, written as attributes and read back, are what they were: the writer is the inverse of the reader.</summary>
public class WriterTests
{
    private const int Networks = 1000;

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        string[] sources =
        [
            .. Enumerable.Range(0, Networks).Select(seed => $"namespace D{seed:0000};\nusing ConvGen;\n{NetworkDrawer.Draw(seed).Text("Net")}"),
        ];
        IReadOnlyList<NetworkDeclaration> drawn = DeclaredNetworks.Read(sources);
        Assert.Equal(Networks, drawn.Count);
        string[] written = [.. drawn.Select(network => DeclarationWriter.Write(network))];
        IReadOnlyList<NetworkDeclaration> read = DeclaredNetworks.Read(written);
        Assert.Equal(Networks, read.Count);
        for (int i = 0; i < Networks; i++)
        {
            Assert.True(drawn[i] == read[i], $"{sources[i]}\nbecame\n{written[i]}");
        }
    }
}
