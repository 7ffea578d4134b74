using ConvGen.Conformance.Models;

namespace ConvGen.Conformance.Running;

/// <summary>What is done with a case.</summary>
/// <param name="name">The case's name.</param>
/// <param name="bound">How exact the results must be.</param>
internal abstract class Check(string name, Bound bound)
{
    public string Name => name;

    public Bound Bound => bound;
}

/// <summary>A case that runs without a network, once: optimizers and losses do not depend on the vector target.</summary>
internal abstract class DirectCheck(string name, Bound bound) : Check(name, bound)
{
    public abstract IReadOnlyList<Result> Run();
}

/// <summary>A case that runs a network, once for each vector target and number of threads.</summary>
internal abstract class NetworkCheck(string name, CaseNetwork network, Bound bound) : Check(name, bound)
{
    public CaseNetwork Network => network;

    /// <summary>Runs a new network; its parameters are still those of its initialisation.</summary>
    public IReadOnlyList<Result> Run(INetwork compiled)
    {
        network.SetWeights(compiled);
        return Compute(compiled);
    }

    protected abstract IReadOnlyList<Result> Compute(INetwork compiled);
}
