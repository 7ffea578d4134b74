using ConvGen.Model.Advice;
using ConvGen.Model.Graph;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Members;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Networks;

/// <summary>From a declaration to a network in which every shape is known, or to the list of what is wrong with it.</summary>
public static class NetworkInference
{
    /// <summary>Places every layer and checks everything that can be checked without the source.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="report">Receives each problem with what it is about.</param>
    /// <param name="advise">Receives what is worth knowing about a network without problems; <see langword="null"/> to leave it
    /// out.</param>
    /// <returns>The network, or <see langword="null"/> when there was a problem.</returns>
    public static NetworkModel? Infer(
        NetworkDeclaration declaration, Action<Subject, Problem> report, Action<Subject, Problem>? advise = null) =>
        Infer(declaration, report, advise, checksMembers: true);

    /// <summary>Does the same, but for what the class has of its own beside the layers.</summary>
    internal static NetworkModel? InferLayers(NetworkDeclaration declaration, Action<Subject, Problem> report) =>
        Infer(declaration, report, advise: null, checksMembers: false);

    private static NetworkModel? Infer(
        NetworkDeclaration declaration, Action<Subject, Problem> report, Action<Subject, Problem>? advise, bool checksMembers)
    {
        bool failed = false;
        void Report(Subject subject, Problem problem)
        {
            failed = true;
            report(subject, problem);
        }

        BlockExpansion expansion = BlockExpansion.Of(declaration.Layers, Report);
        void ReportExpanded(Subject subject, Problem problem) => expansion.Report(subject, problem, Report);

        CheckInputs(declaration, expansion.DeclaredNames, Report);
        if (advise is not null)
        {
            AdviseShapes(declaration, expansion.DeclaredNames, advise);
        }

        Node?[] nodes = TiedTensors.Mark(Place(declaration, expansion, ReportExpanded), expansion.TensorNames, ReportExpanded);
        bool complete = nodes.All(node => node is not null);
        NetworkOutputs outputs = NetworkOutputs.Separate([.. nodes.OfType<Node>()], complete);
        NetworkRules.Check(declaration, outputs.Layers, complete, Report);
        if (failed || !complete)
        {
            return null;
        }

        var network = new NetworkModel(
            declaration.Type,
            new(outputs.Layers),
            Enumerable.Range(0, outputs.Layers.Length).Where(index => outputs.Layers[index].Layer is InputLayer).ToEquatableArray(),
            new(outputs.Nodes),
            new(outputs.Names),
            declaration.Trainable,
            declaration.InputGradient,
            declaration.Budget);
        PortNames.Check(declaration, expansion.DeclaredNames, network, Report);
        if (failed)
        {
            return null;
        }

        network = network with { Sizes = NetworkSizes.Infer(declaration, network, Report) };
        if (checksMembers)
        {
            MemberClashes.Check(declaration, network, Report);
        }

        if (failed)
        {
            return null;
        }

        if (advise is not null)
        {
            Advise(declaration, network, expansion, [.. nodes.OfType<Node>()], advise);
        }

        return network;
    }

    private static void Advise(
        NetworkDeclaration declaration, NetworkModel network, BlockExpansion expansion, Node[] nodes, Action<Subject, Problem> advise)
    {
        PlacedLayer[] placed =
            [.. nodes.Select((node, i) => new PlacedLayer(node, expansion.Layers[i].Layer, expansion.Origins[i], expansion.IsInner[i]))];
        ShapeReport.Give(expansion.DeclaredNames, declaration.Layers, placed, advise);

        // Without the marks of outputs they are the network's nodes.
        IEnumerable<PlacedLayer> unmarked = placed.Where(layer => layer.Declared is not OutputLayer);
        PlacedLayer[] layers = [.. unmarked.Zip(network.Nodes, (layer, node) => layer with { Node = node })];
        NetworkAdvice.Give(network, layers, advise);
    }

    private static void CheckInputs(NetworkDeclaration declaration, IReadOnlyList<string> names, Action<Subject, Problem> report)
    {
        string network = declaration.Type.Name;
        if (declaration.Layers.All(layer => layer.Layer is not InputLayer))
        {
            report(Subject.Type, Problem.Of(ProblemIds.NoInput, [network]));
        }
        else if (declaration.Layers.All(layer => layer.Layer is InputLayer or OutputLayer))
        {
            report(Subject.Type, Problem.Of(ProblemIds.NoLayer, [network]));
        }
        else if (declaration.Layers[0].Layer is InputLayer && declaration.Layers.All(layer => layer.Layer is not OutputLayer))
        {
            CheckLast(declaration, names, report);
        }
    }

    private static void CheckLast(NetworkDeclaration declaration, IReadOnlyList<string> names, Action<Subject, Problem> report)
    {
        int last = declaration.Layers.Count - 1;
        if (declaration.Layers[last].Layer is InputLayer input)
        {
            report(Subject.OfLayer(last), Problem.Of(ProblemIds.InputLast, [input.Title(names[last]), declaration.Type.Name]));
        }
    }

    // What PyTorch calls N×C×H×W is none of ours; as a volume of few planes it would hardly be meant.
    private static void AdviseShapes(NetworkDeclaration declaration, IReadOnlyList<string> names, Action<Subject, Problem> advise)
    {
        const int MinExtent = 8;
        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            if (declaration.Layers[i].Layer is not InputLayer { Dimensions: { Count: 4 } shape } input)
            {
                continue;
            }

            if (shape[1] is not (1 or 3 or 4) || Math.Min(shape[2], shape[3]) < MinExtent)
            {
                continue;
            }

            string channels = $"{NumberText.Plain(shape[0])} {(shape[0] == 1 ? "channel" : "channels")}";
            string[] arguments = [input.Title(names[i]), NumberText.Sizes(shape), channels, NumberText.Sizes(shape.Skip(1))];
            advise(Subject.OfLayer(i), Problem.Of(ProblemIds.BatchDimension, arguments, "shape") with
            {
                Fixes = new(Fix.Set("no batch", ArgumentEdit.Numbers("shape", shape.Skip(1)))),
            });
        }
    }

    private static Node?[] Place(NetworkDeclaration declaration, BlockExpansion expansion, Action<Subject, Problem> report)
    {
        EquatableArray<LayerDeclaration> layers = expansion.Layers;
        string[] names = [.. layers.Select(layer => layer.Name!)];
        var nodes = new Node?[layers.Count];
        var fields = new FieldOfView?[layers.Count];
        bool[] hasGradient = new bool[layers.Count];
        var limits = new CodeLimits();
        bool hasInput = layers.Any(layer => layer.Layer is InputLayer);
        var wiring = new LayerWiring(expansion, names, (subject, problem) =>
        {
            // Without any input the missing input is the problem, not the layer that would read it.
            if (hasInput || problem.Id != ProblemIds.NothingAbove)
            {
                report(
                    subject,
                    problem.Id == ProblemIds.NothingToCombine
                        ? problem with { Fixes = CombinationFixes.For(expansion, nodes, subject.Index) }
                        : problem);
            }
        });

        for (int i = 0; i < layers.Count; i++)
        {
            Layer layer = layers[i].Layer;
            List<Problem> problems = [];
            layer.CheckValues(names[i], problems);
            EquatableArray<int>? reads = wiring.Resolve(i);

            // What reads a layer with a problem has no shape to check; it stays silent until that one is corrected.
            if (problems.Count == 0 && reads is { } indices && indices.All(index => nodes[index] is not null))
            {
                Node[] read = [.. indices.Select(index => nodes[index]!)];
                Inference? inference = layer.Infer(expansion.TensorNames[i], read, problems);
                bool readsGradient = indices.Any(index => hasGradient[index]);
                if (inference is not null && NetworkRules.Fits(layer, names[i], inference, problems)
                    && limits.Fits(layer, names[i], inference, readsGradient, problems))
                {
                    bool isTrained = inference.Parameters.Any(tensor => tensor.IsTrainable)
                        || (layer is InputLayer && declaration.InputGradient);
                    hasGradient[i] = readsGradient || (declaration.Trainable && isTrained);
                    FieldOfView field = layer is InputLayer
                        ? FieldOfView.OfInput(inference.Shape)
                        : FieldOfView.Union([.. indices.Select(index => fields[index]!)]).Through(layer, read[0].Shape, inference);
                    fields[i] = field;
                    nodes[i] = ToNode(names[i], layer, indices, inference, field);
                }
                else
                {
                    KeepFixesThatHelp(layer, expansion.TensorNames[i], read, problems);
                    ReferenceFixes.Add(expansion, nodes, i, indices, problems);
                }
            }

            foreach (Problem problem in problems)
            {
                report(Subject.OfLayer(i), problem);
            }
        }

        return nodes;
    }

    // A window that fits its input may still be none for the layer: a filter has a fixed size, a reflection reaches only so far.
    private static void KeepFixesThatHelp(Layer layer, string name, Node[] read, List<Problem> problems)
    {
        for (int i = 0; i < problems.Count; i++)
        {
            Problem problem = problems[i];
            bool Helps(Fix fix)
            {
                if (fix.Window is not { } window)
                {
                    return true;
                }

                List<Problem> left = [];
                return layer.With(window) is { } corrected
                    && (corrected.Infer(name, read, left) is not null
                        || left.All(other => other.Id != problem.Id && problems.Any(known => known.Id == other.Id)));
            }

            if (problem.Fixes.Count > 0)
            {
                problems[i] = problem with { Fixes = problem.Fixes.Where(Helps).ToEquatableArray() };
            }
        }
    }

    private static Node ToNode(string name, Layer layer, EquatableArray<int> reads, Inference inference, FieldOfView field) => new(
        name,
        inference.Resolved ?? layer,
        reads,
        inference.Shape,
        inference.Axes,
        inference.Parameters,
        inference.Macs,
        field.ToReceptiveField(),
        inference.Settings);
}
