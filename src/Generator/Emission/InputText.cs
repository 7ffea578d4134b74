using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>What emitted code says about the examples of a network.</summary>
internal static class InputText
{
    /// <summary>
    /// The C# types of the elements that the forward passes take, for each input: the declared ones first. Floats for all are for code
    /// that runs any network.
    /// </summary>
    public static IReadOnlyList<string[]> Elements(IReadOnlyList<Port> inputs)
    {
        string[] floats = [.. inputs.Select(_ => "float")];
        return inputs.Any(i => i.TakesBytes) ? [[.. inputs.Select(i => i.TakesBytes ? "byte" : "float")], floats] : [floats];
    }

    /// <summary>Declares what becomes of the elements of an example; nothing when the network sees them as they come.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="sizes">The port at each size of the network's input.</param>
    public static void WriteFormat(SourceWriter writer, IReadOnlyList<Port> sizes)
    {
        if (sizes.FirstOrDefault(size => size.Declared is { IsPlain: false }) is not { Declared: { } input } port)
        {
            return;
        }

        // The sizes share one format, in whose order planar examples of one position are too.
        bool isInterleaved = sizes.Any(size => size.Declared!.IsInterleaved);
        int[] channels = [.. Enumerable.Range(0, input.IsUniform ? 1 : input.Dimensions[0])];
        writer.Blank();
        writer.Line("// How examples lie, and the factors and summands of the channels: the network sees x·scale + shift of an element x.");
        writer.Line($"internal static readonly {Names.ExampleFormat} {port.FormatName} = new {Names.ExampleFormat}("
            + $"{(isInterleaved ? "true" : "false")}, {Floats(channels.Select(input.Scale))}, {Floats(channels.Select(input.Shift))});");
    }

    /// <summary>The parameters of a forward pass.</summary>
    public static string Parameters(IReadOnlyList<Port> inputs, IReadOnlyList<string> elements, IReadOnlyList<Port> outputs) =>
        Parameters(inputs, elements, [], outputs);

    /// <summary>The parameters of a forward pass that is told the size of its input.</summary>
    public static string Parameters(
        IReadOnlyList<Port> inputs, IReadOnlyList<string> elements, IReadOnlyList<string> size, IReadOnlyList<Port> outputs)
    {
        IEnumerable<string> parameters = inputs.Zip(elements, (port, element) => $"{Names.ReadOnlySpan}<{element}> {port.Parameter}")
            .Concat(size.Select(extent => $"int {extent}"))
            .Concat(outputs.Select(port => $"{Names.Span}<float> {port.Parameter}"));
        return string.Join(", ", parameters);
    }

    /// <summary>The arguments that hand a forward pass's parameters on.</summary>
    public static string Arguments(IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) => Arguments(inputs, [], outputs);

    /// <summary>The arguments that hand on the parameters of a forward pass that is told the size of its input.</summary>
    public static string Arguments(IReadOnlyList<Port> inputs, IReadOnlyList<string> size, IReadOnlyList<Port> outputs) =>
        string.Join(", ", [.. inputs.Select(port => port.Parameter), .. size, .. outputs.Select(port => port.Parameter)]);

    /// <summary>Documentation of a forward pass, the same on the network and on its contexts.</summary>
    public static IEnumerable<string> ForwardDocumentation(
        IReadOnlyList<Port> inputs, IReadOnlyList<string> elements, IReadOnlyList<Port> outputs)
    {
        yield return $"/// <summary>Runs the network on one or more examples{WhatElements(inputs, elements)}. Allocates nothing.</summary>";
        foreach ((Port port, string element) in inputs.Zip(elements, (port, element) => (port, element)))
        {
            yield return $"/// <param name=\"{Plain(port)}\">{port.ShapeText} ({Of(port.Count)} {Plural(port, element)}) for each example, "
                + $"{Order(port)}, examples back to back.</param>";
        }

        foreach (Port port in outputs)
        {
            yield return $"/// <param name=\"{Plain(port)}\">{port.Shape} ({Of(port.Count)} floats) for each example.</param>";
        }

        foreach (string line in Exceptions("A length that does not fit, or spans that overlap."))
        {
            yield return line;
        }
    }

    /// <summary>Documentation of a forward pass that is told the size of its input, the same on the network and on its contexts.</summary>
    /// <param name="sizes">Inputs and outputs at each size.</param>
    /// <param name="elements">The types of the inputs' elements.</param>
    /// <param name="size">The parameters that say the size.</param>
    public static IEnumerable<string> SizedDocumentation(
        IReadOnlyList<EmittedSize> sizes, IReadOnlyList<string> elements, IReadOnlyList<string> size)
    {
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (sizes[0].Inputs, sizes[0].Outputs);
        yield return "/// <summary>Runs the network on one or more examples of one "
            + $"size{WhatElements(inputs, elements)}. Allocates nothing.</summary>";
        for (int i = 0; i < inputs.Count; i++)
        {
            string shapes = string.Join(", ", sizes.Select(at => at.Inputs[i].ShapeText));
            yield return $"/// <param name=\"{Plain(inputs[i])}\">{Plural(inputs[i], elements[i])} of {shapes} for each example, "
                + $"{Order(inputs[i])}, examples back to back.</param>";
        }

        foreach (string extent in size)
        {
            yield return $"/// <param name=\"{extent}\">The {extent} of an example.</param>";
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            yield return $"/// <param name=\"{Plain(outputs[i])}\">floats of "
                + $"{string.Join(", ", sizes.Select(at => at.Outputs[i].Shape))} for each example.</param>";
        }

        foreach (string line in Exceptions(
            "A size that the network is not compiled for, a length that does not fit, or spans that overlap."))
        {
            yield return line;
        }
    }

    private static string WhatElements(IReadOnlyList<Port> inputs, IReadOnlyList<string> elements) =>
        inputs.Zip(elements, (port, element) => port.TakesBytes == (element == "byte")).All(same => same)
            ? string.Empty
            : " whose bytes are given as floats, for code that works with any network";

    private static string Plural(Port port, string element) =>
        element == "byte" ? "bytes" : port.TakesBytes ? "floats from 0 to 255" : "floats";

    private static string Order(Port port) => port.Declared!.Layout == InputLayout.Interleaved ? "interleaved" : "planar";

    private static string[] Exceptions(string argument) =>
    [
        $"/// <exception cref=\"{Names.ArgumentException}\">{argument}</exception>",
        $"/// <exception cref=\"{Names.InvalidOperationException}\">Another thread is running this context.</exception>",
        $"/// <exception cref=\"{Names.ObjectDisposedException}\">The network or the context has been disposed.</exception>",
    ];

    /// <summary>The name of a port's parameter without what makes an identifier of a keyword.</summary>
    public static string Plain(Port port) => port.Parameter.TrimStart('@');

    private static string Floats(IEnumerable<double> numbers) =>
        $"new float[] {{ {string.Join(", ", numbers.Select(SourceWriter.Literal))} }}";
}
