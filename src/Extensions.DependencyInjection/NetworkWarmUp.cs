using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvGen.Extensions.DependencyInjection;

/// <summary>Loads a network and runs its contexts once when the host starts.</summary>
/// <param name="provider">The app's services.</param>
internal sealed class NetworkWarmUp<TNetwork>(IServiceProvider provider) : IHostedService
    where TNetwork : class, INetwork
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => NetworkName.OptionsOf<TNetwork>(provider).WarmUp
        ? Task.Run(() => provider.GetRequiredService<NetworkPool<TNetwork>>().WarmUp(), cancellationToken)
        : Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
