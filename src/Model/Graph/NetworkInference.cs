namespace ConvGen.Model;

/// <summary>From a declaration to a network in which every shape is known, or to the list of what is wrong with it.</summary>
public static class NetworkInference
{
    /// <summary>Places every layer and checks everything that can be checked without the source.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="report">Receives each problem with what it is about.</param>
    /// <returns>The network, or <see langword="null"/> when there was a problem.</returns>
    public static NetworkModel? Infer(NetworkDeclaration declaration, Action<Subject, Problem> report)
    {
        bool failed = false;
        void Report(Subject subject, Problem problem)
        {
            failed = true;
            report(subject, problem);
        }

        string[] names = LayerNames.Assign(declaration.Layers, Report);
        CheckInputs(declaration, names, Report);
        Node?[] nodes = Place(declaration.Layers, names, Report);
        Node[] placed = [.. nodes.OfType<Node>()];
        bool complete = placed.Length == nodes.Length;
        NetworkRules.Check(declaration, placed, complete, Report);
        if (failed || !complete)
            return null;

        int[] inputs = [.. Enumerable.Range(0, placed.Length).Where(index => placed[index].Layer is InputLayer)];
        return new(
            declaration.Type,
            new(placed),
            new(inputs),
            new(placed.Length - 1),
            declaration.Trainable,
            declaration.InputGradient,
            declaration.Budget);
    }

    private static void CheckInputs(NetworkDeclaration declaration, string[] names, Action<Subject, Problem> report)
    {
        int[] inputs = [.. Enumerable.Range(0, names.Length).Where(index => declaration.Layers[index].Layer is InputLayer)];
        string network = declaration.Type.Name;
        if (inputs.Length == 0)
            report(Subject.Type, Problem.Of(ProblemIds.NoInput, [network]));
        else if (inputs.Length == names.Length)
            report(Subject.Type, Problem.Of(ProblemIds.NoLayer, [network]));
        foreach (int second in inputs.Skip(1))
            report(Subject.OfLayer(second), Problem.Of(ProblemIds.SeveralInputs, [network, names[inputs[0]], names[second]]));
    }

    private static Node?[] Place(EquatableArray<LayerDeclaration> layers, string[] names, Action<Subject, Problem> report)
    {
        var nodes = new Node?[layers.Count];
        var fields = new FieldOfView?[layers.Count];
        bool hasInput = layers.Any(layer => layer.Layer is InputLayer);
        var wiring = new LayerWiring(layers, names, (subject, problem) =>
        {
            // Without any input the missing input is the problem, not the layer that would read it.
            if (hasInput || problem.Id != ProblemIds.NothingAbove)
                report(subject, problem);
        });

        for (int i = 0; i < layers.Count; i++)
        {
            Layer layer = layers[i].Layer;
            List<Problem> problems = [];
            layer.CheckValues(names[i], problems);
            EquatableArray<int>? reads = wiring.Resolve(i);

            // What reads a layer with a problem has no shape to check; it stays silent until that one is mended.
            if (problems.Count == 0 && reads is { } indices && indices.All(index => nodes[index] is not null))
            {
                FeatureShape[] shapes = [.. indices.Select(index => nodes[index]!.Shape)];
                Inference? inference = layer.Infer(names[i], shapes, problems);
                if (inference is not null && NetworkRules.Fits(layer, names[i], inference, problems))
                {
                    FieldOfView field = layer is InputLayer
                        ? FieldOfView.OfInput(inference.Shape)
                        : FieldOfView.Union([.. indices.Select(index => fields[index]!)]).Through(layer, shapes[0], inference);
                    fields[i] = field;
                    nodes[i] = ToNode(names[i], layer, indices, inference, field);
                }
            }

            foreach (Problem problem in problems)
                report(Subject.OfLayer(i), problem);
        }

        return nodes;
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
