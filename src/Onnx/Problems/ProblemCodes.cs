namespace ConvGen.Onnx.Problems;

/// <summary>
/// The codes of what can be wrong with an ONNX file, or with the wish to import it, and of what is in the way of an export.
/// </summary>
public static class ProblemCodes
{
    /// <summary>No layer computes what the operator does.</summary>
    public const string Operator = "CG5001";

    /// <summary>The operator has a layer, but not with this setting.</summary>
    public const string Setting = "CG5002";

    /// <summary>An operand is computed, or an input of the graph, that has to be a constant.</summary>
    public const string NotConstant = "CG5003";

    /// <summary>The size of an input is not known.</summary>
    public const string InputShape = "CG5004";

    /// <summary>The bytes are no ONNX model, or contradict themselves.</summary>
    public const string Malformed = "CG5005";

    /// <summary>Data beside the file that cannot be read, or must not be.</summary>
    public const string ExternalData = "CG5006";

    /// <summary>Shapes of the graph that do not fit each other.</summary>
    public const string Shapes = "CG5007";

    /// <summary>An option names something that the graph does not have.</summary>
    public const string Option = "CG5008";

    /// <summary>The layers of the graph make no network that ConvGen compiles.</summary>
    public const string Network = "CG5009";

    /// <summary>ONNX has nothing that computes what a layer does.</summary>
    public const string NoCounterpart = "CG5101";
}
