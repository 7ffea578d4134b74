using ConvGen.Conformance.Compilation;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Checks;

/// <summary>Named declarations, compiled together when the first of them is checked: one compilation costs far more than one network in it.</summary>
internal sealed class CaseBook
{
    private readonly Accuracy _accuracy;
    private readonly List<(string Name, DeclaredNetwork Network, int Examples)> _cases = [];
    private readonly Lazy<CompiledNetworks> _compiled;

    public CaseBook(Accuracy accuracy = Accuracy.Exact)
    {
        _accuracy = accuracy;
        _compiled = new(Compile);
    }

    /// <summary>The names for a theory.</summary>
    public TheoryData<string> Names => [.. _cases.Select(entry => entry.Name)];

    /// <summary>The kinds of layers in all cases.</summary>
    public IEnumerable<string> Layers => _cases.SelectMany(entry => entry.Network.Attributes()).Select(attribute => attribute.Split('(')[0]).Distinct();

    public CaseBook Add(string name, DeclaredNetwork network, int examples = 3)
    {
        if (_cases.Any(entry => entry.Name == name))
            throw new ArgumentException($"There are two cases '{name}'.");
        _cases.Add((name, network, examples));
        return this;
    }

    /// <summary>Fails with everything that is wrong with a case.</summary>
    public void Check(string name)
    {
        int index = IndexOf(name);
        (_, DeclaredNetwork network, int examples) = _cases[index];
        IReadOnlyList<string> failures = CaseCheck.Run(network, examples, _accuracy, options => Create(index, options));
        Assert.True(failures.Count == 0, string.Join('\n', failures.Prepend(string.Join('\n', network.Attributes().Select(line => $"[{line}]")))));
    }

    /// <summary>A new network of a case.</summary>
    public INetwork Create(string name, NetworkOptions options) => Create(IndexOf(name), options);

    /// <summary>What a new network of a case makes of drawn examples, the same for every network.</summary>
    public float[] Run(string name, NetworkOptions options, int examples = 1)
    {
        using INetwork network = Create(name, options with { Seed = 1 });
        float[] output = new float[examples * network.OutputLength];
        network.Forward(new Draws(1).Uniform(-1, 1, examples, network.InputLength).ToFloats(), output);
        return output;
    }

    /// <summary>The declaration of a case.</summary>
    public DeclaredNetwork Declaration(string name) => _cases[IndexOf(name)].Network;

    private int IndexOf(string name) => _cases.FindIndex(entry => entry.Name == name);

    private INetwork Create(int index, NetworkOptions options) => _compiled.Value.Create(ClassName(index), options);

    private CompiledNetworks Compile() =>
        NetworkCompiler.Compile([.. _cases.Select((entry, i) => NetworkSource.Write(ClassName(i), entry.Name, entry.Network.Attributes()))]).Required;

    private static string ClassName(int index) => $"Case{index + 1}";
}
