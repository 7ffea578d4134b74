using ConvGen.Generator.Geometry;
using ConvGen.Generator.Loops;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Planning;

/// <summary>Decides for each value between blocks of 16 channels and planar storage, and how wide its halo is.</summary>
internal static class LayoutPlanner
{
    /// <summary>Assigns layouts and halos, and puts operations around those that cannot work with them.</summary>
    /// <param name="operations">The program, changed in place.</param>
    /// <param name="forms">How convolutions are done.</param>
    public static void Assign(List<Operation> operations, ConvolutionForms forms)
    {
        var readers = new Dictionary<Value, List<Operation>>();
        foreach (Operation operation in operations)
        {
            foreach (Value value in operation.Reads)
            {
                if (!readers.TryGetValue(value, out List<Operation>? list))
                {
                    readers.Add(value, list = []);
                }

                list.Add(operation);
            }
        }

        bool AcceptedPlanar(Value value) => !value.IsPart
            && (!readers.TryGetValue(value, out List<Operation>? list)
                || list.All(o => forms.AcceptsPlanar(o, value) && Follows(o, value)));
        bool Follows(Operation operation, Value value) => operation switch
        {
            PoolOperation pool => AcceptedPlanar(pool.Output),
            ChannelMoveOperation { MovesPositions: true } move when !value.IsNetworkInput => MayBeRows(move) && AcceptedPlanar(move.Output),
            _ => true,
        };
        bool MayBeRows(ChannelMoveOperation move) => forms.AllowsPlanarMaps
            && move is { MovesPositions: true, Accumulates: false, Output.IsPart: false }
            && move.Output.Channels < ValueLayout.BlockSize
            && Math.Min(move.Source.Size.Width, move.Output.Size.Width) >= PlanarRows.MinWidth;
        foreach (Operation operation in operations)
        {
            foreach (Value value in operation.Reads.Where(v => v.IsNetworkInput))
            {
                value.IsPlanar = AcceptedPlanar(value) && (forms.AllowsPlanarMaps || !readers[value].Any(o => o is PoolOperation));
            }

            switch (operation)
            {
                case ConvolutionOperation convolution when forms.PrefersPlanarOutput(convolution):
                    convolution.Output.IsPlanar = AcceptedPlanar(convolution.Output);
                    break;
                case ChannelMoveOperation move when MayBeRows(move) && (move.Source.IsPlanar || move.To is BlockPositions):
                    move.Output.IsPlanar = AcceptedPlanar(move.Output);
                    break;
                case PoolOperation pool when pool.Input.IsPlanar:
                    pool.Output.IsPlanar = true;
                    break;
            }
        }

        operations.ForEach(forms.RequireHalos);
        List<Operation> legal = [.. operations.SelectMany(o => o.Legalize())];
        operations.Clear();
        operations.AddRange(legal);
    }
}
