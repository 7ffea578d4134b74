using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Graph;

/// <summary>Separates the marks of outputs in a placed network from the layers that compute something.</summary>
/// <param name="Layers">The layers, which read each other by their places in this list.</param>
/// <param name="Nodes">The layers whose values the network returns: the marked ones, or the last where none is marked.</param>
/// <param name="Names">The names of the outputs.</param>
internal sealed record NetworkOutputs(Node[] Layers, int[] Nodes, string[] Names)
{
    /// <summary>Separates layers and marks.</summary>
    /// <param name="placed">The layers that could be placed.</param>
    /// <param name="complete">Whether these are all of them, so that what they read is known by place.</param>
    public static NetworkOutputs Separate(Node[] placed, bool complete)
    {
        if (!complete)
        {
            return new([.. placed.Where(node => node.Layer is not OutputLayer)], [], []);
        }

        // A reference to a mark is a reference to what it reads.
        int[] places = new int[placed.Length];
        List<Node> layers = [];
        List<int> nodes = [];
        List<string> names = [];
        for (int i = 0; i < placed.Length; i++)
        {
            Node node = placed[i];
            if (node.Layer is OutputLayer)
            {
                places[i] = places[node.Inputs[0]];
                nodes.Add(places[i]);
                names.Add(node.Name);
                continue;
            }

            places[i] = layers.Count;
            layers.Add(node with { Inputs = node.Inputs.Select(input => places[input]).ToEquatableArray() });
        }

        if (nodes.Count == 0)
        {
            nodes.Add(layers.Count - 1);
            names.Add("output");
        }

        return new([.. layers], [.. nodes], [.. names]);
    }
}
