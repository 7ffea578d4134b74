using System.CommandLine;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Networks;
using ConvGen.Onnx;
using ConvGen.Onnx.Problems;
using Spectre.Console;

namespace ConvGen.Tool.Commands;

/// <summary><c>convgen inspect</c>: shows the layers that a model becomes, or everything that is in the way.</summary>
internal sealed class InspectCommand : Command
{
    /// <summary>Describes the command.</summary>
    public InspectCommand()
        : base("inspect", "Shows what each node of a model becomes, and the layers, or what is in the way and why. Writes nothing.")
    {
        var model = new ModelArguments(this);
        SetAction(result => ToolRun.Do(model.Path(result), () => Inspect(model.Path(result), model.Options(result))));
    }

    private static int Inspect(string path, ImportOptions options)
    {
        ImportedNetwork imported;
        try
        {
            imported = OnnxImporter.Import(path, options);
        }
        catch (OnnxImportException refused)
        {
            AnsiConsole.Write(Problems(refused));
            return 1;
        }

        NetworkModel network = NetworkInference.Infer(imported.Declaration, (_, _) => { })
            ?? throw new InvalidDataException("The imported declaration is not a network.");
        AnsiConsole.Write(Nodes(imported));
        AnsiConsole.Write(Layers(network));
        Console.WriteLine($"{imported.Source.Producer}, IR {imported.Source.IrVersion}, opset {imported.Source.Opset}");
        Console.WriteLine($"{network.ParameterCount:N0} parameters, {network.Macs:N0} multiply-adds for one example");
        return 0;
    }

    private static Table Problems(OnnxImportException refused)
    {
        Table problems = new Table().AddColumns("node", "operator", "code", "what is in the way, and what would help");
        foreach (ImportProblem problem in refused.Problems)
        {
            problems.AddRow(Markup.Escape(problem.Node), Markup.Escape(problem.Operator), problem.Code, Markup.Escape(problem.Message));
        }

        return problems;
    }

    private static Table Nodes(ImportedNetwork imported)
    {
        Table nodes = new Table().AddColumns("node", "operator", "becomes");
        foreach (ImportedNode node in imported.Nodes)
        {
            string layers = node.Layers.Count > 0 ? string.Join(", ", node.Layers)
                : node.IsConstant ? "a constant, computed while importing"
                : "part of another layer, or nothing";
            nodes.AddRow(Markup.Escape(node.Name), Markup.Escape(node.Operator), Markup.Escape(layers));
        }

        return nodes;
    }

    private static Table Layers(NetworkModel network)
    {
        Table layers = new Table().AddColumns("layer", "kind", "output", "parameters", "multiply-adds");
        foreach (Node node in network.Nodes)
        {
            layers.AddRow(
                Markup.Escape(node.Name),
                Markup.Escape(node.Layer.Kind),
                node.Shape.ToString(),
                $"{node.Parameters.Sum(tensor => tensor.Length):N0}",
                $"{node.Macs:N0}");
        }

        return layers;
    }
}
