using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Plans;
using ConvGen.Generator.Program;
using ConvGen.Generator.Tiling;
using ConvGen.Model;

namespace ConvGen.Generator.Scheduling;

/// <summary>Plans a network: lowers it, runs the passes over its programs, and schedules them.</summary>
internal static class NetworkPlanner
{
    /// <summary>The plan of a network, or null when its memory is larger than an index reaches.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static NetworkPlan? TryPlan(NetworkModel network, CancellationToken cancellation = default)
    {
        try
        {
            return Plan(network, cancellation);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static NetworkPlan Plan(NetworkModel network, CancellationToken cancellation)
    {
        var packed = new PackedBuilder();
        List<SizePlan> sizes = [];
        int steps = 0;
        foreach (NetworkModel at in network.Sizes.Prepend(network))
        {
            cancellation.ThrowIfCancellationRequested();
            sizes.Add(PlanSize(at, sizes.Count, steps, packed));
            steps += sizes[sizes.Count - 1].Pass.Steps.Count;
        }

        cancellation.ThrowIfCancellationRequested();
        return new(network, sizes.ToEquatableArray(), packed.Build(), network.Trainable ? PlanTraining(network) : null);
    }

    private static SizePlan PlanSize(NetworkModel network, int number, int firstStep, PackedBuilder packed)
    {
        InferenceBuilder program = InferenceBuilder.Lower(network);
        ConvolutionForms forms = FormsOf(network, allowPlanarMaps: true);
        PoolFusion.Apply(program.Operations, forms);
        DepthwisePairing.Apply(program.Operations, forms);
        (PassPlan pass, Func<Value, StoredValue> stored) = PlanPass(program, forms, packed);
        return new(network, number, pass, firstStep, Stored(program.Network.Inputs), Stored(program.Network.Outputs));

        EquatableArray<StoredValue> Stored(EquatableArray<int> nodes) =>
            nodes.Select(node => stored(program.ValueOf(node))).ToEquatableArray();
    }

    private static TrainingPlan PlanTraining(NetworkModel network)
    {
        TrainingBuilder program = TrainingBuilder.Lower(network);
        var packed = new PackedBuilder();
        (PassPlan pass, Func<Value, StoredValue> stored) = PlanPass(program, FormsOf(network, allowPlanarMaps: false), packed);
        StoredValue? IfAny(Value? value) => value is null ? null : stored(value);
        return new(
            pass,
            packed.Build(),
            program.Network.Inputs.Select(input => stored(program.ValueOf(input))).ToEquatableArray(),
            program.Outputs.Select(output => new OutputPlan(
                stored(output.Value),
                stored(output.Gradient),
                output.Logits is { } logits
                    ? new LogitsPlan(stored(logits.Logits), IfAny(logits.Gradient), logits.LeavesOutSoftmax)
                    : null)).ToEquatableArray(),
            program.InputGradients.Select(IfAny).ToEquatableArray(),
            program.Rectifiers.Select(rectifier => new RectifierPlan(rectifier.Layer, stored(rectifier.Result))).ToEquatableArray());
    }

    private static ConvolutionForms FormsOf(NetworkModel network, bool allowPlanarMaps) =>
        new(new MemoryModel(network.ParameterCount * sizeof(float)), allowPlanarMaps);

    private static (PassPlan Pass, Func<Value, StoredValue> Stored) PlanPass(
        ProgramBuilder program, ConvolutionForms forms, PackedBuilder packed)
    {
        List<Operation> operations = program.Operations;
        LayoutPlanner.Assign(operations, forms);
        ArenaPlanner arena = ArenaPlanner.Place(operations, program.ExchangedValues);
        var builder = new ScheduleBuilder(
            new TensorOffsets(program.Network.Tensors),
            new TensorOffsets(program.Network.Tensors.Where(tensor => tensor.IsTrained)),
            packed,
            forms);
        ILookup<int, Value> halos = arena.SharedHalos.Where(value => !value.IsExternal).ToLookup(arena.FirstUse);
        for (int i = 0; i < operations.Count; i++)
        {
            foreach (Value value in halos[i])
            {
                builder.Add(new ClearHaloOperation(operations[i].Layer, value));
            }

            builder.Add(operations[i]);
        }

        builder.AddTiedGradients();
        return (builder.Build(arena), value => StoredValue.Of(value, arena.SharedHalos));
    }
}
