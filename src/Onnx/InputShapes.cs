using ConvGen.Onnx.Graphs;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx;

/// <summary>Finds the shapes of a graph's inputs: from the option, otherwise from the file with one example.</summary>
internal static class InputShapes
{
    private const int MaxValues = 1 << 28;

    /// <summary>
    /// The shapes of the inputs that anything reads, and, where the outputs are the model's own, of those that nothing reads.
    /// </summary>
    /// <exception cref="OnnxImportException">Sizes are missing, or an option does not fit.</exception>
    public static Dictionary<string, IReadOnlyList<int>> Resolve(OnnxGraph graph, ImportOptions options)
    {
        List<ImportProblem> problems = [];
        HashSet<string> known = [.. graph.Inputs.Select(input => input.Name)];
        if (options.InputShapes.TryGetValue(string.Empty, out IReadOnlyList<int>? only) && graph.Inputs.Count == 1)
        {
            options = options with { InputShapes = new Dictionary<string, IReadOnlyList<int>> { [graph.Inputs[0].Name] = only } };
        }
        foreach (string name in options.InputShapes.Keys.Concat(options.Constants.Keys).Where(name => !known.Contains(name)))
        {
            problems.Add(Of(ProblemCodes.Option, name.Length == 0
                ? $"InputShape needs the name of the input, of which there are several: {string.Join(", ", known)}"
                : $"the graph has no input '{name}'; there are {string.Join(", ", known)}"));
        }

        Dictionary<string, IReadOnlyList<int>> shapes = [];
        HashSet<string> read = [.. graph.Outputs, .. graph.Nodes.SelectMany(node => node.Inputs)];
        foreach (GraphInput input in graph.Inputs.Where(input => !options.Constants.ContainsKey(input.Name)))
        {
            // The shape of an input that nothing reads may be unknown: the network is right without it.
            IReadOnlyList<int>? shape = read.Contains(input.Name) ? Shape(input, options, graph.Inputs.Count > 1, problems)
                : options.Outputs.Count == 0 && input.IsOfFractions ? Shape(input, options, needsName: true, [])
                : null;
            if (shape is not null)
            {
                shapes[input.Name] = shape;
            }
        }

        if (!shapes.Keys.Any(read.Contains) && problems.Count == 0)
        {
            problems.Add(Of(ProblemCodes.Network, "no output depends on an input"));
        }

        return problems.Count > 0 ? throw new OnnxImportException(problems) : shapes;
    }

    private static IReadOnlyList<int>? Shape(
        GraphInput input, ImportOptions options, bool needsName, List<ImportProblem> problems)
    {
        if (!input.IsNumeric)
        {
            problems.Add(Of(ProblemCodes.InputShape, $"the input '{input.Name}' is no tensor of numbers"));
            return null;
        }

        if (options.InputShapes.TryGetValue(input.Name, out IReadOnlyList<int>? given))
        {
            bool Fits(int size, int axis) => size > 0 && (axis == 0 || input.Sizes?[axis] is not { } fixedSize || fixedSize == size);
            bool fits = (input.Sizes is null || input.Sizes.Count == given.Count) && given.Select(Fits).All(each => each);
            if (fits && Extents.Length(given) <= MaxValues)
            {
                return given;
            }

            problems.Add(Of(ProblemCodes.Option, fits
                ? $"InputShape: '{input.Name}' as {Extents.Text(given)} has more than {MaxValues} elements"
                : $"InputShape: '{input.Name}' is {input.Text}, not {Extents.Text(given)}"));
            return null;
        }

        // The axis of examples may stay open: a network takes any number of them.
        int[] sizes = [.. (input.Sizes ?? []).Select((size, axis) => size ?? (axis == 0 ? 1 : 0))];
        if (input.Sizes is null || sizes.Contains(0) || Extents.Length(sizes) > MaxValues)
        {
            problems.Add(Of(
                ProblemCodes.InputShape,
                $"the input '{input.Name}' is {input.Text}; give its sizes, "
                + $"as in InputShape=\"{(needsName ? input.Name + "=" : "")}{Example(input)}\""));
            return null;
        }

        return sizes;
    }

    // The sizes that are known, and what could be those that are not.
    private static string Example(GraphInput input) => input.Sizes is null
        ? "1x3x224x224"
        : string.Join('x', input.Sizes.Select((size, axis) => size ?? axis switch { 0 => 1, 1 => 3, _ => 224 }));

    private static ImportProblem Of(string code, string message) => new(code, string.Empty, string.Empty, message);
}
