using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Emission;

/// <summary>What emitted code says about the examples of a network.</summary>
internal static class InputText
{
    /// <summary>
    /// The C# types of the elements that the forward passes take, for each input: the declared ones first. Floats for all are for code that runs
    /// any network.
    /// </summary>
    public static IReadOnlyList<string[]> Elements(IReadOnlyList<Port> inputs)
    {
        string[] floats = [.. inputs.Select(_ => "float")];
        return inputs.Any(i => i.TakesBytes) ? [[.. inputs.Select(i => i.TakesBytes ? "byte" : "float")], floats] : [floats];
    }

    /// <summary>Declares what becomes of the elements of an example; nothing when the network sees them as they come.</summary>
    public static void WriteFormat(SourceWriter writer, Port port)
    {
        if (port.Declared is not { IsPlain: false } input)
        {
            return;
        }

        int[] channels = [.. Enumerable.Range(0, input.IsUniform ? 1 : input.Dimensions[0])];
        writer.Blank();
        writer.Line("// How examples lie, and the factors and summands of the channels: the network sees x·scale + shift of an element x.");
        writer.Line($"private static readonly ExampleFormat {port.Format} = new ExampleFormat({(input.IsInterleaved ? "true" : "false")}, {Floats(channels.Select(input.Scale))}, {Floats(channels.Select(input.Shift))});");
    }

    /// <summary>The parameters of a forward pass.</summary>
    public static string Parameters(IReadOnlyList<Port> inputs, IReadOnlyList<string> elements, IReadOnlyList<Port> outputs) => string.Join(
        ", ",
        inputs.Zip(elements, (port, element) => $"ReadOnlySpan<{element}> {port.Parameter}").Concat(outputs.Select(port => $"Span<float> {port.Parameter}")));

    /// <summary>The arguments that hand a forward pass's parameters on.</summary>
    public static string Arguments(IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) => string.Join(", ", inputs.Concat(outputs).Select(port => port.Parameter));

    /// <summary>Documentation of a forward pass, the same on the network and on its contexts.</summary>
    public static void WriteForwardDocumentation(SourceWriter writer, IReadOnlyList<Port> inputs, IReadOnlyList<string> elements, IReadOnlyList<Port> outputs)
    {
        bool asDeclared = inputs.Zip(elements, (port, element) => port.TakesBytes == (element == "byte")).All(same => same);
        string what = asDeclared ? string.Empty : " whose bytes are given as floats, for code that works with any network";
        writer.Line($"/// <summary>Runs the network on one or more examples{what}. Allocates nothing.</summary>");
        foreach ((Port port, string element) in inputs.Zip(elements, (port, element) => (port, element)))
        {
            string plural = element == "byte" ? "bytes" : port.TakesBytes ? "floats from 0 to 255" : "floats";
            string order = port.Declared!.Layout == ExampleLayout.Interleaved ? "interleaved" : "planar";
            writer.Line($"/// <param name=\"{Plain(port)}\">{port.ShapeText} ({Of(port.Count)} {plural}) for each example, {order}, examples back to back.</param>");
        }

        foreach (Port port in outputs)
        {
            writer.Line($"/// <param name=\"{Plain(port)}\">{port.Shape} ({Of(port.Count)} floats) for each example.</param>");
        }

        writer.Line("/// <exception cref=\"ArgumentException\">A length that does not fit, or spans that overlap.</exception>");
        writer.Line("/// <exception cref=\"InvalidOperationException\">Another thread is running this context.</exception>");
        writer.Line("/// <exception cref=\"ObjectDisposedException\">The network or the context has been disposed.</exception>");
    }

    /// <summary>The name of a port's parameter without what makes an identifier of a keyword.</summary>
    public static string Plain(Port port) => port.Parameter.TrimStart('@');

    private static string Floats(IEnumerable<double> numbers) => $"new float[] {{ {string.Join(", ", numbers.Select(SourceWriter.Literal))} }}";
}
