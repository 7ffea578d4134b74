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
        Connections = [.. Connect()];
    }

    public Axis[] Axes { get; }

    public int[] Output { get; }

    public int[] Kernel { get; }

    public int Taps => Kernel.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Every tap of every output position that lies inside the input, in row-major order of output and tap.</summary>
    public Connection[] Connections { get; }

    /// <summary>For each output position, its connections in the order of the taps.</summary>
    public ILookup<int, Connection> ByOutput => Connections.ToLookup(connection => connection.Output);

    private IEnumerable<Connection> Connect()
    {
        int[] input = [.. Axes.Select(axis => axis.Input)];
        foreach (int[] output in Index.All(Output))
        {
            foreach (int[] tap in Index.All(Kernel))
            {
                int[] cell = [.. Axes.Select((axis, i) => axis.Cell(output[i], tap[i]))];
                if (Index.IsInside(cell, input))
                    yield return new(Index.Flatten(output, Output), Index.Flatten(cell, input), Index.Flatten(tap, Kernel));
            }
        }
    }
}
