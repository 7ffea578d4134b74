using ConvGen.Model.Graph;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Pooling;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Members;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Networks;

/// <summary>
/// The smallest network with the members that a declaration asks for. It is emitted for a declaration with an error, so that code that uses
/// the class has no further errors. Its constructor throws.
/// </summary>
public static class StandIn
{
    private const int MaxAxes = 3;

    /// <summary>The network, or <see langword="null"/> when there is none for the declaration.</summary>
    /// <param name="declaration">The declaration, which may have any errors.</param>
    public static NetworkModel? Of(NetworkDeclaration declaration)
    {
        IEnumerable<LayerDeclaration> declared = declaration.Layers.Where(layer => layer.Layer is InputLayer).Select(Input);
        LayerDeclaration[] inputs = [.. declared.DefaultIfEmpty(new(new InputLayer(new(1))))];
        LayerDeclaration[] outputs = [.. declaration.Layers.Where(layer => layer.Layer is OutputLayer)];
        HashSet<string> taken = [];
        string[] inputNames = Names(inputs, "input", taken, []);
        IEnumerable<string> inputPorts = inputs.Length == 1 ? ["input"] : inputNames;
        string[] outputNames = Names(outputs, "output", taken, [.. inputPorts.Select(PortNames.Prefix)]);

        int axes = ((InputLayer)inputs[0].Layer).Dimensions.Count - 1;
        string pool = LayerNames.CountOn("pool", taken.Add), last = LayerNames.CountOn("fc", taken.Add);
        List<LayerDeclaration> layers = [.. inputs.Select((input, i) => input with { Name = inputNames[i] })];
        if (axes > 0)
        {
            layers.Add(new(new GlobalAvgPoolLayer()) { Name = pool, From = inputNames[0] });
        }

        layers.Add(new(new DenseLayer(1, Bias: true)) { Name = last, From = axes > 0 ? pool : inputNames[0] });
        layers.AddRange(outputs.Select((output, i) => output with { Name = outputNames[i], From = last, With = [] }));
        IEnumerable<int> sizes = axes == 0 ? [] : Enumerable.Range(2, declaration.Sizes.Count);
        var minimal = new NetworkDeclaration(
            declaration.Type, layers.ToEquatableArray(), declaration.Trainable, declaration.InputGradient, Budget: null)
        {
            Sizes = sizes.Select(size => Enumerable.Repeat(size, axes).ToEquatableArray()).ToEquatableArray(),
        };
        return NetworkInference.InferLayers(minimal, (_, _) => { }) is { } network
            ? network with { StandsIn = true, OwnMembers = declaration.OwnMembers }
            : null;
    }

    // Names may be the error. One that is taken, by a layer or a parameter, is replaced by the next free one.
    private static string[] Names(LayerDeclaration[] ports, string only, HashSet<string> taken, HashSet<string> prefixes)
    {
        string[] names = LayerNames.Assign(ports.ToEquatableArray(), (_, _) => { });
        if (ports.Length == 1)
        {
            prefixes.Add(PortNames.Prefix(only));
        }

        bool Take(string name) => !taken.Contains(name) && (ports.Length == 1 || prefixes.Add(PortNames.Prefix(name))) && taken.Add(name);
        return [.. names.Select(name => Take(name) ? name : LayerNames.CountOn(name, Take))];
    }

    // The input gets one position along each of the declared axes.
    private static LayerDeclaration Input(LayerDeclaration declared)
    {
        var input = (InputLayer)declared.Layer;
        int axes = Math.Min(Math.Max(0, input.Dimensions.Count - 1), MaxAxes);
        return declared with
        {
            Layer = new InputLayer(Enumerable.Repeat(1, 1 + axes).ToEquatableArray()) { Element = input.Element },
            From = null,
            With = [],
        };
    }
}
