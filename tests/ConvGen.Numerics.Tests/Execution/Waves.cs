namespace ConvGen.Numerics.Tests.Execution;

/// <summary>Numbers between −1 and 1 that PyTorch can be given too: sin(0.7·i + phase).</summary>
internal static class Waves
{
    public static float[] Of(int count, double phase) => [.. Enumerable.Range(0, count).Select(i => (float)Math.Sin((0.7 * i) + phase))];
}
