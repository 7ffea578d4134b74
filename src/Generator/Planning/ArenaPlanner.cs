using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Planning;

/// <summary>
/// Gives every value a place in the arena. Values that are never alive at the same time share memory: the largest are placed first,
/// each at the lowest place that is free for as long as it lives.
/// </summary>
internal sealed class ArenaPlanner
{
    // What vectors at the end of the last value may read beyond it.
    private const int Slack = 48;

    private readonly Dictionary<Value, (int First, int Last)> _lifetimes = [];

    /// <summary>Floats per example.</summary>
    public int Length { get; private set; }

    /// <summary>Floats that one example takes in the largest value.</summary>
    public int LargestValue => _lifetimes.Keys.Max(value => value.Layout.Length);

    /// <summary>Values whose halo other values write over, so that it must be cleared before each use.</summary>
    public HashSet<Value> SharedHalos { get; } = [];

    /// <summary>Places the values of a program.</summary>
    /// <param name="operations">The program.</param>
    /// <param name="exchanged">The values that are brought from outside or taken out; no operation need touch them.</param>
    public static ArenaPlanner Place(IReadOnlyList<Operation> operations, IEnumerable<Value> exchanged)
    {
        var planner = new ArenaPlanner();
        planner.FindLifetimes(operations);
        planner.ExtendToExchanges(operations, exchanged);
        planner.PlaceAll();
        planner.FindSharedHalos();
        return planner;
    }

    /// <summary>The first operation that writes or, for what is brought from outside, reads a value.</summary>
    public int FirstUse(Value root) => _lifetimes[root].First;

    /// <summary>All values that own memory, in the order of their first use.</summary>
    public IEnumerable<Value> Roots => _lifetimes.OrderBy(l => l.Value.First).Select(l => l.Key);

    private void FindLifetimes(IReadOnlyList<Operation> operations)
    {
        for (int i = 0; i < operations.Count; i++)
        {
            foreach (Value value in operations[i].Reads)
            {
                Extend(value, i);
            }

            if (operations[i].Writes is { } written)
            {
                Extend(written, i);
            }
        }
    }

    // What is brought is there before the operations that it is brought for; what is taken out lasts to the end.
    private void ExtendToExchanges(IReadOnlyList<Operation> operations, IEnumerable<Value> exchanged)
    {
        int backward = operations.TakeWhile(operation => operation is not BackwardStartOperation).Count();
        foreach (Value value in exchanged)
        {
            if (value.IsExternal)
            {
                Extend(value, value.Arrival == Arrival.BeforeForward ? 0 : backward);
            }

            if (value.IsResult)
            {
                Extend(value, operations.Count);
            }
        }
    }

    private void Extend(Value value, int operation)
    {
        Value root = value.Root;
        _lifetimes[root] = _lifetimes.TryGetValue(root, out (int First, int Last) life)
            ? (Math.Min(life.First, operation), Math.Max(life.Last, operation))
            : (operation, operation);
    }

    private void PlaceAll()
    {
        var placed = new List<Value>();
        foreach (Value value in Roots.OrderByDescending(v => v.Layout.Length).ToList())
        {
            int offset = 0;
            foreach (Value other in placed.Where(p => Overlap(_lifetimes[p], _lifetimes[value])).OrderBy(p => p.Offset))
            {
                if (offset + value.Layout.Length <= other.Offset)
                {
                    break;
                }

                offset = Math.Max(offset, other.Offset + other.Layout.Length);
            }

            value.Offset = offset;
            placed.Add(value);
            Length = Math.Max(Length, offset + value.Layout.Length);
        }

        Length = ValueLayout.Whole(Length + Slack);
    }

    private void FindSharedHalos()
    {
        foreach (Value value in _lifetimes.Keys.Where(v => !v.Halo.IsNone))
        {
            if (_lifetimes.Keys.Any(o => o != value && o.Offset < value.Offset + value.Layout.Length && value.Offset < o.Offset + o.Layout.Length))
            {
                SharedHalos.Add(value);
            }
        }
    }

    private static bool Overlap((int First, int Last) a, (int First, int Last) b) => a.First <= b.Last && b.First <= a.Last;
}
