using ConvGen.Conformance.Cases;
using ConvGen.Model;
using ConvGen.Onnx;
using ConvGen.Onnx.Declarations;

namespace ConvGen.Conformance.Models;

/// <summary>The network of a case.</summary>
/// <param name="Imported">Its declaration and weights.</param>
/// <param name="Inputs">The case's inputs, those of the network among them.</param>
internal sealed record CaseNetwork(ImportedNetwork Imported, IReadOnlyList<Tensor> Inputs)
{
    /// <summary>How many examples every input holds.</summary>
    public int Examples => Imported.Examples;

    /// <summary>The network as C#.</summary>
    /// <param name="className">The name of its class.</param>
    public string Source(string className)
    {
        NetworkDeclaration declaration = Imported.Declaration;
        return DeclarationWriter.Write(declaration with { Type = declaration.Type with { Name = className, Identifier = className } });
    }

    /// <summary>Gives a network its weights.</summary>
    public void SetWeights(INetwork network)
    {
        foreach (ImportedTensor weight in Imported.Weights)
            network.Parameters[weight.Name].Set(weight.Values);
    }

    /// <summary>The network's name for a tensor of the case.</summary>
    public string Parameter(string tensor) =>
        Imported.Weights.FirstOrDefault(weight => weight.Source == tensor)?.Name
        ?? throw new InvalidOperationException($"No tensor of the network is '{tensor}'.");

    /// <summary>All that the network is fed: the examples of one input, then those of the next.</summary>
    public float[] Joined() => Joined(Inputs);

    /// <summary>The same of other inputs with the same names.</summary>
    public float[] Joined(IReadOnlyList<Tensor> inputs) =>
        [.. Imported.Inputs.SelectMany(port => inputs.First(input => input.Name == port.OnnxName).Floats)];

    /// <summary>The part of <see cref="Joined()"/>, or of a gradient by it, that is one input's.</summary>
    public Range Part(string input)
    {
        int start = Imported.Inputs.TakeWhile(port => port.OnnxName != input).Sum(Length);
        return start..(start + Length(Imported.Inputs.First(port => port.OnnxName == input)));
    }

    private static int Length(ImportedPort port) => port.Shape.Aggregate(1, (product, size) => product * size);
}
