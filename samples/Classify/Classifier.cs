using ConvGen;
using ConvGen.Compiler;
using ConvGen.Onnx;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Problems;

namespace Classify;

/// <summary>A network that says what is on a picture, and what it has to be given.</summary>
/// <param name="Network">The network.</param>
/// <param name="Height">The height of its pictures.</param>
/// <param name="Width">Their width.</param>
/// <param name="IsInterleaved">Whether the channels of a pixel are side by side.</param>
internal sealed record Classifier(INetwork Network, int Height, int Width, bool IsInterleaved)
{
    /// <summary>Imports a model and compiles it.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="IOException">It cannot be imported, or does not take one picture.</exception>
    public static Classifier Import(string path)
    {
        ImportedNetwork imported = Read(path);
        using CompiledNetwork compiled = CompiledNetwork.Compile(
            DeclarationWriter.Write(imported.Declaration), imported.Declaration.Type.MetadataName);
        using MemoryStream weights = new();
        imported.SaveWeights(weights);
        weights.Position = 0;
        INetwork network = compiled.Load(weights);
        return imported.Inputs[0].Shape switch
        {
            [1, 3, int height, int width] => new(network, height, width, IsInterleaved: false),
            [1, int height, int width, 3] => new(network, height, width, IsInterleaved: true),
            var shape => throw new IOException($"'{path}' takes {string.Join('×', shape)}, not one picture of three colours"),
        };
    }

    /// <summary>The probabilities of the classes.</summary>
    /// <param name="pixels">A picture, ordered and scaled.</param>
    public float[] Probabilities(float[] pixels)
    {
        float[] scores = new float[Network.OutputLength];
        Network.Forward(pixels, scores);
        bool areProbabilities = scores.All(score => score is >= 0 and <= 1) && Math.Abs(scores.Sum() - 1) < 1e-3;
        return areProbabilities ? scores : Softmax(scores);
    }

    private static ImportedNetwork Read(string path)
    {
        try
        {
            return OnnxImporter.Import(path);
        }
        catch (OnnxImportException refused)
        {
            throw new IOException($"'{path}' cannot be imported: {refused.Message}", refused);
        }
    }

    private static float[] Softmax(float[] scores)
    {
        float largest = scores.Max();
        float[] powers = [.. scores.Select(score => MathF.Exp(score - largest))];
        float sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
