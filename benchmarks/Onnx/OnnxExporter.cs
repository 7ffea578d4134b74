namespace ConvGen.Benchmarks.Onnx;

/// <summary>Writes a network with its weights as an ONNX file, layer by layer: folding and fusing are left to whoever reads it.</summary>
internal sealed class OnnxExporter
{
    private readonly INetwork _network;
    private readonly OnnxModel _model = new();

    // What comes out of a layer is named as the layer, unless the layer does nothing.
    private readonly Dictionary<DeclaredLayer, string> _values = [];

    private OnnxExporter(INetwork network) => _network = network;

    /// <summary>Writes the file, for one example.</summary>
    /// <returns>What to ask of the file.</returns>
    /// <exception cref="NotSupportedException">A layer or a setting has no counterpart here.</exception>
    public static OnnxFile Write(INetwork network, string path)
    {
        var exporter = new OnnxExporter(network);
        IReadOnlyList<DeclaredLayer> layers = DeclarationReader.Read(network);
        foreach (DeclaredLayer layer in layers)
        {
            exporter._values[layer] = exporter.Add(layer);
        }

        int[] inputShape = [1, .. layers[0].Info.OutputShape], outputShape = [1, .. layers[^1].Info.OutputShape];
        var file = new OnnxFile(path, exporter._values[layers[0]], inputShape, exporter._values[layers[^1]], outputShape);
        exporter._model.AddInput(file.Input, inputShape);
        exporter._model.AddOutput(file.Output, outputShape);
        exporter._model.Write(path);
        return file;
    }

    private string Add(DeclaredLayer layer) => layer.Attribute switch
    {
        InputAttribute { Layout: InputLayout.Planar, Element: InputElement.Float, Mean: null, Std: null } => layer.Info.Name,
        InputAttribute => throw new NotSupportedException($"Input '{layer.Info.Name}' is not planar floats as they are; its conversion is not exported."),
        ConvAttribute { Rounding: not RoundingMode.Ceiling, Flip: false, PadMode: PadMode.Constant, Bias: not BiasKind.PerUnit } conv => Node(
            layer, "Conv", ["weight", "bias"], [.. OnnxWindow.Describe(conv, layer.Axes), OnnxAttribute.Integer("group", conv.Groups)]),
        ConvTransposeAttribute { Bias: not BiasKind.PerUnit } conv => Node(
            layer,
            "ConvTranspose",
            ["weight", "bias"],
            [.. OnnxWindow.Describe(conv, layer.Axes), OnnxWindow.OutputPadding(conv, layer.Axes), OnnxAttribute.Integer("group", conv.Groups)]),
        MaxPoolAttribute pool => Node(layer, "MaxPool", [], [.. OnnxWindow.Describe(pool, layer.Axes), OnnxWindow.CeilMode(pool)]),
        AvgPoolAttribute pool => AveragePool(layer, pool),
        GlobalAvgPoolAttribute => Node(layer, "GlobalAveragePool", []),
        BatchNormAttribute norm => Node(
            layer, "BatchNormalization", ["weight", "bias", "running_mean", "running_var"], OnnxAttribute.Real("epsilon", norm.Epsilon)),
        DenseAttribute => Dense(layer),
        FlattenAttribute => Node(layer, "Flatten", []),
        DropoutAttribute => _values[layer.Inputs[0]],
        ReluAttribute => Node(layer, "Relu", []),
        Relu6Attribute => Clip(layer, 0, 6),
        LeakyReluAttribute leaky => Node(layer, "LeakyRelu", [], OnnxAttribute.Real("alpha", leaky.Slope)),
        SigmoidAttribute => Node(layer, "Sigmoid", []),
        TanhAttribute => Node(layer, "Tanh", []),
        SoftmaxAttribute => Node(layer, "Softmax", [], OnnxAttribute.Integer("axis", 1)),
        AddAttribute => Node(layer, layer.Inputs.Count == 2 ? "Add" : "Sum", []),
        ConcatAttribute => Node(layer, "Concat", [], OnnxAttribute.Integer("axis", 1)),
        _ => throw new NotSupportedException($"{layer.Info.Kind} '{layer.Info.Name}' is not exported."),
    };

    private string AveragePool(DeclaredLayer layer, AvgPoolAttribute pool)
    {
        // The operator has no dilation before version 19.
        IEnumerable<WireMessage> window = OnnxWindow.Describe(pool, layer.Axes).Take(3);
        WireMessage counted = OnnxAttribute.Integer("count_include_pad", pool.CountPadding ? 1 : 0);
        return Node(layer, "AveragePool", [], [.. window, OnnxWindow.CeilMode(pool), counted]);
    }

    // The limits are inputs of the operator.
    private string Clip(DeclaredLayer layer, float least, float most)
    {
        string[] limits = [layer.Info.Name + ".min", layer.Info.Name + ".max"];
        _model.AddConstant(limits[0], [], [least]);
        _model.AddConstant(limits[1], [], [most]);
        _model.AddNode("Clip", [_values[layer.Inputs[0]], .. limits], layer.Info.Name);
        return layer.Info.Name;
    }

    private string Dense(DeclaredLayer layer)
    {
        string input = _values[layer.Inputs[0]];
        if (layer.Inputs[0].Axes > 0)
        {
            string flat = layer.Info.Name + ".input";
            _model.AddNode("Flatten", [input], flat);
            input = flat;
        }

        string[] inputs = [input, .. Parameters(layer, "weight", "bias")];
        _model.AddNode("Gemm", inputs, layer.Info.Name, OnnxAttribute.Integer("transB", 1));
        return layer.Info.Name;
    }

    private string Node(DeclaredLayer layer, string operation, string[] parameters, params IEnumerable<WireMessage> attributes)
    {
        string[] inputs = [.. layer.Inputs.Select(input => _values[input]), .. Parameters(layer, parameters)];
        _model.AddNode(operation, inputs, layer.Info.Name, attributes);
        return layer.Info.Name;
    }

    private IEnumerable<string> Parameters(DeclaredLayer layer, params IEnumerable<string> suffixes)
    {
        foreach (string name in suffixes.Select(suffix => $"{layer.Info.Name}.{suffix}").Where(_network.Parameters.Contains))
        {
            NetworkParameter parameter = _network.Parameters[name];
            _model.AddConstant(name, parameter.Shape, parameter.Values);
            yield return name;
        }
    }
}
