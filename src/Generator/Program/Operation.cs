namespace ConvGen.Generator.Program;

/// <summary>A form in which training gives an output.</summary>
/// <param name="Output">The number of the output.</param>
/// <param name="Logits">Whether it is the logits that go into its softmax instead of the probabilities.</param>
internal readonly record struct OutputForm(int Output, bool Logits);

/// <summary>
/// One thing that is done with values: what it computes, not how. Planning chooses layouts and algorithms, scheduling makes steps of it.
/// </summary>
internal abstract class Operation(string layer)
{
    /// <summary>The layer that it belongs to.</summary>
    public string Layer { get; } = layer;

    /// <summary>In which form the loss must take an output for the operation to be done; null when it is always done.</summary>
    public OutputForm? When { get; set; }

    /// <summary>Values that it reads.</summary>
    public abstract IEnumerable<Value> Reads { get; }

    /// <summary>The value that it writes; null where it writes only gradients of parameters, or statistics.</summary>
    public abstract Value? Writes { get; }

    /// <summary>Whether it can read the value in planar layout.</summary>
    public virtual bool AcceptsPlanar(Value value) => false;

    /// <summary>The operations that stand for this one once halos are known; itself unless it needs copies before or after it.</summary>
    public virtual IEnumerable<Operation> Legalize() => [this];
}
