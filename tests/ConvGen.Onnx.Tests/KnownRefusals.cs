using ConvGen.Onnx.Problems;

namespace ConvGen.Onnx.Tests;

/// <summary>Models of the shared data that cannot be imported, each with its reasons. The list is to become shorter.</summary>
internal static class KnownRefusals
{
    /// <summary>The models, with the code and operator of each problem.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        ["neg-gtcrn"] = ["CG5001 GRU", "CG5001 ScatterND"],
        ["op-node-v1120-batchnorm-epsilon-training-mode"] = ["CG5002 BatchNormalization"],
        ["op-node-v130-maxpool-with-argmax-2d-precomputed-pads"] = ["CG5002 MaxPool"],
        ["op-o2c-maxpool-stride-2"] = ["CG5002 MaxPool"],
    };

    /// <summary>A problem as the list has it.</summary>
    public static string Text(ImportProblem problem) => $"{problem.Code} {problem.Operator}";
}
