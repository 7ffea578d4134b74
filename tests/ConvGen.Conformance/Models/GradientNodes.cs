using ConvGen.Conformance.Planning;
using ConvGen.Onnx.Protobuf;

namespace ConvGen.Conformance.Models;

/// <summary>The operators of the gradient cases, which are PyTorch's, as PyTorch's exporter writes them.</summary>
internal static class GradientNodes
{
    /// <summary>The version of the operators.</summary>
    public const int Opset = 21;

    private static readonly Dictionary<string, Action<GradientNode>> Table = new()
    {
        ["AdaptiveAvgPool"] = node => Global(node, "GlobalAveragePool"),
        ["AdaptiveMaxPool"] = node => Global(node, "GlobalMaxPool"),
        ["Add"] = Several("Add"),
        ["AvgPool"] = node => Window(node, "AveragePool").With("count_include_pad", node.Attributes.Flag("count_include_pad") ? 1 : 0),
        ["BatchNorm"] = BatchNorm,
        ["CELU"] = node => node.Result("Celu").With("alpha", node.Attributes.Real("alpha")),
        ["Concat"] = node => node.Add("Concat", node.Inputs, node.Output).With("axis", node.Attributes.Int("dim")),
        ["Conv"] = node => Convolution(node, "Conv"),
        ["ConvTranspose"] = ConvTranspose,
        ["Dropout"] = MaskedDropout,
        ["ELU"] = node => node.Result("Elu").With("alpha", node.Attributes.Real("alpha")),
        ["Flatten"] = node => node.Result("Flatten").With("axis", node.Attributes.Int("start_dim")),
        ["GELU"] = node => node.Result("Gelu").With("approximate", node.Attributes.Text("approximate", "none")),
        ["GLU"] = Glu,
        ["GroupNorm"] = node => Affine(node, "GroupNormalization").With("num_groups", node.Attributes.Int("groups")),
        ["HardSigmoid"] = node => node.Result("HardSigmoid").With("alpha", 1.0 / 6).With("beta", 0.5),
        ["HardSwish"] = Plain("HardSwish"),
        ["HardTanh"] = node => Clip(node, node.Attributes.Real("min"), node.Attributes.Real("max")),
        ["InstanceNorm"] = node => Affine(node, "InstanceNormalization"),
        ["LayerNorm"] = node => Affine(node, "LayerNormalization").With("axis", -node.Attributes.Ints("normalized_shape").Length),
        ["LeakyReLU"] = node => node.Result("LeakyRelu").With("alpha", node.Attributes.Real("slope")),
        ["Linear"] = Linear,
        ["LogSigmoid"] = LogSigmoid,
        ["LogSoftmax"] = node => node.Result("LogSoftmax").With("axis", node.Attributes.Int("dim")),
        ["LpPool"] = node => Window(node, "LpPool").With("p", (int)node.Attributes.Real("p")),
        ["MaxPool"] = node => Window(node, "MaxPool"),
        ["Mish"] = Plain("Mish"),
        ["Mul"] = Several("Mul"),
        ["Pad"] = Pad,
        ["PixelShuffle"] = node =>
            node.Result("DepthToSpace").With("blocksize", node.Attributes.Int("factor")).With("mode", "CRD"),
        ["PReLU"] = PRelu,
        ["ReLU"] = Plain("Relu"),
        ["ReLU6"] = node => Clip(node, 0, 6),
        ["SELU"] = Plain("Selu"),
        ["Sigmoid"] = Plain("Sigmoid"),
        ["SiLU"] = Silu,
        ["Softmax"] = node => node.Result("Softmax").With("axis", node.Attributes.Int("dim")),
        ["SoftShrink"] = node =>
            node.Result("Shrink").With("lambd", node.Attributes.Real("lambda")).With("bias", node.Attributes.Real("lambda")),
        ["Softplus"] = Softplus,
        ["Softsign"] = Plain("Softsign"),
        ["Tanh"] = Plain("Tanh"),
        ["TanhShrink"] = TanhShrink,
        ["ThresholdedReLU"] = node => node.Result("ThresholdedRelu").With("alpha", node.Attributes.Real("threshold")),
        ["Upsample"] = Upsample,
    };

    /// <summary>Adds the nodes that one node becomes.</summary>
    /// <exception cref="SkippedCaseException">ONNX has no operator for it.</exception>
    public static void Add(GradientNode node)
    {
        if (!Table.TryGetValue(node.Op, out Action<GradientNode>? add))
            throw new SkippedCaseException(node.Op);
        add(node);
    }

    private static Action<GradientNode> Plain(string op) => node => node.Result(op);

    private static Action<GradientNode> Several(string op) => node => node.Add(op, node.Inputs, node.Output);

    private static void Clip(GradientNode node, double least, double most) =>
        node.Result("Clip", node.Number("min", least), node.Number("max", most));

    private static void Global(GradientNode node, string op)
    {
        if (node.Attributes.Ints("output").Any(size => size != 1))
            throw new SkippedCaseException($"{node.Op} to [{string.Join(", ", node.Attributes.Ints("output"))}]");
        node.Result(op);
    }

    private static NodeProto Window(GradientNode node, string op)
    {
        NodeProto pool = node.Result(op)
            .With("kernel_shape", node.Attributes.Ints("kernel"))
            .With("strides", node.Attributes.Ints("stride"));
        if (node.Attributes.Has("padding"))
            pool.With("pads", [.. node.Attributes.Ints("padding"), .. node.Attributes.Ints("padding")]);
        if (node.Attributes.Has("dilation"))
            pool.With("dilations", node.Attributes.Ints("dilation"));
        return pool.With("ceil_mode", node.Attributes.Flag("ceil_mode") ? 1 : 0);
    }

    private static NodeProto Convolution(GradientNode node, string op) => node.Result(op, Parameters(node))
        .With("strides", node.Attributes.Ints("stride"))
        .With("pads", [.. node.Attributes.Ints("padding"), .. node.Attributes.Ints("padding")])
        .With("dilations", node.Attributes.Ints("dilation"))
        .With("group", node.Attributes.Int("groups", 1));

    private static void ConvTranspose(GradientNode node)
    {
        NodeProto convolution = Convolution(node, "ConvTranspose");
        if (node.Attributes.Has("output_padding"))
            convolution.With("output_padding", node.Attributes.Ints("output_padding"));
    }

    // PyTorch weighs the statistics of the minibatch, ONNX the old ones.
    private static void BatchNorm(GradientNode node) => node
        .Result("BatchNormalization", [.. Parameters(node), .. node.Tensor("running_mean"), .. node.Tensor("running_var")])
        .With("epsilon", node.Attributes.Real("eps"))
        .With("momentum", 1 - node.Attributes.Real("momentum"));

    private static NodeProto Affine(GradientNode node, string op) =>
        node.Result(op, Parameters(node)).With("epsilon", node.Attributes.Real("eps"));

    private static string[] Parameters(GradientNode node) => [.. node.Tensor("weight"), .. node.Tensor("bias")];

    // The rows of the weight are units.
    private static void Linear(GradientNode node)
    {
        node.Add("Transpose", node.Tensor("weight"), node.Inner("matrix")).With("perm", [1, 0]);
        string[] bias = node.Tensor("bias");
        string product = bias.Length > 0 ? node.Inner("product") : node.Output;
        node.Add("MatMul", [node.Input, node.Inner("matrix")], product);
        if (bias.Length > 0)
            node.Add("Add", [product, .. bias], node.Output);
    }

    // One slope, or one for each channel: along the axes behind the channels they do not differ.
    private static void PRelu(GradientNode node)
    {
        string axes = node.Integers("axes", Enumerable.Range(1, node.Rank - 2));
        node.Add("Unsqueeze", [.. node.Tensor("weight"), axes], node.Inner("slope"));
        node.Result("PRelu", node.Inner("slope"));
    }

    private static void Silu(GradientNode node)
    {
        node.Add("Sigmoid", [node.Input], node.Inner("sigmoid"));
        node.Result("Mul", node.Inner("sigmoid"));
    }

    private static void LogSigmoid(GradientNode node)
    {
        node.Add("Sigmoid", [node.Input], node.Inner("sigmoid"));
        node.Add("Log", [node.Inner("sigmoid")], node.Output);
    }

    private static void Softplus(GradientNode node)
    {
        string beta = node.Number("beta", node.Attributes.Real("beta", 1));
        node.Add("Mul", [node.Input, beta], node.Inner("steep"));
        node.Add("Softplus", [node.Inner("steep")], node.Inner("softplus"));
        node.Add("Div", [node.Inner("softplus"), beta], node.Output);
    }

    private static void TanhShrink(GradientNode node)
    {
        node.Add("Tanh", [node.Input], node.Inner("tanh"));
        node.Result("Sub", node.Inner("tanh"));
    }

    // x·σ(gate), where x is the first half of the channels and gate the second.
    private static void Glu(GradientNode node)
    {
        node.Add("Split", [node.Input], node.Inner("kept"), node.Inner("gate"))
            .With("axis", node.Attributes.Int("dim")).With("num_outputs", 2);
        node.Add("Sigmoid", [node.Inner("gate")], node.Inner("open"));
        node.Add("Mul", [node.Inner("kept"), node.Inner("open")], node.Output);
    }

    // The case gives the mask: x·mask/(1 − p).
    private static void MaskedDropout(GradientNode node)
    {
        node.Add("Mul", node.Inputs, node.Inner("masked"));
        node.Add("Div", [node.Inner("masked"), node.Number("kept", 1 - node.Attributes.Real("p"))], node.Output);
    }

    private static void Pad(GradientNode node)
    {
        int[][] pads = node.Attributes.IntLists("pads");
        string numbers = node.Integers("pads", [0, 0, .. pads.Select(pad => pad[0]), 0, 0, .. pads.Select(pad => pad[1])]);
        string mode = node.Attributes.Text("mode", "constant") switch
        {
            "replicate" => "edge",
            "circular" => "wrap",
            var other => other,
        };
        node.Result("Pad", numbers, node.Number("value", node.Attributes.Real("value"))).With("mode", mode);
    }

    private static void Upsample(GradientNode node)
    {
        int[] size = node.Attributes.Ints("size");
        bool isNearest = node.Attributes.Text("mode", "nearest") == "nearest";
        string coordinates = isNearest ? "asymmetric" : node.Attributes.Flag("align_corners") ? "align_corners" : "half_pixel";
        node.Result("Resize", "", "", node.Integers("size", size))
            .With("axes", [.. Enumerable.Range(2, size.Length)])
            .With("mode", isNearest ? "nearest" : "linear")
            .With("coordinate_transformation_mode", coordinates)
            .With("nearest_mode", "floor");
    }
}
