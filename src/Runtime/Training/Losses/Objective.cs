using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// What a session makes small: the weighted sum of the losses of some outputs of a network. Results and targets of one output follow those
/// of another.
/// </summary>
internal sealed class Objective
{
    private const string Losses = "losses"; // the argument that they come from

    private readonly Term[] _terms;
    private readonly float[] _losses;
    private readonly int _outputs;

    private Objective(Term[] terms, IReadOnlyList<PortInfo> outputs)
    {
        _terms = terms;
        _outputs = outputs.Count;
        _losses = new float[terms.Length];
        OutputLength = outputs.Sum(output => output.Length);
        TakesLogits = [.. outputs.Select(output => Array.Exists(terms, term => term.Output == output.Name && term.TakesLogits))];
        TargetLengths = [.. terms.Select(term => term.TargetLength)];
    }

    /// <summary>The floats of one example's results.</summary>
    public int OutputLength { get; }

    /// <summary>The floats of one example's targets, loss by loss.</summary>
    public int[] TargetLengths { get; }

    /// <summary>For each output whether its loss takes the logits that go into its softmax.</summary>
    public bool[] TakesLogits { get; }

    /// <summary>The losses as parts of an objective.</summary>
    /// <param name="network">What is judged.</param>
    /// <param name="losses">The losses, one for each output that is to learn.</param>
    /// <exception cref="ArgumentException">
    /// An output is unknown or named twice, a weight is negative, or a loss cannot follow the last layer of its output.
    /// </exception>
    public static Objective Of(NetworkInfo network, IReadOnlyList<OutputLoss> losses)
    {
        if (losses.Count == 0)
        {
            throw new ArgumentException("There is no loss.", Losses);
        }

        var terms = new List<Term>();
        int targets = 0;
        foreach (OutputLoss part in losses)
        {
            Term term = Locate(network, part) with { TargetStart = targets };
            if (terms.Exists(other => other.OutputStart == term.OutputStart))
            {
                throw new ArgumentException($"The output '{part.Output}' has two losses.", Losses);
            }

            targets += term.TargetLength;
            terms.Add(term);
        }

        return new Objective([.. terms], network.Outputs);
    }

    /// <summary>Checks targets before anything is computed.</summary>
    /// <param name="targets">The targets, all of the first loss, then all of the next.</param>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="rows">Where in a data set the examples stand; empty when they are of none.</param>
    /// <param name="name">The argument that they come from.</param>
    /// <exception cref="ArgumentException">One is not a class.</exception>
    public void CheckTargets(ReadOnlySpan<float> targets, int examples, ReadOnlySpan<int> rows, string name)
    {
        foreach (Term term in _terms)
        {
            ReadOnlySpan<float> own = TargetsOf(term, targets, examples);
            int wrong = term.Loss.FindWrongTarget(own, term.Layout);
            if (wrong >= 0)
            {
                int example = wrong / term.TargetLength;
                string whose = rows.IsEmpty ? Invariant($"example {example}") : Invariant($"row {rows[example]} of the data set");
                string output = _outputs == 1 ? whose : Invariant($"{whose} for the output '{term.Output}'");
                throw new ArgumentException(term.Loss.DescribeWrongTarget(own, wrong, term.Layout, output), name);
            }
        }
    }

    /// <summary>The weighted sum of the losses, and its gradient.</summary>
    /// <param name="outputs">The results.</param>
    /// <param name="targets">The targets, all of the first loss, then all of the next.</param>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="gradient">Takes the gradient, as long as the results; empty when only the losses are wanted.</param>
    public float Evaluate(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples, Span<float> gradient)
    {
        // Outputs that nothing judges learn nothing.
        if (_terms.Length < _outputs)
        {
            gradient.Clear();
        }

        double sum = 0;
        for (int i = 0; i < _terms.Length; i++)
        {
            Term term = _terms[i];
            Span<float> part = gradient.IsEmpty ? default : gradient.Slice(term.OutputStart * examples, term.Layout.Length * examples);
            ReadOnlySpan<float> ownOutputs = OutputsOf(term, outputs, examples), ownTargets = TargetsOf(term, targets, examples);
            _losses[i] = term.Loss.Evaluate(ownOutputs, ownTargets, examples, term.Layout, part);
            if (term.Weight != 1)
            {
                foreach (ref float value in part)
                {
                    value *= term.Weight;
                }
            }

            sum += (double)term.Weight * _losses[i];
        }

        return (float)sum;
    }

    /// <summary>Counts classes that are right, over all losses that judge classes.</summary>
    public (long Right, long Judged) CountRight(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples)
    {
        (long right, long judged) = (0, 0);
        foreach (Term term in _terms)
        {
            if (term.Loss is ClassLoss classes)
            {
                ReadOnlySpan<float> ownOutputs = OutputsOf(term, outputs, examples), ownTargets = TargetsOf(term, targets, examples);
                (long Right, long Judged) counted = classes.CountRight(ownOutputs, ownTargets, term.Layout);
                right += counted.Right;
                judged += counted.Judged;
            }
        }

        return (right, judged);
    }

    /// <summary>Whether every loss is a mean.</summary>
    public bool IsMean => Array.TrueForAll(_terms, term => term.Loss.Reduction == Reduction.Mean);

    /// <summary>Checks that metrics can judge what they are for.</summary>
    /// <exception cref="ArgumentException">One cannot, names no output that has a loss, or none where there are several.</exception>
    public void Check(IReadOnlyList<Metric> metrics, string name)
    {
        foreach (Metric metric in metrics)
        {
            ArgumentNullException.ThrowIfNull(metric, name);
            if (Find(metric) is not { } term)
            {
                string outputs = string.Join(", ", _terms.Select(other => $"'{other.Output}'"));
                throw new ArgumentException($"The {metric.Name} needs an Output with a loss, one of {outputs}.", name);
            }

            if (metric.ObjectionTo(term.Loss, term.Layout) is { } objection)
            {
                throw new ArgumentException(objection, name);
            }
        }
    }

    /// <summary>The result of an evaluation with all the names that it has, and no numbers.</summary>
    public EvaluationResult Blank(IReadOnlyList<Metric> metrics) =>
        new(double.NaN, Array.Exists(_terms, term => term.Loss is ClassLoss) ? double.NaN : null, 0)
        {
            Metrics = [.. metrics.Select(metric => new MetricValue(metric.Name, double.NaN, metric.HigherIsBetter))],
        };

    /// <summary>Adds results to metrics.</summary>
    public void AddTo(IReadOnlyList<Metric> metrics, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, int examples)
    {
        foreach (Metric metric in metrics)
        {
            Term term = Find(metric)!;
            metric.Add(OutputsOf(term, outputs, examples), TargetsOf(term, targets, examples), term.Layout);
        }
    }

    /// <summary>Makes of probabilities what losses take that want logits.</summary>
    public void TakeLogarithms(Span<float> outputs, int examples)
    {
        const float SmallestNormal = 1.17549435e-38f;
        foreach (Term term in _terms)
        {
            if (!term.TakesLogits)
            {
                continue;
            }

            // Logarithms of probabilities are logits: they differ from those that made them by one number, which no softmax sees.
            foreach (ref float value in outputs.Slice(term.OutputStart * examples, term.Layout.Length * examples))
            {
                value = MathF.Log(MathF.Max(value, SmallestNormal));
            }
        }
    }

    /// <summary>Begins a mean over minibatches.</summary>
    public LossMean[] BeginMean() => [.. _terms.Select(term => new LossMean(term.Loss, term.Layout))];

    /// <summary>Adds the losses that were evaluated last to a mean.</summary>
    public void AddTo(LossMean[] means, ReadOnlySpan<float> targets, int examples)
    {
        for (int i = 0; i < _terms.Length; i++)
        {
            means[i].Add(_losses[i], TargetsOf(_terms[i], targets, examples), examples);
        }
    }

    /// <summary>The weighted sum of the means.</summary>
    public double ValueOf(LossMean[] means) => _terms.Zip(means, (term, mean) => term.Weight * mean.Value).Sum();

    private Term? Find(Metric metric) => metric.Output is { } output
        ? Array.Find(_terms, term => term.Output == output)
        : _terms.Length == 1 ? _terms[0] : null;

    private static Term Locate(NetworkInfo network, OutputLoss part)
    {
        ArgumentNullException.ThrowIfNull(part, Losses);
        ArgumentNullException.ThrowIfNull(part.Loss, Losses);
        if (!(part.Weight >= 0 && float.IsFinite(part.Weight)))
        {
            throw new ArgumentException(
                Invariant($"The weight of '{part.Output}' must be finite and not negative, but is {part.Weight}."), Losses);
        }

        int start = 0;
        foreach (PortInfo output in network.Outputs)
        {
            if (output.Name == part.Output)
            {
                if (ObjectionTo(output, part.Loss) is { } objection)
                {
                    throw new ArgumentException(objection, Losses);
                }

                var layout = FeatureLayout.Of(output.Shape);
                if (part.Loss.ObjectionTo(layout) is { } misfit)
                {
                    throw new ArgumentException(misfit, Losses);
                }

                bool takesLogits = output.HasLogits && part.Loss.TakesLogits;
                int targetLength = part.Loss.TargetLength(layout.Length, layout.Channels);
                return new Term(part.Output, part.Loss, part.Weight, layout, start, 0, targetLength, takesLogits);
            }

            start += output.Length;
        }

        string names = string.Join(", ", network.Outputs.Select(output => $"'{output.Name}'"));
        throw new ArgumentException($"The network has no output '{part.Output}'; it has {names}.", Losses);
    }

    // A softmax that training cannot leave out has other sets of channels than the output: its logits are none of the output's.
    private static string? ObjectionTo(PortInfo output, Loss loss) => loss.ObjectionTo(output.ComputedBy)
        ?? (loss.TakesLogits && output is { ComputedBy: "Softmax", HasLogits: false }
            ? $"The loss takes logits, but the output '{output.Name}' holds the probabilities of a Softmax in other axes than it has them. "
                + "Put the Softmax last, or leave it out."
            : null);

    private static ReadOnlySpan<float> OutputsOf(Term term, ReadOnlySpan<float> outputs, int examples) =>
        outputs.Slice(term.OutputStart * examples, term.Layout.Length * examples);

    private static ReadOnlySpan<float> TargetsOf(Term term, ReadOnlySpan<float> targets, int examples) =>
        targets.Slice(term.TargetStart * examples, term.TargetLength * examples);

    private sealed record Term(
        string Output, Loss Loss, float Weight, FeatureLayout Layout, int OutputStart, int TargetStart, int TargetLength, bool TakesLogits);
}
