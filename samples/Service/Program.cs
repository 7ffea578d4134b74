using ConvGen;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Samples;
using Service;

return Sample.Run(args, Options.Usage, arguments => Run(Options.Read(arguments)));

static void Run(Options options)
{
    if (!File.Exists(options.Weights))
        Training.Run(options.Weights, options.Epochs);

    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
    Limits.Set(builder);
    builder.Services.AddConvGen(TextureNetwork.Load, network =>
    {
        network.WeightsPath = options.Weights;
        network.MaxContexts = options.Contexts;
        network.MaxQueueLength = options.Queue;
    });
    builder.Services.AddHealthChecks().AddConvGen<TextureNetwork>();
    builder.Services.AddProblemDetails();
    builder.Services.AddMetrics();
    using Metrics metrics = new();

    using WebApplication app = builder.Build();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UseRequestTimeouts();
    app.MapPost("/classify", ClassifyEndpoint.Answer);
    app.MapHealthChecks("/health");
    app.MapGet("/metrics", metrics.Text);
    app.Start();
    Console.WriteLine($"listening on {app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}");
    app.WaitForShutdown();
    Console.WriteLine("ended");
}
