using ConvGen.Model;
using ConvGen.Model.Problems;
using ConvGen.Onnx;
using ConvGen.Onnx.Declarations;

namespace ConvGen.Tool.Importing;

/// <summary>The two files of an imported model: the declaration and the weights.</summary>
internal static class ImportedFiles
{
    /// <summary>The declaration as source text.</summary>
    /// <param name="network">The imported model.</param>
    /// <param name="model">The name of the ONNX file.</param>
    /// <param name="weights">The name of the weight file, which new networks read; <see langword="null"/> when they do not.</param>
    public static string Source(ImportedNetwork network, string model, string? weights)
    {
        NetworkDeclaration declaration = network.Declaration with { Pretrained = weights };
        ModelSource source = network.Source;
        string producer = source.Producer.Length > 0 ? $"{source.Producer}, " : string.Empty;
        var comment = new List<string> { $"Imported from {model} ({producer}IR {source.IrVersion}, opset {source.Opset})." };
        comment.AddRange(network.Inputs.Select(
            port => $"Input {port.Name}: '{port.OnnxName}', {Shape(port)}{(port.IsUnread ? ", which the model does not read" : "")}."));
        comment.AddRange(network.Outputs.Select(port => $"Output {port.Name}: '{port.OnnxName}', {Shape(port)}."));
        string text = DeclarationWriter.Write(declaration, new() { Comment = comment, Summary = $"The network of {model}." });
        const string Unread = $"#pragma warning disable {ProblemIds.UnreadValue} // The model has inputs that it does not read.\n";
        return network.Inputs.Any(port => port.IsUnread) ? Unread + text : text;
    }

    /// <summary>Writes both files, or none.</summary>
    /// <param name="network">The imported model.</param>
    /// <param name="model">The path of the ONNX file.</param>
    /// <param name="code">The file of the declaration. Its folder is made where there is none.</param>
    /// <param name="weights">The file of the weights. Its folder is made where there is none.</param>
    public static void Write(ImportedNetwork network, string model, string code, string weights)
    {
        string source = Source(network, Path.GetFileName(model), Path.GetFileName(weights));
        foreach (string file in new[] { code, weights })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }

        string newCode = code + ".new", newWeights = weights + ".new";
        try
        {
            network.SaveWeights(newWeights);
            File.WriteAllText(newCode, source);
            File.Move(newWeights, weights, overwrite: true);
            File.Move(newCode, code, overwrite: true);
        }
        finally
        {
            File.Delete(newCode);
            File.Delete(newWeights);
        }
    }

    private static string Shape(ImportedPort port) => string.Join('×', port.Shape);
}
