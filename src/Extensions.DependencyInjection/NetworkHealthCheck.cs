using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConvGen.Extensions.DependencyInjection;

/// <summary>Whether a network answers, and how many calls wait for it.</summary>
/// <param name="provider">The app's services.</param>
internal sealed class NetworkHealthCheck<TNetwork>(IServiceProvider provider) : IHealthCheck
    where TNetwork : class, INetwork
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        HealthStatus failed = context.Registration.FailureStatus;
        NetworkPool<TNetwork> pool;
        try
        {
            pool = provider.GetRequiredService<NetworkPool<TNetwork>>();
        }
        catch (Exception e)
        {
            return Task.FromResult(new HealthCheckResult(failed, "The network cannot be loaded.", e));
        }

        int waiting = pool.QueueLength, limit = pool.MaxQueueLength, inUse = pool.ContextsInUse;
        Dictionary<string, object> data = new()
        {
            ["contexts"] = pool.Contexts,
            ["contextsInUse"] = inUse,
            ["queueLength"] = waiting,
            ["maxQueueLength"] = limit,
        };
        HealthCheckResult result = pool.IsDisposed ? new(failed, "The app is ending.", data: data)
            : waiting >= limit && inUse == pool.MaxContexts ? new(failed, "No further call may wait for the network.", data: data)
            : waiting > limit / 2 ? HealthCheckResult.Degraded("Many calls wait for the network.", data: data)
            : HealthCheckResult.Healthy("The network answers.", data);
        return Task.FromResult(result);
    }
}
