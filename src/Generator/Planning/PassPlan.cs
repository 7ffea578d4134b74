using ConvGen.Generator.Lowering;
using ConvGen.Generator.Lowering.Operations;
using ConvGen.Model;

namespace ConvGen.Generator.Planning;

/// <summary>Everything that is decided about one kind of context: its steps, its memory, its packed weights. Plain data: it can be printed and compared.</summary>
/// <param name="Steps">What a pass does, in order.</param>
/// <param name="BackwardStart">The step with which the backward pass begins; the number of steps where there is none.</param>
/// <param name="Algorithms">Algorithms by layer.</param>
/// <param name="Packed">Packed weights.</param>
/// <param name="ArenaLength">Floats of values per example.</param>
/// <param name="LargestValue">Floats of the largest value per example.</param>
/// <param name="ScratchLength">Floats that do not grow with the number of examples.</param>
/// <param name="WorkspaceLength">Floats that every thread has for itself.</param>
/// <param name="SharedHalos">Values whose border other values write over.</param>
internal sealed record PassPlan(
    IReadOnlyList<Step> Steps,
    int BackwardStart,
    IReadOnlyDictionary<string, string> Algorithms,
    PackedBlock Packed,
    int ArenaLength,
    int LargestValue,
    int ScratchLength,
    int WorkspaceLength,
    ISet<Value> SharedHalos)
{
    /// <summary>Bytes of values per example.</summary>
    public long ArenaBytes => (long)ArenaLength * sizeof(float);

    /// <summary>Bytes that every thread has for itself.</summary>
    public long WorkspaceBytes => (long)WorkspaceLength * sizeof(float);

    /// <summary>Plans inference.</summary>
    /// <param name="program">The operations.</param>
    /// <param name="packed">Takes the packed weights; what other passes have packed into it is shared.</param>
    public static PassPlan Inference(InferenceBuilder program, PackedBlock packed) => Create(program, packed, allowPlanarMaps: true);

    /// <summary>Plans training.</summary>
    public static PassPlan Training(TrainingBuilder program) => Create(program, new PackedBlock(), allowPlanarMaps: false);

    private static PassPlan Create(ProgramBuilder program, PackedBlock packed, bool allowPlanarMaps)
    {
        List<Operation> operations = program.Operations;
        LayoutPlanner.Assign(operations, allowPlanarMaps);
        ArenaPlanner arena = ArenaPlanner.Place(operations, program.BorderValues);
        var tensors = new TensorOffsets(program.Network.Tensors);
        var builder = new ScheduleBuilder(tensors, packed);
        ILookup<int, Value> halos = arena.SharedHalos.Where(v => !v.IsExternal).ToLookup(arena.FirstUse);
        for (int i = 0; i < operations.Count; i++)
        {
            foreach (Value value in halos[i])
            {
                builder.Add(new ClearHaloOperation(operations[i].Layer, value));
            }

            builder.Add(operations[i]);
        }

        builder.AddTiedGradients();
        Schedule schedule = builder.Schedule;
        return new PassPlan(
            schedule.Steps,
            schedule.BackwardStart ?? schedule.Steps.Count,
            schedule.Algorithms,
            builder.PackedBlock,
            arena.Length,
            arena.LargestValue,
            builder.ScratchLength,
            builder.WorkspaceLength,
            arena.SharedHalos);
    }
}
