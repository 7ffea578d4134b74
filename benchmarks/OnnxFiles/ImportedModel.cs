using ConvGen.Benchmarks.Measuring;
using ConvGen.Compiler;
using ConvGen.Onnx;
using ConvGen.Onnx.Problems;
using ConvGen.Tool.Importing;
using ConvGen.Tool.Verification;

namespace ConvGen.Benchmarks.OnnxFiles;

/// <summary>An ONNX file, imported and compiled as the tool does, with examples to run.</summary>
internal sealed class ImportedModel : IDisposable
{
    private const string UsualName = "model";

    private readonly TemporaryFolder _folder = new();
    private readonly CompiledNetwork _compiled;

    private ImportedModel(string path, ImportedNetwork imported, CompiledNetwork compiled, TestCase? examples)
    {
        Path = path;
        _compiled = compiled;
        InputShapes = [.. imported.Inputs.Select(input => input.Shape)];
        Inputs = [.. imported.Inputs.Select(input => Numbers(input, examples))];
        imported.SaveWeights(Weights);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What tables call it.</summary>
    public string Title => TitleOf(Path);

    /// <summary>The numbers of each input.</summary>
    public IReadOnlyList<float[]> Inputs { get; }

    /// <summary>The shapes of the inputs, with the axis of examples.</summary>
    public IReadOnlyList<IReadOnlyList<int>> InputShapes { get; }

    private string Weights => _folder.File("weights.safetensors");

    /// <summary>The name of a file, or of its folder where all files have one name.</summary>
    public static string TitleOf(string path)
    {
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        return name == UsualName ? System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)))! : name;
    }

    /// <summary>Imports and compiles a file. Open sizes and examples are those of test data beside it, where there is some.</summary>
    /// <exception cref="InvalidDataException">It cannot be imported.</exception>
    public static ImportedModel Read(string path)
    {
        TestCase? examples = ExamplesBeside(path);
        ImportedNetwork imported;
        try
        {
            imported = OnnxImporter.Import(path, new ImportOptions
            {
                ClassName = "Network",
                InputShapes = (examples?.Inputs ?? []).ToDictionary(input => input.Name, input => (IReadOnlyList<int>)input.Shape),
            });
        }
        catch (OnnxImportException refused)
        {
            string more = refused.Problems.Count > 1 ? $" (and {refused.Problems.Count - 1} more)" : "";
            throw new InvalidDataException($"{refused.Problems[0]}{more}", refused);
        }

        string source = ImportedFiles.Source(imported, System.IO.Path.GetFileName(path), weights: null);
        return new(path, imported, CompiledNetwork.Compile(source, imported.Declaration.Type.MetadataName), examples);
    }

    /// <summary>Makes the network.</summary>
    public INetwork Create(NetworkOptions options) => _compiled.Load(Weights, options);

    /// <inheritdoc/>
    public void Dispose()
    {
        _compiled.Dispose();
        _folder.Dispose();
    }

    private static float[] Numbers(ImportedPort port, TestCase? examples) =>
        examples?.Inputs.FirstOrDefault(input => input.Name == port.OnnxName)?.Values
            ?? RandomNumbers.Inputs(port.Shape.Aggregate(1, (product, size) => product * size));

    private static TestCase? ExamplesBeside(string path)
    {
        try
        {
            return TestCases.Read(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!).FirstOrDefault();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
