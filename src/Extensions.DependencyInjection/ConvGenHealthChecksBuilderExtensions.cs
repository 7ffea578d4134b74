using ConvGen;
using ConvGen.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of networks.</summary>
public static class ConvGenHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of a network that <c>AddConvGen</c> has added to the services. It is healthy while the network is loaded and calls are
    /// served, degraded while more than half as many calls wait as may, and has the failure status when no further call may wait, the
    /// network cannot be loaded, or the app is ending. Its data are the numbers of contexts, of those in use, and of waiting calls.
    /// </summary>
    /// <typeparam name="TNetwork">The network's class.</typeparam>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="name">The name of the check; the full name of the class when omitted.</param>
    /// <param name="failureStatus">The status of failure; unhealthy when omitted.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <returns>The same health checks.</returns>
    public static IHealthChecksBuilder AddConvGen<TNetwork>(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
        where TNetwork : class, INetwork
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? NetworkName.Of<TNetwork>(), provider => new NetworkHealthCheck<TNetwork>(provider), failureStatus, tags));
    }
}
