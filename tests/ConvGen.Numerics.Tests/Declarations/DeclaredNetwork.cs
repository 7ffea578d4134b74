using System.Globalization;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Declarations;

/// <summary>A network that is declared as attributes for the generator and evaluated by the reference.</summary>
internal sealed partial class DeclaredNetwork
{
    public const string Input = "input";

    private readonly int[] _inputShape;
    private readonly List<DeclaredLayer> _layers = [];

    private DeclaredNetwork(int[] inputShape) => _inputShape = inputShape;

    public int[] InputShape => _inputShape;

    public IReadOnlyList<DeclaredLayer> Layers => _layers;

    public DeclaredLayer Last => _layers[^1];

    public IEnumerable<DeclaredParameter> Parameters => _layers.SelectMany(layer => layer.Parameters);

    /// <summary>Whether backward code is asked for.</summary>
    public bool IsTrainable { get; private set; } = true;

    /// <summary>Whether the gradient by the input is asked for.</summary>
    public bool HasInputGradient { get; private set; } = true;

    public bool EndsInSoftmax => Last.Attribute.StartsWith("Softmax", StringComparison.Ordinal);

    public static DeclaredNetwork Of(params int[] inputShape) => new(inputShape);

    /// <summary>Leaves the backward code out.</summary>
    public DeclaredNetwork ForInference()
    {
        IsTrainable = false;
        return this;
    }

    /// <summary>Leaves the gradient by the input out, as most users do.</summary>
    public DeclaredNetwork WithoutInputGradient()
    {
        HasInputGradient = false;
        return this;
    }

    /// <summary>A convolution by Winograd's algorithm.</summary>
    public DeclaredNetwork Winograd(int filters, WindowSettings settings, bool bias = true, string? name = null, string? from = null) =>
        Conv(filters, settings, groups: 1, bias, name, from, ConvolutionAlgorithm.Winograd);

    public DeclaredNetwork Conv(
        int filters,
        WindowSettings settings,
        int groups = 1,
        bool bias = true,
        string? name = null,
        string? from = null,
        ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.Auto)
    {
        (string source, int[] shape) = Source(from);
        Window window = settings.Resolve(shape[1..], pooling: false);
        string own = name ?? NextName;
        DeclaredParameter weight = new($"{own}.weight", [filters, shape[0] / groups, .. window.Kernel], ParameterKind.Weight);
        DeclaredParameter[] parameters = bias ? [weight, new($"{own}.bias", [filters], ParameterKind.Bias)] : [weight];
        IEnumerable<string> arguments = [Number(filters), .. settings.Arguments()];
        if (groups > 1)
            arguments = arguments.Append($"Groups = {Number(groups)}");
        if (!bias)
            arguments = arguments.Append("Bias = BiasKind.None");
        if (algorithm != ConvolutionAlgorithm.Auto)
            arguments = arguments.Append($"Algorithm = ConvolutionAlgorithm.{algorithm}");
        return Append(own, [source], "Conv", arguments, [filters, .. window.Output], parameters, (pass, inputs) =>
            Convolution.Run(inputs[0], pass.Parameters[weight.Name], bias ? pass.Parameters[parameters[1].Name] : null, window, groups));
    }

    public DeclaredNetwork ConvTranspose(
        int filters,
        WindowSettings settings,
        int groups = 1,
        bool bias = true,
        string? name = null,
        string? from = null,
        params int[] outputPadding)
    {
        (string source, int[] shape) = Source(from);
        int[] more = outputPadding.Length == 0 ? [0] : outputPadding;
        Window window = settings.ResolveTransposed(shape[1..], more);
        string own = name ?? NextName;
        DeclaredParameter weight = new($"{own}.weight", [shape[0], filters / groups, .. window.Kernel], ParameterKind.Weight);
        DeclaredParameter[] parameters = bias ? [weight, new($"{own}.bias", [filters], ParameterKind.Bias)] : [weight];
        IEnumerable<string> arguments = [Number(filters), .. settings.Arguments()];
        if (outputPadding.Length == 1)
            arguments = arguments.Append($"OutputPadding = {Number(outputPadding[0])}");
        if (outputPadding.Length > 1)
            arguments = arguments.Append($"OutputPaddings = [{string.Join(", ", outputPadding.Select(each => Number(each)))}]");
        if (groups > 1)
            arguments = arguments.Append($"Groups = {Number(groups)}");
        if (!bias)
            arguments = arguments.Append("Bias = BiasKind.None");
        int[] output = [filters, .. window.Axes.Select(axis => axis.Input)];
        return Append(own, [source], "ConvTranspose", arguments, output, parameters, (pass, inputs) => TransposedConvolution.Run(
            inputs[0], pass.Parameters[weight.Name], bias ? pass.Parameters[parameters[1].Name] : null, window, groups));
    }

    public DeclaredNetwork Dense(
        int units, bool bias = true, string? name = null, string? from = null, WeightPrecision weights = WeightPrecision.Float32)
    {
        (string source, int[] shape) = Source(from);
        string own = name ?? NextName;
        DeclaredParameter weight = new($"{own}.weight", [units, shape.Aggregate(1, (a, b) => a * b)], ParameterKind.Weight, weights);
        DeclaredParameter[] parameters = bias ? [weight, new($"{own}.bias", [units], ParameterKind.Bias)] : [weight];
        IEnumerable<string> arguments = bias ? [Number(units)] : [Number(units), "Bias = BiasKind.None"];
        if (weights != WeightPrecision.Float32)
            arguments = arguments.Append($"Weights = WeightPrecision.{weights}");
        return Append(own, [source], "Dense", arguments, [units], parameters, (pass, inputs) =>
            DenseLayer.Run(inputs[0], pass.Parameters[weight.Name], bias ? pass.Parameters[parameters[1].Name] : null));
    }

    public DeclaredNetwork BatchNorm(
        double momentum = 0.1, double epsilon = 1e-5, bool frozen = false, string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        string own = name ?? NextName;
        string gamma = $"{own}.weight", beta = $"{own}.bias", mean = $"{own}.running_mean", variance = $"{own}.running_var";
        DeclaredParameter[] parameters =
        [
            new(gamma, [shape[0]], ParameterKind.Scale),
            new(beta, [shape[0]], ParameterKind.Bias),
            new(mean, [shape[0]], ParameterKind.Mean),
            new(variance, [shape[0]], ParameterKind.Variance),
        ];
        List<string> arguments = [];
        if (momentum != 0.1)
            arguments.Add($"Momentum = {Number(momentum)}");
        if (epsilon != 1e-5)
            arguments.Add($"Epsilon = {Number(epsilon)}");
        if (frozen)
            arguments.Add("Frozen = true");
        return Append(own, [source], "BatchNorm", arguments, shape, parameters, (pass, inputs) =>
        {
            Tensor scale = pass.Parameters[gamma], shift = pass.Parameters[beta];
            double[] means = pass.Parameters[mean].Values, variances = pass.Parameters[variance].Values;
            if (!pass.IsTraining || frozen)
                return BatchNormalization.Apply(inputs[0], scale, shift, means, variances, epsilon);
            (pass.Moved[mean], pass.Moved[variance]) = BatchNormalization.Move(inputs[0], means, variances, momentum);
            return BatchNormalization.Train(inputs[0], scale, shift, epsilon);
        });
    }

    /// <summary>Dropout of probability 0 keeps everything in training; another probability only at inference, so that the reference is exact.</summary>
    public DeclaredNetwork Dropout(double probability, string? name = null, string? from = null) =>
        Pointwise("Dropout", [Number(probability)], name, from, Structure.Identity);

    public DeclaredNetwork Flatten(string? name = null, string? from = null)
    {
        (string source, int[] shape) = Source(from);
        int length = shape.Aggregate(1, (a, b) => a * b);
        return Append(name ?? NextName, [source], "Flatten", [], [length], [], (_, inputs) => Structure.Flatten(inputs[0]));
    }

    public DeclaredNetwork Concat(params string[] inputs) => Combine(
        "Concat", inputs, [inputs.Sum(input => ShapeOf(input)[0]), .. ShapeOf(inputs[0])[1..]], Structure.Concat);

    /// <summary>Gives the layer declared last a name.</summary>
    public DeclaredNetwork As(string name)
    {
        // Layers with parameters take their name when they are declared: it is part of the parameters' names.
        if (Last.Parameters.Length > 0)
            throw new InvalidOperationException($"Name '{name}' comes too late.");
        _layers[^1] = Last with { Name = name };
        return this;
    }

    /// <summary>The attributes of the class, as a user would write them.</summary>
    public string[] Attributes()
    {
        List<string> lines = [$"Input({string.Join(", ", _inputShape.Select(extent => Number(extent)))})"];
        string above = Input;
        foreach (DeclaredLayer layer in _layers)
        {
            lines.Add(Write(layer, above));
            above = layer.Name;
        }

        if (IsTrainable)
            lines.Add(HasInputGradient ? "Trainable(InputGradient = true)" : "Trainable");
        return [.. lines];
    }

    /// <summary>Runs the reference.</summary>
    /// <param name="input">[N, …].</param>
    /// <param name="parameters">Every parameter by name.</param>
    /// <param name="isTraining">Whether batch normalisation uses the statistics of the minibatch.</param>
    public Evaluation Evaluate(Tensor input, IReadOnlyDictionary<string, Tensor> parameters, bool isTraining) =>
        new(this, input, new Pass(parameters, isTraining));

    private string NextName => $"n{Number(_layers.Count + 1)}";

    private static string Write(DeclaredLayer layer, string above)
    {
        IEnumerable<string> arguments = layer.Combines && layer.Inputs.Length == 2 && layer.Inputs[0] == above ? [Quote(layer.Inputs[1])]
            : layer.Combines ? layer.Inputs.Select(Quote)
            : layer.Inputs[0] == above ? []
            : [$"From = {Quote(layer.Inputs[0])}"];
        string separator = layer.Attribute.EndsWith('(') ? "" : ", ";
        return $"{layer.Attribute}{separator}{string.Join(", ", arguments.Concat(layer.Settings).Append($"Name = {Quote(layer.Name)}"))})";
    }

    private DeclaredNetwork Pointwise(string kind, string[] arguments, string? name, string? from, Func<Tensor, Result> run)
    {
        (string source, int[] shape) = Source(from);
        return Append(name ?? NextName, [source], kind, arguments, shape, [], (_, inputs) => run(inputs[0]));
    }

    private DeclaredNetwork Combine(string kind, string[] inputs, int[] shape, Func<Tensor[], Result> run, params string[] settings)
    {
        Append(NextName, inputs, kind, [], shape, [], (_, values) => run(values));
        _layers[^1] = Last with { Combines = true, Settings = settings };
        return this;
    }

    private DeclaredNetwork Append(
        string name,
        string[] inputs,
        string kind,
        IEnumerable<string> arguments,
        int[] shape,
        DeclaredParameter[] parameters,
        Func<Pass, Tensor[], Result> run)
    {
        _layers.Add(new(name, inputs, $"{kind}({string.Join(", ", arguments)}", shape, parameters, run));
        return this;
    }

    private (string Name, int[] Shape) Source(string? from)
    {
        string name = from ?? (_layers.Count == 0 ? Input : Last.Name);
        return (name, ShapeOf(name));
    }

    private int[] ShapeOf(string name) => name == Input ? _inputShape : _layers.Single(layer => layer.Name == name).Shape;

    private static string Quote(string text) => $"\"{text}\"";

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
