using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Emission;

/// <summary>What emitted code says about the examples of a network.</summary>
internal static class InputText
{
    /// <summary>The field that holds the format of examples that are not plain.</summary>
    public const string Format = "InputFormat";

    /// <summary>What the network declares about its examples.</summary>
    public static InputLayer Declared(NetworkModel network) => (InputLayer)network.Nodes[network.Inputs[0]].Layer;

    /// <summary>The C# types of the elements that the forward pass takes, the declared one first. Floats are for code that runs any network.</summary>
    public static IReadOnlyList<string> Elements(InputLayer input) => input.Element == ExampleElement.Byte ? ["byte", "float"] : ["float"];

    /// <summary>The declared elements, in the plural.</summary>
    public static string Plural(InputLayer input) => Elements(input)[0] + "s";

    /// <summary>Declares what becomes of the elements of an example; nothing when the network sees them as they come.</summary>
    public static void WriteFormat(SourceWriter writer, InputLayer input)
    {
        if (input.IsPlain)
        {
            return;
        }

        int[] channels = [.. Enumerable.Range(0, input.IsUniform ? 1 : input.Dimensions[0])];
        writer.Blank();
        writer.Line("// How examples lie, and the factors and summands of the channels: the network sees x·scale + shift of an element x.");
        writer.Line($"private static readonly ExampleFormat {Format} = new ExampleFormat({(input.IsInterleaved ? "true" : "false")}, {Floats(channels.Select(input.Scale))}, {Floats(channels.Select(input.Shift))});");
    }

    /// <summary>Documentation of a forward pass, the same on the network and on its contexts.</summary>
    public static void WriteForwardDocumentation(SourceWriter writer, InputLayer input, string element, FeatureShape output)
    {
        bool asDeclared = element == Elements(input)[0];
        string what = asDeclared ? string.Empty : " whose bytes are given as floats, for code that works with any network";
        string elements = asDeclared ? Plural(input) : "floats from 0 to 255";
        string order = input.Layout == ExampleLayout.Interleaved ? "interleaved" : "planar";
        writer.Line($"/// <summary>Runs the network on one or more examples{what}. Allocates nothing.</summary>");
        writer.Line($"/// <param name=\"input\">{input.ExampleShape} ({Length(input)} {elements}) for each example, {order}, examples back to back.</param>");
        writer.Line($"/// <param name=\"output\">{output} ({output.Length} floats) for each example.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">A length that does not fit, or spans that overlap.</exception>");
        writer.Line("/// <exception cref=\"InvalidOperationException\">Another thread is running this context.</exception>");
        writer.Line("/// <exception cref=\"ObjectDisposedException\">The network or the context has been disposed.</exception>");
    }

    private static string Length(InputLayer input) => Of(input.Dimensions.Aggregate((product, size) => product * size));

    private static string Floats(IEnumerable<double> numbers) => $"new float[] {{ {string.Join(", ", numbers.Select(SourceWriter.Literal))} }}";
}
