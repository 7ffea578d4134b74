using System.Text.Json;

namespace ConvGen.Conformance.Cases;

/// <summary>Reads a case's folder: the formats of the shared data's README.</summary>
internal static class CaseReader
{
    /// <summary>Reads a case.</summary>
    /// <param name="folder">The folder with <c>case.json</c>.</param>
    /// <exception cref="CaseFormatException">The file is not a case.</exception>
    public static Case Read(string folder)
    {
        string path = Path.Combine(folder, CaseFolders.FileName);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            string name = Path.GetFileName(folder);
            return root.TryGetProperty("kind", out JsonElement kind)
                ? kind.GetString() switch
                {
                    "backward" => ReadBackward(name, root, folder),
                    "optimizer" => ReadOptimizer(name, root, folder),
                    "training" => ReadTraining(name, root, folder),
                    string other => throw new CaseFormatException($"{path}: unknown kind '{other}'"),
                    null => throw new CaseFormatException($"{path}: no kind"),
                }
                : ReadForward(name, root, folder);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CaseFormatException($"{path}: {e.Message}");
        }
    }

    private static ForwardCase ReadForward(string name, JsonElement root, string folder) => new(
        name,
        root.GetProperty("opset").EnumerateObject().ToDictionary(domain => domain.Name, domain => domain.Value.GetInt32()),
        Nodes(root, folder),
        Tensors(root, "inputs", folder),
        Tensors(root, "outputs", folder),
        root.GetProperty("rtol").GetDouble(),
        root.GetProperty("atol").GetDouble());

    private static BackwardCase ReadBackward(string name, JsonElement root, string folder) => new(
        name,
        Nodes(root, folder),
        Tensors(root, "inputs", folder),
        Tensors(root, "parameters", folder),
        Tensors(root, "buffers", folder),
        Tensors(root, "outputs", folder),
        Tensors(root, "upstream", folder),
        Tensors(root, "input_gradients", folder),
        Tensors(root, "parameter_gradients", folder),
        Tensors(root, "buffers_after", folder));

    private static OptimizerCase ReadOptimizer(string name, JsonElement root, string folder) => new(
        name,
        new Attributes(root.GetProperty("optimizer"), folder),
        Tensors(root, "parameters", folder),
        [.. root.GetProperty("steps").EnumerateArray().Select(step =>
            new OptimizerStep(Tensors(step, "gradients", folder), Tensors(step, "parameters_after", folder)))]);

    private static TrainingCase ReadTraining(string name, JsonElement root, string folder) => new(
        name,
        Nodes(root, folder),
        new Attributes(root.GetProperty("optimizer"), folder),
        Tensors(root, "parameters", folder),
        [.. root.GetProperty("steps").EnumerateArray().Select(step =>
            new TrainingStep(Tensors(step, "inputs", folder), Tensors(step, "loss", folder)))],
        Tensors(root, "parameters_after", folder));

    private static Node[] Nodes(JsonElement root, string folder) =>
        [.. root.GetProperty("nodes").EnumerateArray().Select(node => ReadNode(node, folder))];

    private static Node ReadNode(JsonElement json, string folder)
    {
        Dictionary<string, string> tensors = [];
        foreach (string group in (string[])["parameters", "buffers"])
        {
            if (json.TryGetProperty(group, out JsonElement roles))
            {
                foreach (JsonProperty role in roles.EnumerateObject())
                    tensors.Add(role.Name, role.Value.GetString()!);
            }
        }

        string[] outputs = json.TryGetProperty("output", out JsonElement output) ? [output.GetString()!] : Texts(json.GetProperty("outputs"));
        return new(
            json.GetProperty("op").GetString()!,
            json.TryGetProperty("domain", out JsonElement domain) ? domain.GetString()! : "",
            new Attributes(json.GetProperty("attributes"), folder),
            Texts(json.GetProperty("inputs")),
            outputs,
            tensors);
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static Tensor[] Tensors(JsonElement parent, string group, string folder) =>
        [.. parent.GetProperty(group).EnumerateArray().Select(row => ReadTensor(row, folder))];

    private static Tensor ReadTensor(JsonElement row, string folder) => new(
        row.GetProperty("name").GetString()!,
        row.GetProperty("dtype").GetString()!,
        [.. row.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
        Path.Combine(folder, row.GetProperty("file").GetString()!),
        row.TryGetProperty("max_abs", out JsonElement largest) ? largest.GetDouble() : 0)
    {
        IsInitializer = row.TryGetProperty("role", out JsonElement role) && role.GetString() == "initializer",
    };
}
