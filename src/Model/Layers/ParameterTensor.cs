using ConvGen.Model.Primitives;

namespace ConvGen.Model.Layers;

/// <summary>One tensor of a layer's parameters, with the name, shape and order that PyTorch gives it.</summary>
/// <param name="Name">The full name, as in <c>conv1.weight</c>.</param>
/// <param name="Shape">The shape, as in [out, in/groups, k…].</param>
/// <param name="Role">The role of the tensor.</param>
/// <param name="FanIn">Inputs that one output sums over, for initialisation; 1 for normalisation.</param>
/// <param name="FanOut">Outputs that one input reaches, for initialisation; 1 for normalisation.</param>
public sealed record ParameterTensor(string Name, EquatableArray<int> Shape, TensorRole Role, int FanIn, int FanOut)
{
    /// <summary>Whether the tensor belongs to an earlier layer, which shares it with this one.</summary>
    public bool IsTied { get; init; }

    /// <summary>Where its numbers start; unset for what its role says.</summary>
    public double? Start { get; init; }

    /// <summary>How many numbers the tensor holds.</summary>
    public long Length => Shape.Aggregate(1L, (product, size) => Saturating.Multiply(product, size));

    /// <summary>Whether the declaration says that training leaves the tensor as it is.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Whether the optimizer changes the tensor.</summary>
    public bool IsTrained => IsTrainable && !IsFrozen;

    /// <summary>Whether an optimizer may change the tensor; running statistics and codewords follow the data instead.</summary>
    public bool IsTrainable => Role is not (TensorRole.RunningMean or TensorRole.RunningVariance or TensorRole.Codewords);
}
