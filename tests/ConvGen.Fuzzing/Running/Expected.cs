using ConvGen.Fuzzing.Evaluation;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing.Running;

/// <summary>What a pass must come near to, by name; more samples of rounding are taken when something seems to be wrong.</summary>
internal sealed class Expected
{
    private const int UsualSamples = 3;
    private const int MaxSamples = 60;

    private readonly Func<int?, Dictionary<string, Tensor>> _evaluate;
    private readonly Dictionary<string, Expectation> _expectations;
    private int _samples;

    /// <summary>Evaluates the definitions, and what rounding may make of them.</summary>
    /// <param name="evaluate">From the number of a sample, or null for the definitions, to everything that is compared.</param>
    public Expected(Func<int?, Dictionary<string, Tensor>> evaluate)
    {
        _evaluate = evaluate;
        _expectations = evaluate(null).ToDictionary(entry => entry.Key, entry => new Expectation(entry.Value));
        while (_samples < UsualSamples)
            Sample();
    }

    public IEnumerable<string> Names => _expectations.Keys;

    /// <summary>Whether nothing overflows.</summary>
    public bool IsSane => _expectations.Values.All(expectation => expectation.IsSane);

    /// <summary>The largest error so far as a share of what is allowed.</summary>
    public double Worst { get; private set; }

    /// <summary>What is wrong with numbers; null when they are near enough.</summary>
    public string? Describe(string name, ReadOnlySpan<float> got)
    {
        Expectation expectation = _expectations[name];
        string? wrong = expectation.Describe(got);
        while (wrong is not null && _samples < MaxSamples)
        {
            Sample();
            wrong = expectation.Describe(got);
        }

        if (wrong is null)
            Worst = Math.Max(Worst, expectation.Worst(got));
        return wrong is null ? null : $"{name}{wrong}";
    }

    private void Sample()
    {
        foreach ((string name, Tensor value) in _evaluate(++_samples))
            _expectations[name].Widen(value);
    }
}
