using ConvGen.Generator.Geometry;
using ConvGen.Generator.Kernels;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling;

/// <summary>Collects the steps of operations, and the memory that they need besides values.</summary>
/// <param name="tensors">Where tensors are.</param>
/// <param name="gradients">Where the gradients by those that are trained are.</param>
/// <param name="packed">Takes the packed weights; what other passes have packed there is shared.</param>
/// <param name="forms">How convolutions are done.</param>
internal sealed class ScheduleBuilder(
    TensorOffsets tensors, TensorOffsets gradients, PackedBuilder packed, ConvolutionForms forms)
{
    private readonly List<Step> _steps = [];
    private readonly List<LayerAlgorithm> _algorithms = [];
    private readonly HashSet<string> _described = new(StringComparer.Ordinal);
    private readonly Dictionary<(BatchNormMemory, BatchNormVector), Place> _shared = [];
    private readonly Dictionary<string, (string Layer, Place Place)> _gradients = [];
    private readonly List<AccumulateStep> _tiedSums = [];
    private readonly Dictionary<string, PackedPlace> _derived = new(StringComparer.Ordinal);
    private OutputForm? _when;
    private int? _backwardStart;
    private int _scratch;
    private int _workspace;

    /// <summary>The layer whose operation is scheduled.</summary>
    public string Layer { get; private set; } = string.Empty;

    /// <summary>The pass, from the memory of its values.</summary>
    public PassPlan Build(ArenaPlanner arena) => new(
        _steps.ToEquatableArray(),
        _backwardStart ?? _steps.Count,
        _algorithms.ToEquatableArray(),
        arena.Length,
        arena.LargestValue,
        _scratch,
        _workspace);

    /// <summary>Adds the steps of an operation.</summary>
    public void Add(Operation operation)
    {
        Layer = operation.Layer;
        _when = operation.When;
        OperationScheduler.For(operation).Schedule(operation, this);
    }

    /// <summary>Adds what layers contribute to gradients of tensors that they share with others, when all operations are there.</summary>
    public void AddTiedGradients()
    {
        _when = null;
        foreach (AccumulateStep sum in _tiedSums)
        {
            _steps.Add(sum with { Layer = Layer });
        }
    }

    /// <summary>Says that the backward pass begins with the next step.</summary>
    public void BeginBackward() => _backwardStart = _steps.Count;

    /// <summary>How the phases of a convolution are done.</summary>
    public IReadOnlyList<ConvolutionPhase> PhasesOf(ConvolutionOperation operation) => forms.PhasesOf(operation);

    /// <summary>Whether a convolution is done by dot products over channels, now that the layouts of values are known.</summary>
    public bool IsByDotProducts(ConvolutionOperation operation) => forms.IsByDotProducts(operation);

    /// <summary>Adds a step.</summary>
    /// <param name="kernel">What does the work.</param>
    /// <param name="operands">Its memory; what it does not take is null.</param>
    public void Step(EmittedKernel kernel, params Place?[] operands) => Step(kernel, StepMode.Always, operands);

    /// <summary>Adds a step that is done only in exact networks, or only in others.</summary>
    public void Step(EmittedKernel kernel, StepMode mode, params Place?[] operands) => Add(Create(kernel, operands) with { Mode = mode });

    /// <summary>Adds a step that takes random numbers.</summary>
    public void RandomStep(EmittedKernel kernel, int stream, params Place?[] operands) =>
        Add(Create(kernel, operands) with { RandomStream = stream });

    /// <summary>Adds a step that makes room for the layer's algorithm and is not what it is called after.</summary>
    public void Prepare(EmittedKernel kernel, params Place?[] operands) => _steps.Add(Create(kernel, operands));

    /// <summary>Adds a step that may only make room for the layer's algorithm.</summary>
    public void Add(EmittedKernel kernel, bool isPreparation, params Place?[] operands)
    {
        if (isPreparation)
        {
            Prepare(kernel, operands);
        }
        else
        {
            Step(kernel, operands);
        }
    }

    /// <summary>Adds a step that makes the halo of a value zero.</summary>
    public void ClearHalo(Value value) => _steps.Add(new HaloStep(Layer, new ArenaPlace(value.Offset), value.Layout) { When = _when });

    /// <summary>Adds a step that brings sums to the gradient of a tensor.</summary>
    public void Finish(GradientStep step) => _steps.Add(step with { When = _when });

    /// <summary>Says by which algorithm a layer is done; what was said first holds.</summary>
    public void Describe(string layer, string algorithm)
    {
        if (_described.Add(layer))
        {
            _algorithms.Add(new LayerAlgorithm(layer, algorithm));
        }
    }

    /// <summary>The first pixel of a value, moved by a constant.</summary>
    public static Place At(Value value, int offset = 0) => new ArenaPlace(value.Root.Offset) { Shift = value.Start + offset };

    /// <summary>A tensor in the order of the file.</summary>
    public Place Tensor(string name) => new TensorPlace(tensors[name]);

    /// <summary>
    /// The gradient of a tensor, in the order of the file, to be written by the operations of the layer that is being added. Where another
    /// layer has written that of a tensor that they have in common, it is memory whose content is added in the end.
    /// </summary>
    public Place Gradient(string name)
    {
        bool isWritten = _gradients.TryGetValue(name, out (string Layer, Place Place) last);
        if (isWritten && last.Layer == Layer)
        {
            return last.Place;
        }

        Place gradient = new GradientPlace(gradients[name]);
        Place place = gradient;
        if (isWritten)
        {
            int length = gradients.LengthOf(name);
            place = Scratch(length);
            _tiedSums.Add(new AccumulateStep(Layer, place, gradient, length));
        }

        _gradients[name] = (Layer, place);
        return place;
    }

    /// <summary>Reserves memory that does not grow with the number of examples.</summary>
    public Place Scratch(int length)
    {
        int offset = _scratch;
        _scratch += ValueLayout.Whole(length);
        return new ScratchPlace(offset);
    }

    /// <summary>Working memory of the thread that does a step, as long as the step takes.</summary>
    public Place Workspace(int length)
    {
        _workspace = Math.Max(_workspace, ValueLayout.Whole(length));
        return new WorkspacePlace();
    }

    /// <summary>A vector that the passes of a batch normalisation share: what the forward pass leaves for the backward pass.</summary>
    public Place Shared(BatchNormMemory memory, BatchNormVector part)
    {
        if (!_shared.TryGetValue((memory, part), out Place? place))
        {
            place = Scratch(memory.Channels);
            _shared.Add((memory, part), place);
        }

        return place;
    }

    /// <summary>The place of what a recipe packs.</summary>
    public PackedPlace Packed(PackRecipe recipe, int length) => packed.Add(Layer, recipe, length);

    /// <summary>The places of what a recipe packs to two.</summary>
    public (PackedPlace First, PackedPlace Second) PackedPair(PackRecipe recipe, int length) => packed.AddPair(Layer, recipe, length);

    /// <summary>The places of weights in two forms, of which a network has one.</summary>
    public (PackedPlace Fast, PackedPlace Exact) PackedApart(PackExactApart recipe, int length, int exactLength) =>
        packed.AddApart(Layer, recipe, length, exactLength);

    /// <summary>A tensor as packing reads it, or numbers that were derived from tensors.</summary>
    public PackSource Source(string tensor) =>
        _derived.TryGetValue(tensor, out PackedPlace? place) ? new DerivedSource(place) : new TensorSource(tensors[tensor]);

    /// <summary>Weights as packing reads them.</summary>
    public PackSource Source(WeightSource weights) => weights switch
    {
        TensorWeights tensor => Source(tensor.Name),
        FixedWeights constant => packed.Constant(constant.Values),
        _ => throw new ArgumentOutOfRangeException(nameof(weights)),
    };

    /// <summary>Has numbers derived from tensors before whatever packs them like a tensor of that name.</summary>
    public void Derive(string name, PackRecipe recipe, int length) => _derived[name] = Packed(recipe, length);

    /// <summary>Derived numbers as a step reads them.</summary>
    public Place Derived(string name) => _derived[name];

    private KernelStep Create(EmittedKernel kernel, Place?[] operands) =>
        new(Layer, kernel, operands.OfType<Place>().ToEquatableArray()) { When = _when };

    private void Add(KernelStep step)
    {
        _steps.Add(step);
        Describe(step.Layer, step.Algorithm);
    }
}
