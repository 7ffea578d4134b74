using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;

namespace ConvGen.Model;

/// <summary>A network as declared, before anything about it is known to be right.</summary>
/// <param name="Type">The class that declares it.</param>
/// <param name="Layers">The layers in source order, inputs among them.</param>
/// <param name="Trainable">Whether the class has <c>[Trainable]</c>.</param>
/// <param name="InputGradient">Whether training computes the gradient of the input too.</param>
/// <param name="Budget">The limits, when there are any.</param>
public sealed record NetworkDeclaration(
    TypeIdentity Type, EquatableArray<LayerDeclaration> Layers, bool Trainable, bool InputGradient, Budget? Budget)
{
    /// <summary>The further sizes of the input, each with its spatial axes from the outermost to the innermost.</summary>
    public EquatableArray<EquatableArray<int>> Sizes { get; init; }

    /// <summary>The file with the weights of new networks; <see langword="null"/> for random ones.</summary>
    public string? Pretrained { get; init; }

    /// <summary>Members of the class that may collide with generated ones.</summary>
    public EquatableArray<OwnMember> OwnMembers { get; init; }
}
