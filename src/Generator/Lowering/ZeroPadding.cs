using ConvGen.Model;

namespace ConvGen.Generator.Lowering;

/// <summary>
/// Leaves out layers that put zeros around a map, where all that read it have padding of their own, which takes them in: kernels read a
/// halo that costs nothing, and no padded map is written. Exporters of Keras and TensorFlow write such layers before strided convolutions.
/// </summary>
internal static class ZeroPadding
{
    /// <summary>The network without the layers that can be left out.</summary>
    public static NetworkModel Fold(NetworkModel network)
    {
        Node[] nodes = [.. network.Nodes];
        bool[] isLeftOut = new bool[nodes.Length];

        // From the end, so that of two in a row the second is gone when the first asks who reads it.
        for (int index = nodes.Length - 1; index >= 0; index--)
        {
            if (nodes[index].Layer is PadLayer { Mode: PadMode.Constant, Value: 0 } && !network.Outputs.Contains(index))
            {
                isLeftOut[index] = TryLeaveOut(index, nodes, network.Outputs);
            }
        }

        return isLeftOut.Contains(true) ? Without(isLeftOut, nodes, network) : network;
    }

    private static bool TryLeaveOut(int index, Node[] nodes, EquatableArray<int> outputs)
    {
        Node pad = nodes[index];
        int source = pad.Inputs[0];
        bool nothingNegative = LayerLowering.For(nodes[source].Layer).YieldsNothingNegative(nodes[source]);
        if (pad.Axes.Any(axis => axis.PadBegin < 0 || axis.PadEnd < 0)
            || TryTakeIn(index, pad.Axes, nothingNegative, nodes, outputs) is not { } changed)
        {
            return false;
        }

        foreach (KeyValuePair<int, Node> reader in changed)
        {
            nodes[reader.Key] = reader.Value with
            {
                Inputs = reader.Value.Inputs.Select(input => input == index ? source : input).ToEquatableArray(),
            };
        }

        // Between them the map is as large as the source.
        foreach (int between in changed.Keys.Where(reader => nodes[reader].Axes.Count == 0))
        {
            nodes[between] = nodes[between] with { Shape = nodes[source].Shape };
        }

        nodes[index] = pad with { Inputs = EquatableArray<int>.Empty };
        return true;
    }

    /// <summary>What those become that read a padded map, and those that read what keeps its zeros; null where one needs it.</summary>
    private static Dictionary<int, Node>? TryTakeIn(
        int padded, EquatableArray<WindowAxis> padding, bool nothingNegative, Node[] nodes, EquatableArray<int> outputs)
    {
        Dictionary<int, Node> changed = [];
        for (int index = padded + 1; index < nodes.Length; index++)
        {
            Node node = nodes[index];
            if (!node.Inputs.Contains(padded))
            {
                continue;
            }

            LayerLowering lowering = LayerLowering.For(node.Layer);
            if (lowering.KeepsZeros(node) && !outputs.Contains(index))
            {
                changed[index] = node;
                bool staysSo = lowering.YieldsNothingNegative(node);
                if (TryTakeIn(index, padding, staysSo, nodes, outputs) is not { } further)
                {
                    return null;
                }

                foreach (KeyValuePair<int, Node> reader in further)
                {
                    changed[reader.Key] = reader.Value;
                }
            }
            else if (Widen(node, padding) is { } widened && lowering.TakesZerosAsPadding(widened, nothingNegative))
            {
                changed[index] = widened;
            }
            else
            {
                return null;
            }
        }

        return changed;
    }

    /// <summary>A window layer with padding added to its own; null for any other.</summary>
    private static Node? Widen(Node node, EquatableArray<WindowAxis> padding) => node.Axes.Count != padding.Count
        ? null
        : node with
        {
            Axes = node.Axes.Zip(padding, (axis, added) => axis with
            {
                Input = added.Input,
                PadBegin = axis.PadBegin + added.PadBegin,
                PadEnd = axis.PadEnd + added.PadEnd,
            }).ToEquatableArray(),
        };

    private static NetworkModel Without(bool[] isLeftOut, Node[] nodes, NetworkModel network)
    {
        int[] places = new int[nodes.Length];
        int kept = 0;
        for (int index = 0; index < nodes.Length; index++)
        {
            places[index] = isLeftOut[index] ? -1 : kept++;
        }

        EquatableArray<int> Moved(EquatableArray<int> indices) => indices.Select(index => places[index]).ToEquatableArray();
        return network with
        {
            Nodes = nodes.Where((_, index) => !isLeftOut[index])
                .Select(node => node with { Inputs = Moved(node.Inputs) })
                .ToEquatableArray(),
            Inputs = Moved(network.Inputs),
            Outputs = Moved(network.Outputs),
        };
    }
}
