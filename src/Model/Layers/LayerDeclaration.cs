using ConvGen.Model.Primitives;

namespace ConvGen.Model.Layers;

/// <summary>A layer as declared: its settings, and by name what it is called and what it reads.</summary>
/// <param name="Layer">The kind and its settings.</param>
/// <param name="Name">The name, or <see langword="null"/> for the default one.</param>
/// <param name="From">The layer it reads, or <see langword="null"/> for the one above.</param>
/// <param name="With">The names that a combining layer lists.</param>
public sealed record LayerDeclaration(Layer Layer, string? Name, string? From, EquatableArray<string> With)
{
    /// <summary>A layer with its default name that reads the layer above.</summary>
    public LayerDeclaration(Layer layer)
        : this(layer, null, null, EquatableArray<string>.Empty)
    {
    }

    /// <summary>The name of the layer or use whose tensors this one uses; <see langword="null"/> for its own.</summary>
    public string? Share { get; init; }

    /// <summary>Whether training changes its tensors, or those of all layers of a use.</summary>
    public bool Trainable { get; init; } = true;
}
