using System.CommandLine;
using ConvGen.Onnx;
using ConvGen.Tool.Importing;

namespace ConvGen.Tool.Commands;

/// <summary><c>convgen import</c>: writes the declaration and the weights of a model.</summary>
internal sealed class ImportCommand : Command
{
    /// <summary>Describes the command.</summary>
    public ImportCommand()
        : base("import", "Writes the declaration of a model as C#, and its weights as safetensors.")
    {
        var model = new ModelArguments(this);
        var output = new Option<DirectoryInfo>("--output", "-o")
        {
            Description = "The folder to write to.",
            DefaultValueFactory = _ => new("."),
        };
        Options.Add(output);
        SetAction(result => ToolRun.Do(
            model.Path(result), () => Import(model.Path(result), model.Options(result), result.GetRequiredValue(output).ToString())));
    }

    private static int Import(string path, ImportOptions options, string folder)
    {
        ImportedNetwork network = OnnxImporter.Import(path, options);
        (string code, string weights) = ImportedFiles.Write(network, path, folder);
        string name = network.Declaration.Type.Name;
        Console.WriteLine($"{code}: class {network.Declaration.Type.Namespace}.{name}");
        Console.WriteLine($"{weights}: {network.Weights.Sum(weight => (long)weight.Values.Length):N0} numbers");
        Console.WriteLine("Add both to a project, the weights as");
        Console.WriteLine($"""  <EmbeddedResource Include="{Path.GetFileName(weights)}" LogicalName="{Path.GetFileName(weights)}" />""");
        Console.WriteLine($"and use it: using var network = new {name}();");
        return 0;
    }
}
