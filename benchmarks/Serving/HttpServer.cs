using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvGen.Benchmarks.Serving;

/// <summary>A web app on the loopback interface that answers a request, which has no content, by a call of a pool.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts the app.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="input">The example of every request.</param>
    public static async Task<HttpServer> StartAsync(NetworkPool<INetwork> pool, float[] input)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/", async (HttpContext context) =>
        {
            float[] output = new float[pool.Network.OutputLength];
            await pool.ForwardAsync(input, output, context.RequestAborted);
            context.Response.ContentLength = output.Length * sizeof(float);
            await context.Response.Body.WriteAsync(MemoryMarshal.AsBytes(output.AsSpan()).ToArray());
        });
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new HttpServer(app, new Uri(address));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
