namespace ConvGen.Model;

/// <summary>
/// The least network with the members that a declaration asks for. It is emitted for a declaration with an error, so that code that uses the
/// class has no errors of its own beside the one that matters. It cannot be created.
/// </summary>
public static class StandIn
{
    private const int MostAxes = 3;

    /// <summary>The network, or <see langword="null"/> where the names of inputs and outputs are the error.</summary>
    /// <param name="declaration">The declaration, which may be wrong in any way.</param>
    public static NetworkModel? Of(NetworkDeclaration declaration)
    {
        List<LayerDeclaration> layers = [.. declaration.Layers.Where(layer => layer.Layer is InputLayer).Select(Input)];
        if (layers.Count == 0)
            return null;
        int axes = ((InputLayer)layers[0].Layer).Dimensions.Count - 1;
        if (axes > 0)
            layers.Add(new(new GlobalAvgPoolLayer()));
        layers.Add(new(new DenseLayer(1, Bias: true)));
        layers.AddRange(declaration.Layers.Where(layer => layer.Layer is OutputLayer).Select(layer => layer with { From = null, With = [] }));
        NetworkDeclaration least = new(declaration.Type, layers.ToEquatableArray(), declaration.Trainable, declaration.InputGradient, Budget: null)
        {
            Sizes = axes == 0 ? [] : Enumerable.Range(2, declaration.Sizes.Count).Select(size => Enumerable.Repeat(size, axes).ToEquatableArray()).ToEquatableArray(),
        };
        return NetworkInference.InferLayers(least, (_, _) => { }) is { } network ? network with { StandsIn = true, OwnMembers = declaration.OwnMembers } : null;
    }

    // What flows in becomes as small as can be, on as many axes as declared.
    private static LayerDeclaration Input(LayerDeclaration declared)
    {
        var input = (InputLayer)declared.Layer;
        int axes = Math.Min(Math.Max(0, input.Dimensions.Count - 1), MostAxes);
        return declared with { Layer = new InputLayer(Enumerable.Repeat(1, 1 + axes).ToEquatableArray()) { Element = input.Element }, From = null, With = [] };
    }
}
