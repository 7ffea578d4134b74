namespace ConvGen.Extensions.DependencyInjection;

/// <summary>
/// How a network is served. The options of a network have the full name of its class, so that a section of the configuration can be bound to
/// them: <c>services.Configure&lt;NetworkServiceOptions&gt;(typeof(Net).FullName, section)</c>.
/// </summary>
public sealed class NetworkServiceOptions
{
    /// <summary>The network's weight file, for a network that is loaded from one.</summary>
    public string? WeightsPath { get; set; }

    /// <summary>Threads of a call, vector width and the like.</summary>
    public NetworkOptions Network { get; set; } = NetworkOptions.Default;

    /// <summary>The most contexts; see <see cref="NetworkPoolOptions.MaxContexts"/>.</summary>
    public int? MaxContexts { get; set; }

    /// <summary>The most calls that wait for a context; see <see cref="NetworkPoolOptions.MaxQueueLength"/>.</summary>
    public int MaxQueueLength { get; set; } = NetworkPoolOptions.Default.MaxQueueLength;

    /// <summary>
    /// Whether the host, when it starts, loads the network and runs every context once, so that the first request is as fast as the others,
    /// and a host whose weights cannot be loaded does not start. On by default.
    /// </summary>
    public bool WarmUp { get; set; } = true;
}
