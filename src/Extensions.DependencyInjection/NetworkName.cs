using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvGen.Extensions.DependencyInjection;

/// <summary>The name of a network among the options and health checks of an app.</summary>
internal static class NetworkName
{
    /// <summary>The full name of its class.</summary>
    public static string Of<TNetwork>() => typeof(TNetwork).FullName!;

    /// <summary>The options of a network.</summary>
    public static NetworkServiceOptions OptionsOf<TNetwork>(IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<NetworkServiceOptions>>().Get(Of<TNetwork>());
}
