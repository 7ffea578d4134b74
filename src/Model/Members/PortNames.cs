using System.Text;
using ConvGen.Model.Graph;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Members;

/// <summary>
/// The names of a network's inputs and outputs in code: of parameters, and at the beginning of constants.
/// </summary>
public static class PortNames
{
    /// <summary>
    /// The parameter of an input or output: <c>image</c>, or <c>layer1Mask</c> for a name of several words. Two numbers stay apart:
    /// <c>layer1_0</c>.
    /// </summary>
    public static string Parameter(string name)
    {
        StringBuilder letters = new();
        for (int i = 0; i < name.Length; i++)
        {
            char letter = name[i];
            if (!char.IsLetterOrDigit(letter))
            {
                continue;
            }

            bool beginsWord = letters.Length > 0 && !char.IsLetterOrDigit(name[i - 1]);
            if (beginsWord && char.IsDigit(letter) && char.IsDigit(letters[letters.Length - 1]))
            {
                letters.Append('_');
            }

            letters.Append(beginsWord ? char.ToUpperInvariant(letter) : letter);
        }

        // An identifier neither is empty nor begins with a digit.
        return letters.Length == 0 || char.IsDigit(letters[0])
            ? $"_{letters}"
            : char.ToLowerInvariant(letters[0]) + letters.ToString(1, letters.Length - 1);
    }

    /// <summary>The prefix of constants: <c>Image</c> for <c>ImageLength</c>, <c>Layer1Mask</c> for <c>Layer1MaskLength</c>.</summary>
    public static string Prefix(string name)
    {
        string parameter = Parameter(name);
        return char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
    }

    /// <summary>The names of a network's inputs: <c>input</c> where there is one, whatever the layers call it.</summary>
    public static IReadOnlyList<string> Inputs(NetworkModel network) =>
        network.Inputs.Count == 1 ? ["input"] : [.. network.Inputs.Select(input => network.Nodes[input].Name)];

    /// <summary>The names of a network's outputs: <c>output</c> where there is one.</summary>
    public static IReadOnlyList<string> Outputs(NetworkModel network) => network.Outputs.Count == 1 ? ["output"] : network.OutputNames;

    /// <summary>Reports inputs and outputs that would have the same name in code.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="names">The names of its layers as declared.</param>
    /// <param name="network">The network.</param>
    /// <param name="report">Receives each problem with the input or output that it is about.</param>
    internal static void Check(
        NetworkDeclaration declaration, IReadOnlyList<string> names, NetworkModel network, Action<Subject, Problem> report)
    {
        (string Name, int? Layer)[] ports =
        [
            .. Ports(Inputs(network), declaration, layer => layer is InputLayer),
            .. Ports(Outputs(network), declaration, layer => layer is OutputLayer),
        ];
        HashSet<string> taken = [.. names, .. network.Nodes.Select(node => node.Name)];
        HashSet<string> prefixes = [.. ports.Select(port => Prefix(port.Name))];
        foreach (IGrouping<string, (string Name, int? Layer)> group in ports.GroupBy(port => Prefix(port.Name)))
        {
            // A default name is not blamed. Two default names are never the same.
            (string Name, int? Layer)[] equal = [.. group.OrderBy(port => port.Layer is not null)];
            foreach ((string name, int? layer) in equal.Skip(1))
            {
                string[] arguments = [network.Type.Name, equal[0].Name, name, Parameter(group.Key)];
                report(Subject.OfLayer(layer!.Value), Problem.Of(ProblemIds.PortNames, arguments, LayerNames.NameArguments) with
                {
                    Suggestion = LayerNames.CountOn(name, free => !taken.Contains(free) && prefixes.Add(Prefix(free))),
                });
            }
        }
    }

    // With the layers that choose these names. A single input or output has a fixed name, whatever its layer is called.
    private static IEnumerable<(string Name, int? Layer)> Ports(
        IReadOnlyList<string> names, NetworkDeclaration declaration, Func<Layer, bool> isPort)
    {
        int[] layers = [.. Enumerable.Range(0, declaration.Layers.Count).Where(index => isPort(declaration.Layers[index].Layer))];
        return names.Select(
            (name, i) => (name, names.Count > 1 && declaration.Layers[layers[i]].Name is not null ? layers[i] : (int?)null));
    }
}
