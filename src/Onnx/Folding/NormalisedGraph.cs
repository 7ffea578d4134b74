using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Folding;

/// <summary>A graph whose operations have one meaning, read no constant that could be computed, and have known shapes.</summary>
/// <param name="Inputs">The names of the inputs.</param>
/// <param name="Outputs">The values that are returned, and under which names.</param>
/// <param name="Operations">The operations, in an order in which they can be computed.</param>
/// <param name="Shapes">The shapes of all values.</param>
/// <param name="Constants">The constant values.</param>
internal sealed record NormalisedGraph(
    IReadOnlyList<string> Inputs,
    IReadOnlyList<(string Name, string Value)> Outputs,
    IReadOnlyList<Operation> Operations,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Shapes,
    IReadOnlyDictionary<string, OnnxTensor> Constants)
{
    /// <summary>The inputs whose elements are bytes.</summary>
    public IReadOnlySet<string> ByteInputs { get; init; } = new HashSet<string>();

    /// <summary>The inputs that no node reads.</summary>
    public IReadOnlySet<string> UnreadInputs { get; init; } = new HashSet<string>();

    /// <summary>The names of the constants that the file has, by their numbers: nothing copies those that are used as they are.</summary>
    public IReadOnlyDictionary<float[], string> Sources()
    {
        Dictionary<float[], string> sources = new(ReferenceEqualityComparer.Instance);
        foreach ((string name, OnnxTensor value) in Constants.Where(constant => constant.Value.IsFloating && !IsInner(constant.Key)))
        {
            // A constant with another shape has the same numbers; the first is what the file calls them.
            sources.TryAdd(value.Floats, name);
        }

        return sources;
    }

    /// <summary>The graph without inputs that only settings of nodes came from, as long as anything is computed from an input.</summary>
    public NormalisedGraph WithReadInputs()
    {
        HashSet<string> read = [.. Outputs.Select(output => output.Value), .. Operations.SelectMany(operation => operation.Inputs)];
        return Inputs.Any(read.Contains)
            ? this with { Inputs = [.. Inputs.Where(input => read.Contains(input) || UnreadInputs.Contains(input))] }
            : this;
    }

    /// <summary>The graph without inputs that nothing reads and that do not have as many examples as the others.</summary>
    public NormalisedGraph OfExamples(int count)
    {
        bool HasExamples(string input) => Shapes[input].Count > 1 && Shapes[input][0] == count;
        return this with { Inputs = [.. Inputs.Where(input => !UnreadInputs.Contains(input) || HasExamples(input))] };
    }

    // Values inside a node are named with a control character.
    private static bool IsInner(string name) => name.Contains('\u0001', StringComparison.Ordinal);
}
