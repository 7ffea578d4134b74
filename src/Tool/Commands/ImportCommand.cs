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
        var code = new Option<FileInfo>("--code") { Description = "The file of the declaration; CLASS.cs in the folder if omitted." };
        var weights = new Option<FileInfo>("--weights")
        {
            Description = "The file of the weights; CLASS.safetensors in the folder if omitted.",
        };
        var dataList = new Option<FileInfo>("--data-list")
        {
            Description = "A file to write the paths of what was read beside the model to, a line each: for build systems.",
        };
        Options.Add(output);
        Options.Add(code);
        Options.Add(weights);
        Options.Add(dataList);
        SetAction(result => ToolRun.Do(model.Path(result), () =>
        {
            ImportOptions options = model.Options(result);
            string stem = Path.Combine(result.GetRequiredValue(output).ToString(), options.ClassName!);
            return Import(
                model.Path(result),
                options,
                result.GetValue(code)?.ToString() ?? stem + ".cs",
                result.GetValue(weights)?.ToString() ?? stem + ".safetensors",
                result.GetValue(dataList)?.ToString());
        }));
    }

    private static int Import(string path, ImportOptions options, string code, string weights, string? dataList)
    {
        ImportedNetwork network = OnnxImporter.Import(path, options);
        ImportedFiles.Write(network, path, code, weights);
        if (dataList is not null)
        {
            File.WriteAllLines(dataList, network.DataFiles);
        }

        string name = network.Declaration.Type.Name;
        Console.WriteLine($"{code}: class {network.Declaration.Type.Namespace}.{name}");
        Console.WriteLine($"{weights}: {network.Weights.Sum(weight => (long)weight.Values.Length):N0} numbers");
        Console.WriteLine("Add both to a project, the weights as");
        Console.WriteLine($"""  <EmbeddedResource Include="{weights}" LogicalName="{Path.GetFileName(weights)}" />""");
        Console.WriteLine($"and use it: using var network = new {name}();");
        return 0;
    }
}
