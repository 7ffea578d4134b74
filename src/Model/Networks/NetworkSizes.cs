using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Networks;

/// <summary>Infers a network again for each further size of its input.</summary>
internal static class NetworkSizes
{
    /// <summary>The network at the declared further sizes.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="network">The network at the size of its input layer.</param>
    /// <param name="report">Receives each problem with the size that it is about.</param>
    public static EquatableArray<NetworkModel> Infer(NetworkDeclaration declaration, NetworkModel network, Action<Subject, Problem> report)
    {
        List<NetworkModel> resized = [];
        for (int i = 0; i < declaration.Sizes.Count; i++)
        {
            var subject = Subject.OfSize(i);
            Problem? problem = CheckSize(declaration, network, i);
            if (problem is null && InferResized(declaration, network.InputSize, declaration.Sizes[i], ref problem) is { } other)
            {
                problem = CheckWeights(network, other);
                resized.Add(other);
            }

            if (problem is not null)
            {
                report(subject, problem);
            }
        }

        return resized.ToEquatableArray();
    }

    private static Problem? CheckSize(NetworkDeclaration declaration, NetworkModel network, int index)
    {
        EquatableArray<int> size = declaration.Sizes[index], declared = network.InputSize;
        string title = $"Size({Arguments(size)})";
        if (size.Count != declared.Count)
        {
            return Problem.Of(
                ProblemIds.AxisCount, [title, "size", NumberText.Plain(size.Count), NumberText.Plain(declared.Count)], "size");
        }

        for (int axis = 0; axis < size.Count; axis++)
        {
            if (size[axis] <= 0)
            {
                string[] arguments = [title, NumberText.Plain(axis + 1), NumberText.Plain(size[axis])];
                return Problem.Of(ProblemIds.InputDimension, arguments, "size") with
                {
                    Element = axis,
                    Fixes = Fix.Raise("size", size, isArray: true, minimum: 1, defaultValue: 0),
                };
            }
        }

        string? other = size == declared
            ? $"Input({NumberText.Plain(network.Nodes[network.Inputs[0]].Shape.Channels)}, {Arguments(declared)})"
            : declaration.Sizes.Take(index).Contains(size) ? "the one before it"
            : null;
        return other is null ? null : Problem.Of(ProblemIds.GivenTwice, [network.Type.Name, title, other]);
    }

    private static NetworkModel? InferResized(
        NetworkDeclaration declaration, EquatableArray<int> declared, EquatableArray<int> size, ref Problem? problem)
    {
        NetworkDeclaration resized = declaration with
        {
            Layers = declaration.Layers.Select(layer => Resize(layer, declared, size)).ToEquatableArray(),
            Sizes = EquatableArray<EquatableArray<int>>.Empty,
            Trainable = false,
            InputGradient = false,
        };

        // The layers that read one with a problem are likely to have it too.
        Problem? first = null;
        NetworkModel? network = NetworkInference.InferLayers(resized, (_, cause) => first ??= cause);
        if (first is not null)
        {
            problem = Problem.Of(ProblemIds.SizeDoesNotFit, [NumberText.Sizes(size)]) with { Cause = first };
        }

        return network;
    }

    private static LayerDeclaration Resize(LayerDeclaration layer, EquatableArray<int> declared, EquatableArray<int> size) =>
        layer.Layer is InputLayer input && input.Dimensions.Skip(1).SequenceEqual(declared)
            ? layer with { Layer = input with { Dimensions = size.Prepend(input.Dimensions[0]).ToEquatableArray() } }
            : layer;

    private static Problem? CheckWeights(NetworkModel network, NetworkModel resized)
    {
        foreach ((Node node, Node other) in network.Nodes.Zip(resized.Nodes, (node, other) => (node, other)))
        {
            IEnumerable<(ParameterTensor Tensor, ParameterTensor Changed)> tensors =
                node.Parameters.Zip(other.Parameters, (tensor, changed) => (tensor, changed));
            foreach ((ParameterTensor tensor, ParameterTensor changed) in tensors)
            {
                if (tensor.Shape != changed.Shape)
                {
                    return Problem.Of(
                        ProblemIds.SizeChangesWeights,
                        [
                            resized.InputSizeText,
                            node.Layer.Title(node.Name),
                            NumberText.Sizes(changed.Shape),
                            tensor.Name,
                            NumberText.Sizes(tensor.Shape),
                        ]);
                }
            }
        }

        return null;
    }

    private static string Arguments(EquatableArray<int> size) => string.Join(", ", size.Select(extent => NumberText.Plain(extent)));
}
