namespace ConvGen.Benchmarks.Serving;

/// <summary>What came of a load.</summary>
/// <param name="Seconds">How long it lasted.</param>
/// <param name="Times">The seconds of each call, in ascending order.</param>
internal sealed record Load(double Seconds, double[] Times)
{
    /// <summary>Calls in a second.</summary>
    public double Rate => Times.Length / Seconds;

    /// <summary>The milliseconds that a share of the calls did not exceed.</summary>
    public double Milliseconds(double share) => 1e3 * Times[(int)(share * (Times.Length - 1))];
}
