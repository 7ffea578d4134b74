namespace SpokenDigits;

/// <summary>The tones of a telephone's keys (ITU-T Q.23): a low one for the row and a high one for the column, at random in time, pitch, loudness and noise.</summary>
internal static class KeyTones
{
    private const double Detuning = 0.015;

    private static readonly double[] Rows = [697, 770, 852, 941];
    private static readonly double[] Columns = [1209, 1336, 1477];

    /// <summary>Makes a sound; number n of a seed is always the same.</summary>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="number">Its number; also decides the digit, so that every digit is equally frequent.</param>
    /// <param name="rate">Samples per second.</param>
    public static Recording Make(int seed, int number, int rate)
    {
        Random random = new(unchecked((int)((uint)seed * 0x9E3779B1u ^ (uint)number * 0x85EBCA77u)));
        int digit = number % 10;
        (int row, int column) = digit == 0 ? (3, 1) : ((digit - 1) / 3, (digit - 1) % 3);
        double low = Rows[row] * Detune(), high = Columns[column] * Detune();
        double noise = 0.5 * random.NextDouble();
        float[] samples = new float[(int)(rate * (0.2 + 0.4 * random.NextDouble()))];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = 2 * Math.PI * i / rate;
            samples[i] = (float)(Math.Sin(low * time) + Math.Sin(high * time) + noise * (2 * random.NextDouble() - 1));
        }

        return new(digit, number, samples);

        double Detune() => 1 + Detuning * (2 * random.NextDouble() - 1);
    }
}
