using ConvGen.Model.Layers.Reshaping;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using ConvGen.Onnx.Tests.Running;

namespace ConvGen.Onnx.Tests;

/// <summary>What ONNX's changes of size compute, from the formulas of its specification.</summary>
public sealed class ResizeTests
{
    private static readonly float[] TwoRows = [1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>The corner of a map of 2.4 columns lies at column 1.4: 3/1.4 of the input's. It is a test of ONNX's own.</summary>
    [Fact]
    public void CornersAreAlignedToTheLengthBeforeItIsRounded()
    {
        ModelProto model = Resize([1, 1, 2, 4], opset: 19, ["x", "", "scales"], ("mode", "linear"), ("coordinate_transformation_mode", "align_corners"));
        model.Graph.Initializer.Add(Models.Tensor("scales", [4], [1, 1, 0.6f, 0.6f]));

        Check(model, TwoRows, [1, 3.142857f]);
    }

    /// <summary>PyTorch's half pixels read the first of the rows where one is left. The weights at half way are 19/32 and −3/32.</summary>
    [Fact]
    public void OneRowThatIsLeftIsTheFirst()
    {
        ModelProto model = Resize([1, 1, 2, 4], opset: 19, ["x", "", "", "sizes"], ("mode", "cubic"), ("coordinate_transformation_mode", "pytorch_half_pixel"));
        model.Graph.Initializer.Add(Sizes([1, 1, 1, 2]));

        Check(model, TwoRows, [1.40625f, 3.59375f]);
    }

    /// <summary>Columns 1 to 3 of five become five.</summary>
    [Fact]
    public void ARegionBetweenPositionsIsCutOut()
    {
        ModelProto model = Region([0, 0, 0, 0.25f, 1, 1, 1, 0.75f]);

        Check(model, [1, 2, 3, 5, 8], [2, 2.5f, 3, 4, 5]);
    }

    /// <summary>What would be beyond the region counts where its end lies between positions.</summary>
    [Fact]
    public void ARegionThatEndsBetweenPositionsIsRefused()
    {
        OnnxImportException refused =
            Assert.Throws<OnnxImportException>(() => Models.Import(Region([0, 0, 0, 0.3f, 1, 1, 1, 0.75f])));

        Assert.Equal(ProblemCodes.Setting, Assert.Single(refused.Problems).Code);
    }

    /// <summary>⌊(o + ½)·5/3⌋.</summary>
    [Fact]
    public void HalfPixelsOfTheNearestAreCellsOfTheInput()
    {
        ModelProto model = Resize(
            [1, 1, 1, 5], opset: 11, ["x", "none", "none", "sizes"], ("nearest_mode", "floor"), ("coordinate_transformation_mode", "tf_half_pixel_for_nn"));
        model.Graph.Initializer.AddRange([Sizes([1, 1, 1, 3]), Models.Tensor("none", [0], [])]);

        Check(model, [1, 2, 3, 4, 5], [1, 3, 5]);
    }

    /// <summary>Antialiasing changes nothing where a map becomes larger.</summary>
    [Fact]
    public void SettingsWithoutEffectAreLeftOut()
    {
        ModelProto model = Resize([1, 1, 2, 4], opset: 19, ["x", "", "", "sizes"], ("mode", "linear"));
        model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "antialias", I = 1, Type = AttributeProto.Types.AttributeType.Int });
        model.Graph.Initializer.Add(Sizes([1, 1, 4, 4]));

        ImportedNetwork network = Models.Import(model);

        Assert.Equal(new UpsampleLayer([], new(4, 4), Model.Layers.Reshaping.UpsampleMode.Bilinear), network.Declaration.Layers[1].Layer);
    }

    private static ModelProto Region(float[] region)
    {
        ModelProto model = Resize([1, 1, 1, 5], opset: 13, ["x", "roi", "", "sizes"], ("mode", "linear"), ("coordinate_transformation_mode", "tf_crop_and_resize"));
        model.Graph.Initializer.AddRange([Models.Tensor("roi", [8], region), Sizes([1, 1, 1, 5])]);
        return model;
    }

    private static ModelProto Resize(int[] shape, int opset, string[] inputs, params (string Name, string Value)[] settings)
    {
        NodeProto node = Models.Node("Resize", "y", inputs);
        foreach ((string name, string value) in settings)
        {
            node.Attribute.Add(new AttributeProto
            {
                Name = name,
                S = Google.Protobuf.ByteString.CopyFromUtf8(value),
                Type = AttributeProto.Types.AttributeType.String,
            });
        }

        return Models.Model(Models.Of(node, shape).Graph, opset);
    }

    private static TensorProto Sizes(long[] sizes) => new()
    {
        Name = "sizes",
        Dims = { sizes.Length },
        DataType = (int)TensorProto.Types.DataType.Int64,
        Int64Data = { sizes },
    };

    private static void Check(ModelProto model, float[] input, float[] expected)
    {
        using CompiledNetwork network = CompiledNetwork.Compile(Models.Import(model));
        float[] actual = Assert.Single(network.Run([input], new NetworkOptions()));
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }
}
