extern alias runtime;
using ConvGen.Model.Primitives;
using Parameters = runtime::ConvGen.ParameterCollection;

namespace ConvGen.Onnx.Exporting;

/// <summary>The tensors of a network. In the graph each is a constant once, whoever reads it.</summary>
/// <param name="parameters">The tensors.</param>
/// <param name="graph">The graph.</param>
internal sealed class NetworkTensors(Parameters parameters, GraphBuilder graph)
{
    private readonly Dictionary<(string Name, EquatableArray<int> Shape), string> _constants = [];

    /// <summary>The numbers of a tensor.</summary>
    public ReadOnlySpan<float> Numbers(string name) => parameters[name].Values;

    /// <summary>A tensor as a constant.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="shape">The extents that it has there.</param>
    public string Constant(string name, EquatableArray<int> shape)
    {
        if (!_constants.TryGetValue((name, shape), out string? constant))
        {
            constant = _constants[(name, shape)] = graph.Add(name, shape, Numbers(name));
        }

        return constant;
    }
}
