namespace ConvGen.Benchmarks.Measuring;

/// <summary>One side of a comparison.</summary>
internal interface IContender
{
    /// <summary>Settles down after the other side's turn, then measures.</summary>
    /// <param name="seconds">How long to measure; at least one call.</param>
    /// <param name="samples">Receives seconds per call.</param>
    void Turn(double seconds, List<double> samples);
}
