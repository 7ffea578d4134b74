using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Shapes;

namespace ConvGen.Model.Layers;

/// <summary>A kind of layer with its settings. It knows its own arithmetic and everything that can be wrong with it.</summary>
public abstract record Layer
{
    /// <summary>The kind, as its attribute is called: <c>Conv</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The prefix of default names: <c>conv</c> for conv1, conv2, ….</summary>
    public abstract string NamePrefix { get; }

    /// <summary>Whether it reads several values, which are listed by name.</summary>
    public virtual bool Combines => false;

    /// <summary>Whether it suppresses negative values, so that the layers before it are initialised by He's method.</summary>
    public virtual bool IsRectifier => false;

    /// <summary>
    /// Whether it only shifts, scales, adds or selects what it reads, so that a rectifier after it decides about the initialisation of the
    /// layers before it too.
    /// </summary>
    public virtual bool PassesToRectifier => false;

    /// <summary>Whether it only changes the shape: the output has the same values in the same order.</summary>
    internal virtual bool KeepsNumbers => false;

    /// <summary>
    /// Whether it is a transposed convolution: its axes are those of the convolution whose adjoint it is.
    /// </summary>
    internal virtual bool IsTransposed => false;

    /// <summary>
    /// The number of channels that the attribute chooses, and the argument that does; none where it follows from the input or the groups.
    /// </summary>
    internal virtual (string Argument, int Count)? ChosenChannels => null;

    /// <summary>What the layer, as declared, does with the number of channels that it reads.</summary>
    internal virtual ChannelUse ChannelUse => ChannelUse.Depends;

    /// <summary>Checks the settings, independently of the input.</summary>
    /// <param name="name">The layer's name, for messages.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public virtual void CheckValues(string name, ICollection<Problem> problems)
    {
    }

    /// <summary>Infers the output's shape and what follows from it. Called only when the settings are valid.</summary>
    /// <param name="name">The layer's name, for tensors and messages.</param>
    /// <param name="inputs">The shapes it reads, at least one.</param>
    /// <param name="problems">Receives what does not fit.</param>
    /// <returns>The inference, or <see langword="null"/> when something does not fit.</returns>
    public abstract Inference? Infer(string name, IReadOnlyList<FeatureShape> inputs, ICollection<Problem> problems);

    /// <summary>
    /// Whether its From names a pooling that it inverts. Then it reads the layer above, the pooling's input, and the pooling.
    /// </summary>
    internal virtual bool UndoesPooling => false;

    /// <summary>Infers a layer that needs more than the shapes of what it reads.</summary>
    internal virtual Inference? Infer(string name, IReadOnlyList<Node> reads, ICollection<Problem> problems) =>
        Infer(name, [.. reads.Select(node => node.Shape)], problems);

    /// <summary>The layer with another window; <see langword="null"/> for layers without one.</summary>
    internal virtual Layer? With(WindowSettings window) => null;

    /// <summary>Whether every output value depends on every position of the input.</summary>
    internal virtual bool ReadsEverything(FeatureShape input) => false;

    /// <summary>Counts what the layer adds to the size of the network's code.</summary>
    /// <param name="inference">The layer's inference.</param>
    /// <param name="hasGradient">Whether training needs the gradient of what it reads.</param>
    /// <param name="code">Receives the counts.</param>
    internal virtual void CountCode(Inference inference, bool hasGradient, CodeCounter code)
    {
    }

    /// <summary>The layer as messages call it: <c>Conv 'conv1'</c>.</summary>
    internal string Title(string name) => $"{Kind} '{name}'";

    /// <summary>The minimum of groups that its other settings allow.</summary>
    private protected virtual int MinGroups => 1;

    /// <summary>Reports a number of channels that is not a multiple of the groups.</summary>
    /// <param name="name">The layer's name, for messages.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="argument">The argument that gives it.</param>
    /// <param name="problems">Receives what does not fit.</param>
    /// <param name="counted">The counts, and what is counted.</param>
    private protected bool CheckGroups(
        string name, int groups, string argument, ICollection<Problem> problems, params (string What, int Count)[] counted)
    {
        foreach ((string what, int count) in counted)
        {
            if (count % groups == 0)
            {
                continue;
            }

            string[] arguments = [Title(name), NumberText.Plain(groups), NumberText.Plain(count), what];
            problems.Add(Problem.Of(ProblemIds.Groups, arguments, argument) with
            {
                Fixes = GroupFixes.For(groups, MinGroups, argument, counted).ToEquatableArray(),
            });
            return false;
        }

        return true;
    }

    /// <summary>Reports a setting that must be at least 1.</summary>
    private protected void CheckPositive(string name, string argument, int value, ICollection<Problem> problems)
    {
        if (value <= 0)
        {
            // Properties have a default, which is 1 for counts.
            problems.Add(Problem.Of(ProblemIds.NotPositive, [Title(name), argument, NumberText.Plain(value)], argument) with
            {
                Fixes = Fix.Raise(argument, [value], isArray: false, minimum: 1, defaultValue: char.IsUpper(argument[0]) ? 1 : 0),
            });
        }
    }

    /// <summary>Reports numbers that must be at least 1.</summary>
    private protected void CheckPositive(string name, string argument, EquatableArray<int> values, ICollection<Problem> problems)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] <= 0)
            {
                problems.Add(Problem.Of(ProblemIds.NotPositive, [Title(name), argument, NumberText.Plain(values[i])], argument) with
                {
                    Element = i,
                });
            }
        }
    }

    /// <summary>Reports a fraction that must be positive and finite in single precision.</summary>
    private protected void CheckPositive(string name, string argument, double value, ICollection<Problem> problems)
    {
        if (!((float)value > 0f && (float)value <= float.MaxValue))
        {
            problems.Add(Optional(ProblemIds.FractionNotPositive, name, argument, value));
        }
    }

    /// <summary>Reports positions and counts that must be at least 0.</summary>
    private protected void CheckPositions(string name, string argument, EquatableArray<int>? values, ICollection<Problem> problems)
    {
        for (int i = 0; i < values?.Count; i++)
        {
            if (values.Value[i] < 0)
            {
                string[] arguments = [Title(name), argument, NumberText.Plain(values.Value[i])];
                problems.Add(Problem.Of(ProblemIds.NegativePosition, arguments, argument) with { Element = i });
            }
        }
    }

    /// <summary>The problem of a range that is not inside its input, or <see langword="null"/> when it is.</summary>
    private protected Problem? CheckRange(string name, string what, int first, int count, int extent, params string[] blamed)
    {
        if (count > 0 && (long)first + count <= extent)
        {
            return null;
        }

        string[] arguments =
            [Title(name), what, NumberText.Plain(first), NumberText.Plain((long)first + count - 1), NumberText.Plain(extent)];
        return Problem.Of(ProblemIds.RangeOutside, arguments, blamed);
    }

    /// <summary>Reports dimensions that are no shape.</summary>
    private protected void CheckDimensions(
        string name, EquatableArray<int> dimensions, ICollection<Problem> problems, string argument = "shape")
    {
        const int MaxDimensions = 4;
        if (dimensions.Count is 0 or > MaxDimensions)
        {
            problems.Add(Problem.Of(ProblemIds.InputRank, [Title(name), NumberText.Plain(dimensions.Count)], argument));
        }

        CheckSizes(name, argument, dimensions, problems);
    }

    /// <summary>Reports sizes of axes that are not positive.</summary>
    private protected void CheckSizes(string name, string argument, EquatableArray<int> dimensions, ICollection<Problem> problems)
    {
        for (int i = 0; i < dimensions.Count; i++)
        {
            if (dimensions[i] <= 0)
            {
                string[] arguments = [Title(name), NumberText.Plain(i + 1), NumberText.Plain(dimensions[i])];
                problems.Add(Problem.Of(ProblemIds.InputDimension, arguments, argument) with
                {
                    Element = i,
                    Fixes = Fix.Raise(argument, dimensions, isArray: true, minimum: 1, defaultValue: 0),
                });
            }
        }
    }

    /// <summary>Reports a number that must not be negative.</summary>
    private protected void CheckNotNegative(string name, string argument, double value, ICollection<Problem> problems)
    {
        if (!(value >= 0 && (float)value <= float.MaxValue))
        {
            problems.Add(Optional(ProblemIds.NegativeNumber, name, argument, value));
        }
    }

    /// <summary>Reports a number that is infinite or NaN in single precision.</summary>
    private protected void CheckFinite(
        string name, string argument, double value, ICollection<Problem> problems, bool isOptional = true)
    {
        if (!(Math.Abs((float)value) <= float.MaxValue))
        {
            Problem problem = Optional(ProblemIds.NotFinite, name, argument, value);
            problems.Add(isOptional ? problem : problem with { Fixes = EquatableArray<Fix>.Empty });
        }
    }

    /// <summary>Reports an epsilon that is zero or infinite in single precision.</summary>
    private protected void CheckEpsilon(string name, double epsilon, ICollection<Problem> problems)
    {
        if (!((float)epsilon > 0f && (float)epsilon <= float.MaxValue))
        {
            problems.Add(Problem.Of(ProblemIds.Epsilon, [Title(name), NumberText.Plain(epsilon)], "Epsilon") with
            {
                Fixes = new(Fix.Remove("Epsilon")),
            });
        }
    }

    // Almost every fraction of a layer has a default.
    private Problem Optional(string id, string name, string argument, double value) =>
        Problem.Of(id, [Title(name), argument, NumberText.Plain(value)], argument) with { Fixes = new(Fix.Remove(argument)) };
}
