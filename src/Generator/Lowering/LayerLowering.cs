using ConvGen.Generator.Functions;

namespace ConvGen.Generator.Lowering;

/// <summary>How one kind of layer becomes operations.</summary>
internal abstract class LayerLowering
{
    private static readonly Dictionary<Type, LayerLowering> All = Discover();

    /// <summary>The kind of layer that is lowered.</summary>
    protected abstract Type LayerType { get; }

    /// <summary>The lowering of a layer's kind.</summary>
    public static LayerLowering For(Layer layer) => All.TryGetValue(layer.GetType(), out LayerLowering? lowering)
        ? lowering
        : throw new NotSupportedException($"No lowering is written for layers of kind {layer.Kind}.");

    /// <summary>
    /// Whether zeros around what a node reads are the same as padding of its own, which the layer then needs no padded map for.
    /// </summary>
    /// <param name="node">The node, with the padding that it would have.</param>
    /// <param name="nothingNegative">Whether it reads no number below zero.</param>
    public virtual bool TakesZerosAsPadding(Node node, bool nothingNegative) => false;

    /// <summary>Whether a node computes each number of one before it and makes 0 of 0, so that zeros around a map stay zeros.</summary>
    public virtual bool KeepsZeros(Node node) => false;

    /// <summary>Whether a node yields no number below zero.</summary>
    public virtual bool YieldsNothingNegative(Node node) => false;

    /// <summary>What becomes of an infinity that a node reads, or makes one.</summary>
    public virtual Infinities Infinities(Node node) => Functions.Infinities.Passed;

    /// <summary>Adds the operations of inference.</summary>
    public abstract void Infer(Node node, InferenceBuilder builder);

    /// <summary>Adds the operations of training, and what adds those of its backward pass.</summary>
    public abstract void Train(Node node, TrainingBuilder builder);

    // Every lowering of this assembly, so that adding a layer needs no entry in a list.
    private static Dictionary<Type, LayerLowering> Discover() => typeof(LayerLowering).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && typeof(LayerLowering).IsAssignableFrom(t))
        .Select(t => (LayerLowering)Activator.CreateInstance(t))
        .ToDictionary(l => l.LayerType);
}

/// <summary>How layers of kind <typeparamref name="TLayer"/> become operations.</summary>
internal abstract class LayerLowering<TLayer> : LayerLowering
    where TLayer : Layer
{
    /// <inheritdoc/>
    protected sealed override Type LayerType => typeof(TLayer);

    /// <inheritdoc/>
    public sealed override void Infer(Node node, InferenceBuilder builder) => Infer(node, (TLayer)node.Layer, builder);

    /// <inheritdoc/>
    public sealed override void Train(Node node, TrainingBuilder builder) => Train(node, (TLayer)node.Layer, builder);

    protected abstract void Infer(Node node, TLayer layer, InferenceBuilder builder);

    protected abstract void Train(Node node, TLayer layer, TrainingBuilder builder);
}
