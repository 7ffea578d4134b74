namespace ConvGen.Model;

/// <summary>What the inputs and outputs of a network are called in code: as parameters, and as the beginnings of names of constants.</summary>
public static class PortNames
{
    /// <summary>The parameter of an input or output: <c>image</c>, or <c>layer1_mask</c> for a name with a dot.</summary>
    public static string Parameter(string name)
    {
        string letters = new([.. name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '_')]);
        return char.IsDigit(letters[0]) ? "_" + letters : char.ToLowerInvariant(letters[0]) + letters.Substring(1);
    }

    /// <summary>What names of constants begin with: <c>Image</c> for <c>ImageLength</c>.</summary>
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

    /// <summary>Reports inputs and outputs that would be called the same.</summary>
    internal static void Check(NetworkModel network, Action<Subject, Problem> report)
    {
        foreach (IGrouping<string, string> group in Inputs(network).Concat(Outputs(network)).GroupBy(Prefix).Where(group => group.Count() > 1))
        {
            string[] arguments = [network.Type.Name, group.First(), group.ElementAt(1), Parameter(group.Key)];
            report(Subject.Type, Problem.Of(ProblemIds.PortNames, arguments));
        }
    }
}
