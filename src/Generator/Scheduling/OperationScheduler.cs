using ConvGen.Generator.Program;

namespace ConvGen.Generator.Scheduling;

/// <summary>How one kind of operation becomes steps.</summary>
internal abstract class OperationScheduler
{
    private static readonly Dictionary<Type, OperationScheduler> All = Discover();

    /// <summary>The kind of operation that is scheduled.</summary>
    protected abstract Type OperationType { get; }

    /// <summary>The scheduler of an operation's kind, or of the nearest one that it is a kind of.</summary>
    public static OperationScheduler For(Operation operation)
    {
        for (Type? type = operation.GetType(); type is not null; type = type.BaseType)
        {
            if (All.TryGetValue(type, out OperationScheduler? scheduler))
            {
                return scheduler;
            }
        }

        throw new NotSupportedException($"No scheduler is written for operations of kind {operation.GetType().Name}.");
    }

    /// <summary>Adds the steps of an operation.</summary>
    public abstract void Schedule(Operation operation, ScheduleBuilder schedule);

    // Every scheduler of this assembly, so that adding an operation needs no entry in a list.
    private static Dictionary<Type, OperationScheduler> Discover() => typeof(OperationScheduler).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(OperationScheduler).IsAssignableFrom(type))
        .Select(type => (OperationScheduler)Activator.CreateInstance(type))
        .ToDictionary(scheduler => scheduler.OperationType);
}

/// <summary>How operations of kind <typeparamref name="TOperation"/> become steps.</summary>
internal abstract class OperationScheduler<TOperation> : OperationScheduler
    where TOperation : Operation
{
    /// <inheritdoc/>
    protected sealed override Type OperationType => typeof(TOperation);

    /// <inheritdoc/>
    public sealed override void Schedule(Operation operation, ScheduleBuilder schedule) => Schedule((TOperation)operation, schedule);

    /// <summary>Adds the steps of an operation.</summary>
    protected abstract void Schedule(TOperation operation, ScheduleBuilder schedule);
}
