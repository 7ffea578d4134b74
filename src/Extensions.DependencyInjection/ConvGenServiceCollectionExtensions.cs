using System.Diagnostics.Metrics;
using ConvGen;
using ConvGen.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds networks to an app's services.</summary>
public static class ConvGenServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="NetworkPool{TNetwork}"/> of a network that is loaded from the file that the options name:
    /// <c>services.AddConvGen(Net.Load, options => options.WeightsPath = "net.safetensors")</c>. The pool records its calls where the app has
    /// an <see cref="IMeterFactory"/>, as every host of .NET has, and is disposed with the app, after the calls that have begun.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="services">The app's services.</param>
    /// <param name="load">Loads the network: <c>Load</c> of its class.</param>
    /// <param name="configure">Sets the options, <see cref="NetworkServiceOptions.WeightsPath"/> among them.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The network has been added already.</exception>
    public static IServiceCollection AddConvGen<TNetwork>(
        this IServiceCollection services, Func<string, NetworkOptions?, TNetwork> load, Action<NetworkServiceOptions> configure)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, options => load(options.WeightsPath!, options.Network), configure).Validate(
            options => !string.IsNullOrEmpty(options.WeightsPath),
            $"{nameof(NetworkServiceOptions.WeightsPath)} of {typeof(TNetwork)} is not set: it names the file that the network is loaded from.")
            .Services;
    }

    /// <summary>
    /// Adds a <see cref="NetworkPool{TNetwork}"/> of a network that is made, such as one whose weights are a resource:
    /// <c>services.AddConvGen(options => new Net(options))</c>. The pool records its calls where the app has an <see cref="IMeterFactory"/>,
    /// as every host of .NET has, and is disposed with the app, after the calls that have begun.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="services">The app's services.</param>
    /// <param name="create">Makes the network.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The network has been added already.</exception>
    public static IServiceCollection AddConvGen<TNetwork>(
        this IServiceCollection services, Func<NetworkOptions, TNetwork> create, Action<NetworkServiceOptions> configure)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, options => create(options.Network), configure).Services;
    }

    /// <summary>Adds a <see cref="NetworkPool{TNetwork}"/> of a network that is made, with the default options.</summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="services">The app's services.</param>
    /// <param name="create">Makes the network.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="InvalidOperationException">The network has been added already.</exception>
    public static IServiceCollection AddConvGen<TNetwork>(this IServiceCollection services, Func<NetworkOptions, TNetwork> create)
        where TNetwork : class, INetwork => services.AddConvGen(create, _ => { });

    private static OptionsBuilder<NetworkServiceOptions> Add<TNetwork>(
        IServiceCollection services, Func<NetworkServiceOptions, TNetwork> create, Action<NetworkServiceOptions> configure)
        where TNetwork : class, INetwork
    {
        if (services.Any(service => service.ServiceType == typeof(NetworkPool<TNetwork>)))
        {
            throw new InvalidOperationException($"The network {typeof(TNetwork)} has been added already; AddConvGen is called once for each.");
        }

        services.AddSingleton(provider => CreatePool(provider, create));
        services.AddHostedService<NetworkWarmUp<TNetwork>>();
        return services.AddOptions<NetworkServiceOptions>(NetworkName.Of<TNetwork>())
            .Configure(configure)
            .Validate(options => options.MaxContexts is null or > 0, $"{nameof(NetworkServiceOptions.MaxContexts)} is at least 1.")
            .Validate(options => options.MaxQueueLength >= 0, $"{nameof(NetworkServiceOptions.MaxQueueLength)} is not negative.");
    }

    private static NetworkPool<TNetwork> CreatePool<TNetwork>(IServiceProvider provider, Func<NetworkServiceOptions, TNetwork> create)
        where TNetwork : class, INetwork
    {
        NetworkServiceOptions options = NetworkName.OptionsOf<TNetwork>(provider);
        return new NetworkPool<TNetwork>(create(options), new NetworkPoolOptions
        {
            MaxContexts = options.MaxContexts,
            MaxQueueLength = options.MaxQueueLength,
            MeterFactory = provider.GetService<IMeterFactory>(),
        });
    }
}
