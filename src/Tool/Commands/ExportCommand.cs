using System.CommandLine;
using ConvGen.Onnx;
using ConvGen.Tool.Exporting;

namespace ConvGen.Tool.Commands;

/// <summary><c>convgen export</c>: writes a network of an assembly as an ONNX model.</summary>
internal sealed class ExportCommand : Command
{
    /// <summary>Describes the command.</summary>
    public ExportCommand()
        : base("export", "Writes a network of a compiled assembly as an ONNX model.")
    {
        var assembly = new Argument<FileInfo>("assembly") { Description = "The assembly; what it needs lies in its folder." };
        var className = new Argument<string>("class")
        {
            Description = "The network's class, with its namespace where several classes have the name.",
        };
        var output = new Option<FileInfo>("--output", "-o") { Description = "The file to write.", Required = true };
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "The weights as safetensors; those of a new network if omitted: what [Pretrained] names, or random numbers.",
        };
        Arguments.Add(assembly);
        Arguments.Add(className);
        Options.Add(output);
        Options.Add(weights);
        SetAction(result => ToolRun.Do(result.GetRequiredValue(assembly).ToString(), () => Export(
            result.GetRequiredValue(assembly).ToString(),
            result.GetRequiredValue(className),
            result.GetRequiredValue(output).ToString(),
            result.GetValue(weights)?.ToString())));
    }

    private static int Export(string path, string className, string output, string? weights)
    {
        NetworkAssembly assembly = NetworkAssembly.Open(path);
        try
        {
            using INetwork network = assembly.Create(className, weights);
            network.SaveOnnx(output);
            Console.WriteLine($"{output}: {network.Info.Name}, {network.Parameters.Sum(parameter => (long)parameter.Length):N0} numbers");
            return 0;
        }
        finally
        {
            assembly.Unload();
        }
    }
}
