using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Definitions;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing.Drawing;

/// <summary>Draws what the generator computes together, and graphs whose branches meet again.</summary>
internal sealed class MotifDrawer(Dice dice, LayerDrawer layers, Growing network)
{
    private static readonly string[] Combinations = ["Add", "Subtract", "Multiply", "Maximum", "Minimum", "Concat"];

    private static readonly string[] WithTensors =
    [
        "Conv", "ConvTranspose", "LocallyConnected", "TiledConv", "Dense", "LearnedPool", "ClusterPool", "LayerNorm", "RmsNorm", "GroupNorm", "InstanceNorm", "BatchNorm",
        "GlobalResponseNorm", "Scale", "Shift", "PRelu",
    ];

    private int _blocks;

    /// <summary>Adds a motif where it fits.</summary>
    public bool TryAdd()
    {
        bool isMap = network.Current.Length > 1;
        return dice.Weighted<Func<bool>>(
            (isMap ? 3 : 0, ConvolutionChain),
            (isMap ? 2 : 0, ConvolutionAndDepthwise),
            (isMap ? 2 : 0, Residual),
            (isMap ? 1 : 0, SqueezeAndExcitation),
            (isMap ? 0.8 : 0, Unpooling),
            (3, Combine),
            (2, Branch),
            (2, Use),
            (1.5, Sharing),
            (isMap ? 1.5 : 0, SharingAny),
            (1, SoftmaxThatOthersRead),
            (1, Broadcast),
            (1, MatrixProduct),
            (1, OfPositives),
            (0.7, Quotient))();
    }

    // Convolution, batch normalisation, activation, pooling.
    private bool ConvolutionChain()
    {
        List<Layer> chain = [layers.Of(dice.Weighted((5, "Conv"), (1, "ConvTranspose"), (1, "DepthwiseConv")), network.Current)];
        if (dice.Chance(0.6))
            chain.Add(Layer.Of("BatchNorm"));
        if (dice.Chance(0.8))
            chain.Add(layers.Activation(network.Current));
        if (dice.Chance(0.5))
            chain.Add(Pooling());
        return network.TryAdd([.. chain]) || network.TryAdd([.. chain.Take(1)]);
    }

    private Layer Pooling()
    {
        Layer pool = Layer.Of(dice.Of("MaxPool", "MaxPool", "AvgPool")).With("k", dice.Of(2, 2, 3));
        return dice.Chance(0.4) ? pool.With("s", dice.Between(1, 3)).Set("Rounding", dice.Of(RoundingMode.Floor, RoundingMode.Ceiling)) : pool.Set("Rounding", RoundingMode.Floor);
    }

    private bool ConvolutionAndDepthwise()
    {
        Layer conv = layers.Of("Conv", network.Current), depthwise = layers.Of("DepthwiseConv", network.Current);
        return dice.Chance(0.4)
            ? network.TryAdd(conv, layers.Activation(network.Current), depthwise)
            : network.TryAdd(conv, depthwise, layers.Activation(network.Current));
    }

    private bool Residual()
    {
        string shortcut = network.NextName(dice);
        Layer Same() => Layer.Of("Conv").With("k", dice.Of(1, 3)).Set("Padding", PaddingKind.Same);
        List<Layer> chain = [layers.Activation(network.Current).Set("Name", shortcut), Same()];
        if (dice.Chance(0.5))
            chain.Add(Layer.Of("BatchNorm"));
        if (dice.Chance(0.5))
            chain.AddRange([layers.Activation(network.Current), Same()]);
        chain.Add(Layer.Of(dice.Of("Add", "Add", "Maximum", "Subtract"), shortcut));
        chain.Add(layers.Activation(network.Current));
        return network.TryAdd([.. chain]);
    }

    private bool SqueezeAndExcitation()
    {
        string map = network.NextName(dice);
        return network.TryAdd(
            layers.Activation(network.Current).Set("Name", map), Layer.Of("GlobalAvgPool"), Layer.Of("Dense", dice.Between(1, 9)), Layer.Of("Relu"),
            Layer.Of("Dense", network.Current[0]), Layer.Of("Sigmoid"), Layer.Of("Multiply", map));
    }

    private bool Unpooling()
    {
        string pool = network.NextName(dice);
        Layer pooling = new WindowDrawer(dice).Draw(Layer.Of("MaxPool"), network.Current, isPooling: true).Set("Name", pool);
        Layer unpooling = Layer.Of("MaxUnpool").Set("From", pool);
        return network.TryAdd(pooling, layers.Activation(network.Current), dice.Chance(0.5) ? unpooling.Set("Name", network.NextName(dice)) : unpooling);
    }

    // The current value and others that have names.
    private bool Combine()
    {
        if (network.Named.Count == 0)
            return false;
        string Any() => dice.Of<string>([.. network.Named.Select(value => value.Name)]);
        for (int tries = 0; tries < 6; tries++)
        {
            Layer layer = Layer.Of(dice.Of<string>(Combinations), [.. Enumerable.Range(0, dice.Weighted((3, 1), (2, 2), (1, 3))).Select(_ => (object)Any())]);
            if (dice.Chance(0.15))
                layer = layer.Set("From", Any());
            if (network.TryAdd(dice.Chance(0.3) ? layer.Set("Name", network.NextName(dice)) : layer))
                return true;
        }

        return false;
    }

    // A second way from a value to the same shape, and both together.
    private bool Branch()
    {
        string start = network.NextName(dice), end = network.NextName(dice);
        int[] shape = network.Current;
        bool isMap = shape.Length > 1;
        Layer Way()
        {
            Layer way = !isMap || dice.Chance(0.3) ? layers.Activation(shape)
                : layers.Of(dice.Of("Conv", "DepthwiseConv", "AvgPool", "MaxPool", "BatchNorm", "GroupNorm"), shape);
            return isMap && way.Kind is "Conv" or "DepthwiseConv" or "AvgPool" or "MaxPool"
                ? Layer.Of(way.Kind, way.Kind == "Conv" && dice.Chance(0.4) ? [layers.Filters()] : []).With("k", dice.Of(1, 3)).With("s", 1).Set("Padding", PaddingKind.Same)
                : way;
        }

        return network.TryAdd(
            layers.Activation(shape).Set("Name", start), Way().Set("Name", end), Way().Set("From", start), Layer.Of(dice.Of<string>(Combinations), end));
    }

    private bool Use()
    {
        string block = $"B{++_blocks}";
        bool isMap = network.Current.Length > 1;
        int filters = dice.Chance(0.5) ? network.Current[0] : 2 * dice.Between(1, 9);
        Layer use = Layer.Use(block);
        List<Layer> inner = [];
        if (!isMap)
        {
            inner.AddRange([Layer.Of("Dense", network.Current[0]), layers.Activation(network.Current)]);
            if (dice.Chance(0.5))
                inner.Add(Layer.Of("Add", new Code("BlockArgument.Input")));
            use = dice.Chance(0.6) ? use.Set("Repeat", dice.Between(1, 3)) : use;
        }
        else if (dice.Chance(0.5))
        {
            // It keeps the shape, so that copies can follow each other.
            inner.AddRange([Layer.Of("Conv").With("k", 3).With("p", 1), layers.Activation(network.Current)]);
            if (dice.Chance(0.5))
                inner.AddRange([Layer.Of("DepthwiseConv").With("k", 3).With("p", 1), Layer.Of("BatchNorm")]);
            if (dice.Chance(0.7))
                inner.Add(Layer.Of(dice.Of("Add", "Maximum"), new Code("BlockArgument.Input")));
            use = use.Set("Repeat", dice.Between(1, 3));
        }
        else
        {
            BlockNumber width = new(0), stride = new(1), taps = new(2);
            filters += filters % 2;
            Layer strided = Layer.Of("Conv", dice.Of(width, width with { Times = 2 }, width with { Over = 2 }))
                .With("k", taps).With("s", stride).With("p", 1).Set("Rounding", RoundingMode.Floor);
            inner.AddRange([strided, layers.Activation(network.Current)]);
            if (dice.Chance(0.5))
                inner.Add(Layer.Of("Conv", width).With("k", 1));
            int copies = dice.Chance(0.3) ? 2 : 1;
            string Each(BlockNumber number, params int[] values) => FormattableString.Invariant($"{BlockNumber.Prefix}{number.Index + 1} = {string.Join(", ", values)}");
            int first = dice.Between(1, 2);
            Argument[] said = dice.Chance(0.5)
                ? [new(null, false, filters), new(null, false, first), new(null, false, dice.Of(3, 2))]
                : [new(null, false, filters), new(null, false, Each(taps, dice.Of(3, 2))), new(null, false, Each(stride, copies == 1 ? [first] : [first, 1]))];
            use = use with { Arguments = [.. said] };
            use = copies > 1 ? use.Set("Repeat", copies) : use;
        }

        use = dice.Chance(0.3) ? use.Set("Tied", true) : use;
        use = dice.Chance(0.4) ? use.Set("Name", network.NextName(dice) + dice.Weighted((3, ""), (1, "_{1}"), (1, ".{0}"))) : use;
        use = dice.Chance(0.2) && network.Named.Count > 0 ? use.Set("From", dice.Of<string>([.. network.Named.Select(value => value.Name)])) : use;
        BlockDeclaration declared = new(block, [.. inner]);
        return (dice.Chance(0.3) && Shared([declared], use)) || network.TryAdd([declared], use);
    }

    // Any layer that has tensors, twice.
    private bool SharingAny()
    {
        Layer layer = layers.Of(dice.Of(WithTensors), network.Current);
        return HasTensors(layer) && Shared([], layer);
    }

    private bool HasTensors(Layer layer)
    {
        try
        {
            return LayerDefinitions.Of(AttributeFactory.Create(layer), [network.Current]).Tensors.Length > 0;
        }
        catch (InvalidDeclarationException)
        {
            return false;
        }
    }

    // Of the current value and of an activation of it.
    private bool Shared(BlockDeclaration[] blocks, Layer layer)
    {
        string start = network.NextName(dice), owner = network.NextName(dice), end = network.NextName(dice);
        int[] shape = network.Current;
        return network.TryAdd(
            blocks, layers.Activation(shape).Set("Name", start), layer.Set("Name", owner), Layer.Of("Relu").Set("Name", end),
            layers.Activation(shape).Set("From", start), layer.Set("Share", owner), Layer.Of(dice.Of("Add", "Subtract", "Concat"), end));
    }

    // One set of weights for a value, what an activation makes of it and, where they do not depend on the size of the map, a smaller one.
    private bool Sharing()
    {
        string start = network.NextName(dice), owner = network.NextName(dice), end = network.NextName(dice);
        int[] shape = network.Current;
        bool isMap = shape.Length > 1;
        Layer[] stack = !isMap ? [Layer.Of("Dense", dice.Between(1, 9)), layers.Activation(shape)]
            : dice.Chance(0.3) ? [Layer.Of("DepthwiseConv").With("k", 3).With("p", 1), Layer.Of("BatchNorm")]
            : [Layer.Of("Conv", layers.Filters()).With("k", dice.Of(1, 3)).Set("Padding", PaddingKind.Same), dice.Of(Layer.Of("BatchNorm"), Layer.Of("PRelu"), Layer.Of("GroupNorm", 1))];
        bool hasTwo = stack[1].Kind is "BatchNorm" or "PRelu" or "GroupNorm";
        Layer[] first = [stack[0].Set("Name", owner), hasTwo ? stack[1].Set("Name", owner + "_2") : stack[1]];
        Layer[] second = [stack[0].Set("Share", owner), hasTwo ? stack[1].Set("Share", owner + "_2") : stack[1]];
        Layer[] pooled = isMap ? [Layer.Of("GlobalAvgPool")] : [];
        Layer between = isMap && dice.Chance(0.5)
            ? Layer.Of("AvgPool").With("k", 2).With("s", dice.Between(1, 2)).Set("Padding", PaddingKind.Same) : layers.Activation(shape);
        return network.TryAdd(
            [
                layers.Activation(shape).Set("Name", start), .. first, .. pooled, layers.Activation(shape).Set("Name", end),
                between.Set("From", start), .. second, .. pooled, Layer.Of(dice.Of("Add", "Subtract", "Concat"), end),
            ]);
    }

    private bool SoftmaxThatOthersRead()
    {
        string probabilities = network.NextName(dice);
        Layer softmax = Layer.Of("Softmax").Set("Name", probabilities);
        return dice.Chance(0.5)
            ? network.TryAdd(Layer.Of("Output", network.NextName(dice).Replace('.', '_')), softmax, Layer.Of("Output", network.NextName(dice).Replace('.', '_')))
            : network.TryAdd(softmax, layers.Activation(network.Current), Layer.Of(dice.Of("Multiply", "Concat", "Add"), probabilities));
    }

    // An operand with one channel, or one position along an axis.
    private bool Broadcast()
    {
        string start = network.NextName(dice), small = network.NextName(dice);
        int[] shape = network.Current;
        Layer from = layers.Activation(shape).Set("Name", start);
        Layer narrow = shape.Length == 1 || dice.Chance(0.3) ? Layer.Of("Slice", dice.Between(0, shape[0] - 1), 1)
            : dice.Chance(0.5) ? Layer.Of(dice.Of("GlobalAvgPool", "GlobalMaxPool"))
            : Layer.Of("AdaptiveAvgPool", [.. shape.Skip(1).Select(extent => (object)(dice.Chance(0.5) ? 1 : extent))]);
        string kind = dice.Of("Add", "Subtract", "Multiply", "Maximum", "Minimum");
        return dice.Chance(0.5)
            ? network.TryAdd(from, narrow, Layer.Of(kind, start))
            : network.TryAdd(from, narrow.Set("Name", small), Layer.Of(kind, start, small));
    }

    // The products of all channels, or of all positions of the last axis, with each other.
    private bool MatrixProduct()
    {
        int[] shape = network.Current;
        if (shape.Length < 2)
            return false;
        string first = network.NextName(dice), second = network.NextName(dice);
        Layer product = dice.Chance(0.5) ? Layer.Of("MatMul", first, second) : Layer.Of("MatMul", second).Set("From", first);
        product = product.Set(dice.Chance(0.5) ? "TransposeFirst" : "TransposeSecond", true);
        product = dice.Chance(0.5) ? product.Set("Name", network.NextName(dice)) : product;
        return network.TryAdd(layers.Activation(shape).Set("Name", first), layers.Activation(shape).Set("Name", second), product);
    }

    private bool OfPositives()
    {
        Layer positive = Positive(), function = layers.OfPositive(network.Current);
        if (dice.Chance(0.5))
            return network.TryAdd(positive, function);
        string name = network.NextName(dice);
        return network.TryAdd(positive.Set("Name", name), function.Set("Name", network.NextName(dice)).Set("From", name));
    }

    private bool Quotient()
    {
        string start = network.NextName(dice), divisor = network.NextName(dice);
        int[] shape = network.Current;
        Layer from = layers.Activation(shape).Set("Name", start), positive = Positive().Set("Name", divisor);
        return shape.Length > 1 && dice.Chance(0.4)
            ? network.TryAdd(from, Layer.Of("GlobalAvgPool"), positive, Layer.Of("Divide", start, divisor))
            : network.TryAdd(from, positive, Layer.Of("Divide", divisor).Set("Name", network.NextName(dice)).Set("From", start));
    }

    private Layer Positive() => Layer.Of(dice.Of("Softplus", "Sigmoid", "Exp"));
}
