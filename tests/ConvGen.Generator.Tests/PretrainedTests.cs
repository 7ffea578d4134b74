using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests;

/// <summary>The constructor of a network with <c>[Pretrained]</c> reads its weights.</summary>
public class PretrainedTests
{
    [Fact]
    public void ConstructorReadsTheFile()
    {
        GeneratedProject project = UserProject.Current.Generate("""
            using ConvGen;
            [Input(3, 8, 8), Conv(4, k: 3), Pretrained("a \"name\".safetensors")]
            public sealed partial class Net;
            """);
        Assert.Empty(project.Complaints(TestContext.Current.CancellationToken));
        string members = project.TextOf("Net.g.cs");
        Assert.Contains(
            """LoadPretrained(ConvGenCode.CreateWeights(options, initialize: false), typeof(global::Net).Assembly, "a \"name\".safetensors"))""",
            members,
            StringComparison.Ordinal);
        Assert.DoesNotContain("initialize: true", members, StringComparison.Ordinal);
    }
}
