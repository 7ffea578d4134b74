using ConvGen.Generator.Kernels;
using ConvGen.Generator.Lowering;

namespace ConvGen.Generator.Planning;

/// <summary>Collects the steps of operations, and the memory that they need besides values.</summary>
internal sealed class ScheduleBuilder(TensorOffsets tensors, PackedBlock packed)
{
    private readonly Schedule _schedule = new();
    private string _layer = string.Empty;
    private OutputForm? _when;
    private readonly Dictionary<(string, object), Operand> _shared = [];
    private readonly Dictionary<string, (string Layer, Operand Place)> _gradients = [];
    private readonly List<string> _tiedSums = [];
    private readonly Dictionary<string, PackedRegion> _derived = new(StringComparer.Ordinal);

    public Schedule Schedule => _schedule;

    /// <summary>The packed weights that were reserved.</summary>
    public PackedBlock PackedBlock => packed;

    /// <summary>Floats of memory that does not grow with the number of examples.</summary>
    public int ScratchLength { get; private set; }

    /// <summary>Adds the steps of an operation.</summary>
    public void Add(Operation operation)
    {
        _layer = operation.Layer;
        _when = operation.When;
        operation.Schedule(this);
    }

    /// <summary>Adds what layers contribute to gradients of tensors that they share with others, when all operations are there.</summary>
    public void AddTiedGradients()
    {
        _when = null;
        foreach (string sum in _tiedSums)
        {
            Call(sum);
        }
    }

    /// <summary>Adds a step that makes room for the layer's algorithm and is not what it is called after.</summary>
    public void Prepare(Kernel kernel, params Operand[] operands) => Prepare(kernel, [], operands);

    /// <summary>Adds such a step with further arguments.</summary>
    public void Prepare(Kernel kernel, string[] extra, params Operand[] operands) => _schedule.Steps.Add(new KernelStep(_layer, kernel, operands, extra) { When = _when });

    /// <summary>Adds a step that may only make room for the layer's algorithm.</summary>
    public void Add(Kernel kernel, bool isPreparation, params Operand[] operands)
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

    public void Step(Kernel kernel, params Operand[] operands) => Step(kernel, [], operands);

    public void Step(Kernel kernel, string[] extra, params Operand[] operands) => Step(kernel, extra, whenExact: null, operands);

    /// <summary>Adds a step that is done only in exact mode, or only outside it.</summary>
    public void Step(Kernel kernel, bool whenExact, params Operand[] operands) => Step(kernel, [], whenExact, operands);

    private void Step(Kernel kernel, string[] extra, bool? whenExact, Operand[] operands)
    {
        _schedule.Steps.Add(new KernelStep(_layer, kernel, operands, extra) { When = _when, WhenExact = whenExact });
        Describe(_layer, kernel.Algorithm);
    }

    /// <summary>Says by which algorithm a layer is done; what was said first holds.</summary>
    public void Describe(string layer, string algorithm)
    {
        if (!_schedule.Algorithms.ContainsKey(layer))
        {
            _schedule.Algorithms.Add(layer, algorithm);
        }
    }

    public void Call(string text) => _schedule.Steps.Add(new CallStep(_layer, text) { When = _when });

    /// <summary>The first pixel of a value, moved by a constant.</summary>
    public static Operand At(Value value, int offset = 0)
    {
        int start = value.Start + offset;
        string arena = $"c.Arena({Text.Of(value.Root.Offset)})";
        return new Operand(start == 0 ? $"ref {arena}" : $"ref {Names.Unsafe}.Add(ref {arena}, {Text.Of(start)})");
    }

    /// <summary>A tensor in the order of the file.</summary>
    public Operand Tensor(string name) => new($"ref c.Values({Text.Of(tensors[name])})");

    /// <summary>
    /// The gradient of a tensor, in the order of the file, to be written by the operations of the layer that is being added. Where another layer
    /// has written that of a tensor that they have in common, it is memory whose content is added in the end.
    /// </summary>
    public Operand Gradient(string name)
    {
        bool isWritten = _gradients.TryGetValue(name, out (string Layer, Operand Place) last);
        if (isWritten && last.Layer == _layer)
        {
            return last.Place;
        }

        var gradient = new Operand($"ref c.Gradient({Text.Of(tensors[name])})");
        Operand place = gradient;
        if (isWritten)
        {
            int length = tensors.LengthOf(name);
            place = Scratch(length);
            _tiedSums.Add($"{Names.Packing}.Accumulate({place.Expression}, {gradient.Expression}, {Text.Of(length)});");
        }

        _gradients[name] = (_layer, place);
        return place;
    }

    /// <summary>Reserves memory that does not grow with the number of examples.</summary>
    public Operand Scratch(int length)
    {
        int offset = ScratchLength;
        ScratchLength += ValueLayout.Whole(length);
        return new Operand($"ref c.Scratch({Text.Of(offset)})");
    }

    /// <summary>Floats of working memory that every thread has for itself.</summary>
    public int WorkspaceLength { get; private set; }

    /// <summary>Working memory of the thread that does a step, as long as the step takes.</summary>
    public Operand Workspace(int length)
    {
        WorkspaceLength = Math.Max(WorkspaceLength, ValueLayout.Whole(length));
        return Operand.Workspace;
    }

    /// <summary>Memory that the operations of one owner share by name: what the forward pass leaves for the backward pass.</summary>
    public Operand SharedScratch(object owner, string name, int length)
    {
        if (!_shared.TryGetValue((name, owner), out Operand operand))
        {
            operand = Scratch(length);
            _shared.Add((name, owner), operand);
        }

        return operand;
    }

    /// <summary>Reserves packed weights and says how to fill them; the call is written from the destination's expression.</summary>
    public PackedRegion Packed(int length, Func<string, string> call)
    {
        // Layers with one set of weights share what is packed from them.
        string content = call(string.Empty);
        if (!packed.Regions.TryGetValue(content, out PackedRegion region))
        {
            region = Region(length);
            packed.Regions.Add(content, region);
            packed.Calls.Add((_layer, call(region.Place)));
        }

        return region;
    }

    /// <summary>Reserves two packed regions that one call fills.</summary>
    public (PackedRegion First, PackedRegion Second) Packed(int length, Func<string, string, string> call)
    {
        string content = call(string.Empty, string.Empty);
        if (!packed.RegionPairs.TryGetValue(content, out (PackedRegion First, PackedRegion Second) pair))
        {
            pair = (Region(length), Region(length));
            packed.RegionPairs.Add(content, pair);
            packed.Calls.Add((_layer, call(pair.First.Place, pair.Second.Place)));
        }

        return pair;
    }

    /// <summary>
    /// Reserves packed weights in two forms, of which a network has one: exact networks the second, in a place that others do not have.
    /// </summary>
    public (PackedRegion Fast, PackedRegion Exact) PackedTwice(int length, Func<string, string> call, int exactLength, Func<string, string> exactCall)
    {
        string content = Either(exactCall(string.Empty), call(string.Empty));
        if (!packed.RegionPairs.TryGetValue(content, out (PackedRegion Fast, PackedRegion Exact) pair))
        {
            pair = (Region(length), Region(Text.Sum((ExactWeights, 1), ("1", packed.ReserveWhenExact(exactLength)))));
            packed.RegionPairs.Add(content, pair);
            packed.Calls.Add((_layer, Either(exactCall(pair.Exact.Place), call(pair.Fast.Place))));
        }

        return pair;
    }

    /// <summary>The constant in emitted code that says where the weights begin that only exact networks have.</summary>
    public const string ExactWeights = "ExactWeights";

    /// <summary>A call for exact networks, and one for the others.</summary>
    public static string Either(string whenExact, string otherwise) => $"if (exact)\n{{\n    {whenExact}\n}}\nelse\n{{\n    {otherwise}\n}}";

    private PackedRegion Region(int length) => Region(Text.Of(packed.Reserve(length)));

    private static PackedRegion Region(string offset) => new(new Operand($"ref c.Packed({offset})"), $"ref {Names.Unsafe}.Add(ref packed, {offset})");

    /// <summary>A tensor as the packing routine names it, or numbers that were derived from tensors.</summary>
    public string PackSource(string tensor) =>
        _derived.TryGetValue(tensor, out PackedRegion region) ? region.Place : $"ref {Names.Unsafe}.Add(ref values, {Text.Of(tensors[tensor])})";

    /// <summary>Has numbers derived from tensors before whatever packs them like a tensor of that name.</summary>
    public void Derive(string name, int length, Func<string, string> call) => _derived[name] = Packed(length, call);

    /// <summary>Derived numbers as a step names them.</summary>
    public Operand Derived(string name) => _derived[name].Operand;

    /// <summary>Weights as the packing routine names them.</summary>
    public string PackSource(WeightSource weights) => weights switch
    {
        TensorWeights tensor => PackSource(tensor.Name),
        FixedWeights constant => $"ref {Names.MemoryMarshal}.GetReference({packed.Constant(constant.Values)})",
        _ => throw new ArgumentOutOfRangeException(nameof(weights)),
    };
}
