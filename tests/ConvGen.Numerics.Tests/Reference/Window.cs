namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Output position, input position and kernel tap that meet, each as a row-major number.</summary>
internal readonly record struct Connection(int Output, int Input, int Tap);

/// <summary>A window over any number of spatial axes.</summary>
internal sealed class Window
{
    public Window(params Axis[] axes)
    {
        Axes = axes;
        Output = [.. axes.Select(axis => axis.Output)];
        Kernel = [.. axes.Select(axis => axis.Kernel)];
        Taps = Kernel.Aggregate(1, (product, extent) => product * extent);
        Positions = Output.Aggregate(1, (product, extent) => product * extent);
        Connections = [.. Connect()];
    }

    public Axis[] Axes { get; }

    public int[] Output { get; }

    public int[] Kernel { get; }

    public int Taps { get; }

    /// <summary>Output positions.</summary>
    public int Positions { get; }

    /// <summary>Every tap of every output position that lies inside the input, in row-major order of output and tap.</summary>
    public Connection[] Connections { get; }

    /// <summary>For each output position, its connections in the order of the taps.</summary>
    public ILookup<int, Connection> ByOutput => Connections.ToLookup(connection => connection.Output);

    /// <summary>The input position that an output position sees with a tap, all as row-major numbers; −1 in the padding.</summary>
    public int Cell(int output, int tap)
    {
        int cell = 0, step = 1;
        for (int i = Axes.Length - 1; i >= 0; i--)
        {
            Axis axis = Axes[i];
            int along = axis.Cell(output % axis.Output, tap % axis.Kernel);
            if (along < 0 || along >= axis.Input)
                return -1;
            cell += along * step;
            step *= axis.Input;
            output /= axis.Output;
            tap /= axis.Kernel;
        }

        return cell;
    }

    private IEnumerable<Connection> Connect()
    {
        for (int output = 0; output < Positions; output++)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                if (Cell(output, tap) is var input and >= 0)
                    yield return new(output, input, tap);
            }
        }
    }
}
