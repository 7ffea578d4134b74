using ConvGen.Model.Layers;
using ConvGen.Model.Reading;
using ConvGen.Onnx.Exporting;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests.Exporting;

/// <summary>What ONNX Runtime computes from an exported network is what the network computes.</summary>
public sealed class ExportTests(ExportFixture fixture) : IClassFixture<ExportFixture>
{
    /// <summary>Every kind of layer with each of its cases.</summary>
    public static TheoryData<string> Classes => new(ExportCases.Networks.SelectMany(
        kind => kind.Value.Select((_, i) => ExportFixture.ClassName(kind.Key, i))));

    [Theory]
    [MemberData(nameof(Classes))]
    public void ResultsAreEqual(string className)
    {
        using INetwork network = fixture.Create(className);
        using MemoryStream model = new();
        network.SaveOnnx(model);
        Comparison.AssertEqual(network, model.ToArray());
    }

    /// <summary>A new kind of layer needs an exporter and a case, or a reason.</summary>
    [Fact]
    public void EveryLayerHasACaseOrNoCounterpart() => Assert.Equal(
        LayerReaders.Names.Order(), ExportCases.Networks.Keys.Concat(ExportCases.WithoutCounterpart.Keys).Order());
}
