using ConvGen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvGen.Extensions.Tests;

/// <summary>The network of docs/web.md.</summary>
[Input(3, 32, 32, Layout = InputLayout.Interleaved, Element = InputElement.Byte)]
[Conv(8, k: 3), Relu, GlobalAvgPool]
[Dense(10), Softmax]
public sealed partial class Classifier;

/// <summary>The other examples of the page, as they stand there, each in a method.</summary>
internal static class WebPageExamples
{
    public static async Task App(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddConvGen(Classifier.Load, options => options.WeightsPath = builder.Configuration["Weights"]);
        builder.Services.AddHealthChecks().AddConvGen<Classifier>();

        WebApplication app = builder.Build();
        app.MapPost("/classify", async (HttpRequest request, NetworkPool<Classifier> pool, CancellationToken cancellation) =>
        {
            byte[] pixels = new byte[Classifier.InputLength];
            await request.Body.ReadExactlyAsync(pixels, cancellation);
            float[] probabilities = new float[Classifier.OutputLength];
            using ContextLease lease = await pool.RentAsync(cancellation);
            ((Classifier.Context)lease.Context).Forward(pixels, probabilities);
            return probabilities;
        });
        app.MapHealthChecks("/health");
        await app.RunAsync();
    }

    public static async Task Pool(string path, float[] input, float[] output, CancellationToken cancellation)
    {
        await using NetworkPool<Classifier> pool = new(Classifier.Load(path), new NetworkPoolOptions { MaxQueueLength = 100 });
        await pool.ForwardAsync(input, output, cancellation);
    }
}
