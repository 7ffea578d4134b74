namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Which cells of the input each output position of a pooling summarises.</summary>
/// <param name="Output">The output's extents.</param>
/// <param name="ByOutput">For each output position its cells in row-major order.</param>
internal sealed record PooledCells(int[] Output, ILookup<int, Connection> ByOutput)
{
    /// <summary>The cells of a sliding window that lie inside the input.</summary>
    public static PooledCells Of(Window window) => new(window.Output, window.ByOutput);

    /// <summary>torch's adaptive windows: along each axis from ⌊o·input/output⌋ to ⌈(o + 1)·input/output⌉.</summary>
    public static PooledCells Adaptive(int[] input, int[] output)
    {
        IEnumerable<Connection> connections =
            from place in Index.All(output).Select((at, flat) => (At: at, Flat: flat))
            from cell in Index.All(input).Select((at, flat) => (At: at, Flat: flat))
            where Enumerable.Range(0, input.Length).All(axis => IsInside(cell.At[axis], place.At[axis], input[axis], output[axis]))
            select new Connection(place.Flat, cell.Flat, 0);
        return new(output, connections.ToLookup(connection => connection.Output));
    }

    private static bool IsInside(int cell, int window, int input, int output) =>
        cell >= Math.Floor((double)window * input / output) && cell < Math.Ceiling((window + 1.0) * input / output);
}
