using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <summary>An input as callers pass it, and as the network sees it.</summary>
/// <param name="input">Its declaration.</param>
/// <param name="shape">The shape of an example: channels, then the spatial axes.</param>
internal sealed class InputView(InputAttribute input, int[] shape)
{
    private const float MaxByte = 255;

    /// <summary>The elements of one example.</summary>
    public int Length { get; } = shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Whether callers pass bytes.</summary>
    public bool IsByte => input.Element == InputElement.Byte;

    /// <summary>Some examples as callers pass them, as floats.</summary>
    public float[] Draw(Random random, int examples) => [.. Enumerable.Range(0, examples * Length).Select(_ =>
        IsByte ? random.Next(256) : random.NextSingle() * 2 - 1)];

    /// <summary>The examples in the type of the network's own method.</summary>
    public Array Typed(float[] examples) => IsByte ? Array.ConvertAll(examples, value => (byte)value) : examples;

    /// <summary>What the network sees: planar, x·scale + shift, as documented rounded at every step.</summary>
    public Tensor Seen(ReadOnlySpan<float> examples)
    {
        Tensor seen = new([examples.Length / Length, .. shape]);
        for (int i = 0; i < seen.Values.Length; i++)
        {
            int channel = Channel(i % Length);
            float product = examples[i / Length * Length + Place(i % Length)] * (float)Scale(channel);
            seen.Values[i] = product + (float)(-Of(input.Mean, channel, 0) / Of(input.Std, channel, 1));
        }

        return seen;
    }

    /// <summary>The gradient by what is passed, from that by what the network sees.</summary>
    public Tensor ByPassed(Tensor gradient)
    {
        Tensor passed = Tensor.Like(gradient);
        for (int i = 0; i < passed.Values.Length; i++)
            passed.Values[i / Length * Length + Place(i % Length)] = gradient.Values[i] * Scale(Channel(i % Length));
        return passed;
    }

    // Where an element of the planar example lies in what is passed.
    private int Place(int planar)
    {
        int positions = Length / shape[0];
        return input.Layout == InputLayout.Interleaved ? planar % positions * shape[0] + planar / positions : planar;
    }

    private int Channel(int planar) => planar / (Length / shape[0]);

    private double Scale(int channel) => 1 / (Of(input.Std, channel, 1) * (IsByte ? MaxByte : 1));

    private static double Of(double[]? numbers, int channel, double standard) => numbers switch
    {
        null or [] => standard,
        [double one] => one,
        _ => numbers[channel],
    };
}
