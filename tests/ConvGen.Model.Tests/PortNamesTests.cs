using ConvGen.Model.Members;

namespace ConvGen.Model.Tests;

/// <summary>What inputs and outputs are called in code.</summary>
public class PortNamesTests
{
    [Theory]
    [InlineData("image", "image", "Image")]
    [InlineData("map.one", "mapOne", "MapOne")]
    [InlineData("map_one", "mapOne", "MapOne")]
    [InlineData("Left-eye image", "leftEyeImage", "LeftEyeImage")]
    [InlineData("leftEye", "leftEye", "LeftEye")]
    [InlineData("layer1.0.conv2", "layer1_0Conv2", "Layer1_0Conv2")]
    [InlineData("layer10.conv2", "layer10Conv2", "Layer10Conv2")]
    [InlineData("_hidden_", "hidden", "Hidden")]
    [InlineData("1.a", "_1A", "_1A")]
    [InlineData("..", "_", "_")]
    [InlineData("über.größe", "überGröße", "ÜberGröße")]
    public void NamesFollowThoseOfTheFramework(string name, string parameter, string prefix)
    {
        Assert.Equal(parameter, PortNames.Parameter(name));
        Assert.Equal(prefix, PortNames.Prefix(name));
    }

    [Theory]
    [InlineData("map.one")]
    [InlineData("layer1.0.conv2")]
    [InlineData("1.a")]
    [InlineData("..")]
    public void ANameInCodeIsItsOwnName(string name)
    {
        Assert.Equal(PortNames.Parameter(name), PortNames.Parameter(PortNames.Parameter(name)));
        Assert.Equal(PortNames.Prefix(name), PortNames.Prefix(PortNames.Parameter(name)));
    }
}
