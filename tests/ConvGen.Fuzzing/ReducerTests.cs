using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Reducing;

namespace ConvGen.Fuzzing;

/// <summary>What fails becomes as small as it can be.</summary>
public class ReducerTests
{
    [Fact]
    public void NothingIsLeftThatIsNotToBlame()
    {
        Declaration declaration = DeclarationReader.Read("""
            [Block]
            [Tanh]
            [Relu]
            public class NetB;

            [Input(3, 16, 17, Name = "image")]
            [Conv(8, k: 3, p: 1, Name = "first")]
            [BatchNorm]
            [Use<NetB>(Repeat = 2)]
            [Conv(8, k: 3, p: 1, Groups = 4, PadMode = PadMode.Reflect)]
            [Add("first")]
            [MaxPool(k: 2, s: 1)]
            [Trainable]
            public partial class Net;
            """);

        // Only a convolution that continues a map of more than four rows by more than zeros.
        Declaration smallest = Reducer.Reduce(declaration, mustBeUnderstood: true, candidates => [.. candidates.Select(Fails)]);

        Assert.Equal(
            """
            [Input(1, 5)]
            [Conv(k: 1, PadMode = PadMode.Reflect)]
            public partial class Net;

            """.ReplaceLineEndings("\n"),
            smallest.ToString());

        static bool Fails(Declaration declaration) =>
            declaration.Layers[0].Arguments[1].Value is > 4 && declaration.Layers.Any(layer => layer.Kind == "Conv" && layer.Get("PadMode") is PadMode.Reflect);
    }
}
