using System.Collections.Immutable;
using System.Globalization;
using ConvGen.CodeFixes;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Tests;

/// <summary>CG0024: names of layers in other libraries.</summary>
public class ForeignNameTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "Conv2d", "Conv" },
        { "Conv1D", "Conv" },
        { "Conv3dAttribute", "Conv" },
        { "conv", "Conv" },
        { "Linear", "Dense" },
        { "ReLU", "Relu" },
        { "ReLU6", "Relu6" },
        { "LeakyReLU", "LeakyRelu" },
        { "PReLU", "PRelu" },
        { "GELU", "Gelu" },
        { "SiLU", "Silu" },
        { "Swish", "Silu" },
        { "Hardswish", "HardSwish" },
        { "Softmax2d", "Softmax" },
        { "BatchNorm2d", "BatchNorm" },
        { "BatchNormalization", "BatchNorm" },
        { "InstanceNorm3d", "InstanceNorm" },
        { "MaxPool2d", "MaxPool" },
        { "MaxPooling2D", "MaxPool" },
        { "AveragePooling2D", "AvgPool" },
        { "AdaptiveAvgPool2d", "AdaptiveAvgPool" },
        { "GlobalAveragePooling2D", "GlobalAvgPool" },
        { "Conv2DTranspose", "ConvTranspose" },
        { "ConvTranspose2d", "ConvTranspose" },
        { "DepthwiseConv2D", "DepthwiseConv" },
        { "ZeroPad2d", "Pad" },
        { "ReflectionPad1d", "Pad" },
        { "UpSampling2D", "Upsample" },
        { "Concatenate", "Concat" },
        { "Dropout2d", "Dropout" },
        { "max_pool2d", "MaxPool" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task NameOfAnotherLibraryIsTold(string foreign, string own)
    {
        MarkedSource marked = MarkedSource.Parse($"using ConvGen;\n[Input(3, 8, 8)]\n[[|{foreign}|](4)] // Kept.\npartial class Net;\n");
        Diagnostic found = Assert.Single(await AnalyzeAsync(marked.Text));
        Assert.Equal("CG0024", found.Id);
        Assert.Equal($"There is no attribute '{foreign}'; ConvGen's is '{own}'", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(Assert.Single(marked.Spans), found.Location.SourceSpan);
        Assert.Equal(
            $"using ConvGen;\n[Input(3, 8, 8)]\n[{own}(4)] // Kept.\npartial class Net;\n",
            await FixedSource.ApplyAsync(new RenameAttributeFix(), marked.Text, $"Change to '{own}'", new ForeignNameAnalyzer()));

        // Without the layer that is meant nothing sensible can be said of the others.
        Assert.Empty(await Compiled.AnalyzeAsync(Compiled.Compile(marked.Text), DiagnosticSeverity.Hidden));
    }

    [Theory]
    [InlineData("[ConvGen.Input(3, 8, 8), [|Conv2d|](4)] partial class Net;")]
    [InlineData("[ConvGen.Input(3, 8, 8), ConvGen.[|Conv2d|](4)] partial class Net;")]
    [InlineData("using ConvGen;\n[[|Conv2d|](4)] class Net;")]
    [InlineData("namespace A { using ConvGen; [[|Linear|](4)] class Net; }")]
    public async Task ClassOrFileHasToDoWithNetworks(string source)
    {
        MarkedSource marked = MarkedSource.Parse(source);
        Assert.Equal(Assert.Single(marked.Spans), Assert.Single(await AnalyzeAsync(marked.Text)).Location.SourceSpan);
    }

    [Theory]
    [InlineData("[Conv2d(4)] class Net;")]
    [InlineData("using ConvGen;\n[Unknown(4), Input(3)] class Net;")]
    [InlineData("using ConvGen;\n[Input(3), Linear] class Net; class LinearAttribute : System.Attribute;")]
    [InlineData("using ConvGen;\nclass Net { [ReLU] int x; }")]
    [InlineData("using ConvGen;\n[Input(3), Conv(nothing)] class Net;")]
    public async Task OtherAttributesAreLeftAlone(string source) => Assert.Empty(await AnalyzeAsync(source));

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source) => Compiled.AnalyzeAsync(Compiled.Compile(source), analyzer: new ForeignNameAnalyzer());
}
