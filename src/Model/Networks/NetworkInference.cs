using ConvGen.Model.Advice;
using ConvGen.Model.Graph;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Members;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Networks;

/// <summary>Infers a network with all shapes from a declaration, or reports its errors.</summary>
public static class NetworkInference
{
    /// <summary>Places every layer and checks everything that can be checked without the source.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="report">Receives each problem with what it is about.</param>
    /// <param name="advise">Receives advice about a network without problems; <see langword="null"/> for no advice.</param>
    /// <returns>The network, or <see langword="null"/> when there was a problem.</returns>
    public static NetworkModel? Infer(
        NetworkDeclaration declaration, Action<Subject, Problem> report, Action<Subject, Problem>? advise = null) =>
        Infer(declaration, report, advise, checksMembers: true);

    /// <summary>Does the same without a check of the class's own members.</summary>
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
            BatchAdvice.Give(declaration.Layers, expansion.DeclaredNames, advise);
        }

        Node?[] nodes = LayerPlacement.Place(declaration, expansion, ReportExpanded);
        nodes = FrozenTensors.Mark(TiedTensors.Mark(nodes, expansion, ReportExpanded), expansion);
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
            declaration.Budget)
        {
            Pretrained = declaration.Pretrained,
        };
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
}
