using ConvGen.Model;
using Microsoft.CodeAnalysis.CSharp;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>An input or output of a network as emitted code names it.</summary>
/// <param name="Node">The layer whose value it is.</param>
/// <param name="Shape">The shape of one example's value.</param>
/// <param name="Parameter">
/// The parameter of <c>Forward</c>: <c>input</c>, <c>output</c>, or the port's own name where there are several.
/// </param>
/// <param name="Prefix">What names of constants and fields begin with.</param>
/// <param name="Suffix">What names end with that differ from size to size of the input; nothing for the declared size.</param>
/// <param name="Declared">What is declared about an input's examples; null for an output.</param>
internal sealed record Port(int Node, FeatureShape Shape, string Parameter, string Prefix, string Suffix, InputLayer? Declared)
{
    // What the emitted methods call their own variables.
    private static readonly string[] Taken = ["examples", "first", "count"];

    /// <summary>What the network calls it for its users, whatever the emitted methods need for themselves.</summary>
    public string Name { get; init; } = Parameter;

    /// <summary>The constant with the elements of one example's value.</summary>
    public string Length => NetworkMembers.Length(Prefix, Suffix);

    /// <summary>The field that says how the value is stored.</summary>
    public string Layout => $"Layout{Suffix}Of{Prefix}";

    /// <summary>The field that says how the gradient of the value is stored.</summary>
    public string GradientLayout => $"GradientLayoutOf{Prefix}";

    /// <summary>The field that says how the logits are stored that an output is the softmax of.</summary>
    public string LogitsLayout => $"LogitsLayoutOf{Prefix}";

    /// <summary>The field that says how the gradient of these logits is stored.</summary>
    public string LogitsGradientLayout => $"LogitsGradientLayoutOf{Prefix}";

    /// <summary>The field with the format of examples that are not plain.</summary>
    public string FormatName => $"{Prefix}Format";

    /// <summary>That field, as the contexts name it.</summary>
    public string Format => $"{NetworkMembers.Code}.{FormatName}";

    /// <summary>Whether the declared elements are bytes.</summary>
    public bool TakesBytes => Declared is { Element: InputElement.Byte };

    /// <summary>The shape in the order in which a caller's elements lie.</summary>
    public string ShapeText => Declared?.ExampleShape ?? Shape.ToString();

    /// <summary>The elements of one example's value.</summary>
    public int Count => (int)Shape.Length;

    /// <summary>The inputs of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="suffix">What names end with that differ from size to size.</param>
    public static IReadOnlyList<Port> Inputs(NetworkModel network, string suffix = "") => [.. network.Inputs.Zip(
        PortNames.Inputs(network), (input, name) => Create(network, input, name, suffix, (InputLayer)network.Nodes[input].Layer))];

    /// <summary>The outputs of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="suffix">What names end with that differ from size to size.</param>
    public static IReadOnlyList<Port> Outputs(NetworkModel network, string suffix = "") => [.. network.Outputs.Zip(
        PortNames.Outputs(network), (output, name) => Create(network, output, name, suffix, declared: null))];

    /// <summary>
    /// Where the port's part begins when the values of several ports follow each other, as a factor of the number of examples.
    /// </summary>
    public static int Offset(IReadOnlyList<Port> ports, Port port) => ports.TakeWhile(other => other != port).Sum(other => other.Count);

    /// <summary>The port's part of a span in which the values of all ports follow each other.</summary>
    public static string Part(IReadOnlyList<Port> ports, Port port, string span, string examples) => ports.Count == 1
        ? span
        : $"{span}.Slice({Of(Offset(ports, port))} * {examples}, {port.Length} * {examples})";

    private static Port Create(NetworkModel network, int node, string name, string suffix, InputLayer? declared)
    {
        string parameter = PortNames.Parameter(name);
        bool isTaken = Taken.Contains(parameter) || (network.Sizes.Count > 0 && network.InputAxes.Contains(parameter));
        HashSet<string> others = [.. PortNames.Inputs(network).Concat(PortNames.Outputs(network)).Select(PortNames.Parameter)];
        while (isTaken)
        {
            parameter += "Values";
            isTaken = others.Contains(parameter);
        }

        bool isKeyword = SyntaxFacts.GetKeywordKind(parameter) != SyntaxKind.None;
        return new Port(node, network.Nodes[node].Shape, isKeyword ? $"@{parameter}" : parameter, PortNames.Prefix(name), suffix, declared)
        {
            Name = PortNames.Parameter(name),
        };
    }
}
