using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Service;

/// <summary>What a client can cost.</summary>
internal static class Limits
{
    /// <summary>The most bytes of a picture's file.</summary>
    public const int MaxContentLength = 4 << 20;

    private const int MaxConnections = 256;

    private static readonly TimeSpan Request = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(20);

    /// <summary>Sets them.</summary>
    public static void Set(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => Set(kestrel.Limits));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown);
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = Request,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
    }

    private static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxContentLength;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = Idle;
    }
}
