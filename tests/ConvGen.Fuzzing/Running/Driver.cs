using System.Reflection;

namespace ConvGen.Fuzzing.Running;

/// <summary>A compiled network and its own methods.</summary>
internal sealed class Driver
{
    private readonly Func<NetworkOptions, INetwork> _create;
    private readonly Func<Stream, NetworkOptions, INetwork> _load;
    private readonly Action<INetwork, int, Array[], float[][]> _forward;

    public Driver(Assembly assembly, string className)
    {
        Type type = assembly.GetType(DriverText.NameOf(className), throwOnError: true)!;
        _create = type.GetMethod(nameof(Create))!.CreateDelegate<Func<NetworkOptions, INetwork>>();
        _load = type.GetMethod(nameof(Load))!.CreateDelegate<Func<Stream, NetworkOptions, INetwork>>();
        _forward = type.GetMethod(nameof(Forward))!.CreateDelegate<Action<INetwork, int, Array[], float[][]>>();
    }

    /// <summary>The size that is declared with the input.</summary>
    public const int DeclaredSize = -1;

    public INetwork Create(NetworkOptions options) => _create(options);

    public INetwork Load(Stream stream, NetworkOptions options) => _load(stream, options);

    /// <summary>Runs the network at one of its sizes.</summary>
    public void Forward(INetwork network, int size, Array[] inputs, float[][] outputs) => _forward(network, size, inputs, outputs);
}
