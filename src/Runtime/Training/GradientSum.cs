namespace ConvGen;

/// <summary>
/// The gradients of several minibatches, until the optimizer takes them together: of losses that are means, weighted by the examples
/// of each minibatch; of losses that are sums, added.
/// </summary>
/// <param name="tensors">The network's tensors.</param>
/// <param name="isMean">Whether the losses are means.</param>
internal sealed class GradientSum(ParameterCollection tensors, bool isMean)
{
    private readonly float[][] _sums = tensors.AllocateTrained();

    /// <summary>How many minibatches have been added.</summary>
    public int Minibatches { get; set; }

    /// <summary>How many examples they had.</summary>
    public long Examples { get; set; }

    /// <summary>The sums of a tensor; empty for running statistics.</summary>
    public float[] Of(int tensor) => _sums[tensor];

    /// <summary>Adds the gradients of a minibatch.</summary>
    public void Add(ParameterCollection gradients, int examples)
    {
        float weight = isMean ? examples : 1;
        for (int i = 0; i < _sums.Length; i++)
        {
            ReadOnlySpan<float> gradient = _sums[i].Length == 0 ? default : gradients.Block(i);
            Span<float> sum = _sums[i];
            for (int j = 0; j < gradient.Length; j++)
            {
                sum[j] += weight * gradient[j];
            }
        }

        Minibatches++;
        Examples += examples;
    }

    /// <summary>Writes what the minibatches come to in the place of the last one's gradients, and begins again.</summary>
    public void MoveTo(ParameterCollection gradients)
    {
        float divisor = isMean ? Examples : 1;
        for (int i = 0; i < _sums.Length; i++)
        {
            Span<float> gradient = _sums[i].Length == 0 ? default : gradients.Block(i);
            Span<float> sum = _sums[i];
            for (int j = 0; j < gradient.Length; j++)
            {
                gradient[j] = sum[j] / divisor;
            }
        }

        Clear();
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        Array.ForEach(_sums, sum => Array.Clear(sum));
        (Minibatches, Examples) = (0, 0);
    }
}
