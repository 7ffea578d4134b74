using ConvGen.Conformance.Cases;
using ConvGen.Conformance.Compilation;
using ConvGen.Conformance.Planning;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Primitives;
using ConvGen.Onnx;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Protobuf;
using Google.Protobuf;
using Node = ConvGen.Conformance.Cases.Node;

namespace ConvGen.Conformance.Models;

/// <summary>Makes networks of cases, as a user would: by importing them.</summary>
internal static class CaseImport
{
    private static readonly TypeIdentity Type = new(NetworkSource.Namespace, EquatableArray<string>.Empty, "Case", "public");

    /// <summary>The network of an ONNX case.</summary>
    /// <exception cref="SkippedCaseException">It cannot be imported.</exception>
    public static CaseNetwork Import(ForwardCase source)
    {
        ModelProto model = CaseModels.Of(source);
        Tensor[] given = [.. source.Inputs.Where(input => !input.IsInitializer)];

        // What is no data is known before the network runs, as shapes and axes are.
        Tensor[] data = [.. given.Where(input => input.IsFloating)];
        data = data.Length > 0 ? data : given;
        while (true)
        {
            try
            {
                return new(Import(model, given.Except(data), new()), source.Inputs);
            }
            catch (OnnxImportException refused) when (WithoutConstants(data, refused) is [_, ..] fewer && fewer.Length < data.Length)
            {
                data = fewer;
            }
            catch (OnnxImportException refused)
            {
                throw Skipped(refused);
            }
        }
    }

    // Where no layer takes computed weights, inputs that are weights are constants: those that are named, otherwise all but the first.
    private static Tensor[] WithoutConstants(Tensor[] data, OnnxImportException refused)
    {
        HashSet<string?> named = [.. refused.Problems.Select(problem => problem.Value)];
        return data.Any(input => named.Contains(input.Name)) ? [.. data.Where(input => !named.Contains(input.Name))]
            : refused.Problems.All(problem => problem.Code == ProblemCodes.NotConstant) ? data[..1]
            : data;
    }

    /// <summary>The network of a gradient case, which can be trained.</summary>
    /// <param name="name">The case.</param>
    /// <param name="nodes">Its layers.</param>
    /// <param name="inputs">What it is fed.</param>
    /// <param name="tensors">Parameters and statistics.</param>
    /// <param name="output">The value that is returned.</param>
    /// <param name="inputGradient">Whether the gradients by the inputs are wanted.</param>
    /// <exception cref="SkippedCaseException">It cannot be imported.</exception>
    public static CaseNetwork Import(string name, Node[] nodes, Tensor[] inputs, Tensor[] tensors, string output, bool inputGradient)
    {
        ImportOptions options = new() { Trainable = true, InputGradient = inputGradient };
        ImportedNetwork network = OwnLayers.Declare(Type, nodes, inputs, output)
            ?? Skip(() => Import(CaseModels.Of(name, nodes, inputs, tensors, output), [], options));
        bool isFrozen = nodes.Any(node => node.Op == "BatchNorm" && !node.Attributes.Flag("training"));
        return new(isFrozen ? Frozen(network) : network, inputs);
    }

    private static ImportedNetwork Import(ModelProto model, IEnumerable<Tensor> constants, ImportOptions options)
    {
        using MemoryStream stream = new(model.ToByteArray());
        return OnnxImporter.Import(stream, options with
        {
            ClassName = Type.Name,
            Namespace = Type.Namespace,
            Constants = constants.ToDictionary(tensor => tensor.Name, TensorMessages.Value),
        });
    }

    // A file does not say of a normalisation that it keeps its statistics while the network is trained.
    private static ImportedNetwork Frozen(ImportedNetwork network) => network with
    {
        Declaration = network.Declaration with { Layers = network.Declaration.Layers.Select(Frozen).ToEquatableArray() },
    };

    private static LayerDeclaration Frozen(LayerDeclaration declared) =>
        declared.Layer is BatchNormLayer norm ? declared with { Layer = norm with { Frozen = true } } : declared;

    private static ImportedNetwork Skip(Func<ImportedNetwork> import)
    {
        try
        {
            return import();
        }
        catch (OnnxImportException refused)
        {
            throw Skipped(refused);
        }
    }

    private static SkippedCaseException Skipped(OnnxImportException refused) =>
        new(string.Join("; ", refused.Problems.Select(problem => $"{problem.Code} {problem.Operator}: {problem.Message}").Distinct()));
}
