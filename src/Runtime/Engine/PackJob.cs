namespace ConvGen.Engine;

/// <summary>Packing of the parameters of one network, on its threads where there is enough of it.</summary>
internal sealed class PackJob
{
    // With fewer floats, waking a thread takes longer than it helps.
    private const long FloatsForTeam = 128 << 10;

    private readonly PackRoutine _pack;
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _packed;
    private readonly bool _exact;
    private readonly int _parts;
    private readonly StepItems _items; // kept, so that packing in a training step allocates nothing

    /// <summary>Describes it.</summary>
    /// <param name="pack">Packs.</param>
    /// <param name="values">The canonical block.</param>
    /// <param name="packed">The packed block.</param>
    /// <param name="exact">Whether algorithms that round more than the definition are switched off.</param>
    /// <param name="threads">How many threads the network has.</param>
    public PackJob(PackRoutine pack, NativeBuffer values, NativeBuffer packed, bool exact, int threads)
    {
        _pack = pack;
        _values = values;
        _packed = packed;
        _exact = exact;
        _parts = packed.Length < FloatsForTeam ? 1 : threads;
        _items = (_, begin, end, _) => Pack(begin, end);
    }

    /// <summary>Whether several threads have something to do.</summary>
    public bool IsShared => _parts > 1;

    /// <summary>Packs.</summary>
    /// <param name="team">The network's threads; null for the caller alone.</param>
    public void Run(ThreadTeam? team)
    {
        if (team is null || !IsShared)
        {
            _pack(ref _values.At(0), ref _packed.At(0), _exact, PackShare.Whole);
        }
        else
        {
            team.Run(_items, step: 0, _parts);
        }
    }

    private void Pack(int begin, int end)
    {
        // Who has all parts need not do anything twice.
        if (end - begin == _parts)
        {
            _pack(ref _values.At(0), ref _packed.At(0), _exact, PackShare.Whole);
            return;
        }

        for (int part = begin; part < end; part++)
        {
            _pack(ref _values.At(0), ref _packed.At(0), _exact, new PackShare(part, _parts));
        }
    }
}
