using ConvGen.Model.Primitives;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers;

/// <summary>One layer placed in a network, with everything that follows from the shapes it reads.</summary>
/// <param name="Name">The layer's name, unique in the network.</param>
/// <param name="Layer">The layer, with its settings resolved (a convolution has its number of filters).</param>
/// <param name="Inputs">Indices of the nodes it reads, in order.</param>
/// <param name="Shape">The shape of its output.</param>
/// <param name="Axes">For windowed layers the window along each spatial axis, for a transposed convolution that of the convolution whose
/// adjoint it is; empty for all others.</param>
/// <param name="Parameters">Its tensors, in the order of the weight file.</param>
/// <param name="Macs">Multiply-accumulate operations of one example.</param>
/// <param name="ReceptiveField">The receptive field along each axis of the network's input; empty when the input has no spatial axes. It
/// includes padding and saturates at <see cref="int.MaxValue"/>.</param>
/// <param name="Settings">The settings for tables, as in <c>5×5, stride 1, padding 2</c>.</param>
public sealed record Node(
    string Name,
    Layer Layer,
    EquatableArray<int> Inputs,
    FeatureShape Shape,
    EquatableArray<WindowAxis> Axes,
    EquatableArray<ParameterTensor> Parameters,
    long Macs,
    EquatableArray<int> ReceptiveField,
    string Settings)
{
    /// <summary>Whether an optimizer changes any of its tensors.</summary>
    public bool IsTrained => Parameters.Any(tensor => tensor.IsTrained);
}
