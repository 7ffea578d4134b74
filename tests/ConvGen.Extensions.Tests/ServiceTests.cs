using System.Diagnostics.Metrics;
using ConvGen.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ConvGen.Extensions.Tests;

public class ServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheHostLoadsTheNetworkWarmsItUpAndDisposesIt()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("convgen-").FullName, "tiny.safetensors");
        using Tiny saved = new(new NetworkOptions { Seed = 7 });
        saved.Save(path);
        NetworkPool<Tiny> pool;
        using (IHost host = Host(services => services.AddConvGen(Tiny.Load, options =>
        {
            options.WeightsPath = path;
            options.Network = new NetworkOptions { Threads = 1 };
            options.MaxContexts = 3;
            options.MaxQueueLength = 5;
        })))
        {
            await host.StartAsync(Cancellation);
            pool = host.Services.GetRequiredService<NetworkPool<Tiny>>();
            Assert.Same(pool, host.Services.GetRequiredService<NetworkPool<Tiny>>());
            Assert.Equal((3, 3, 0, 5), (pool.MaxContexts, pool.Contexts, pool.ContextsInUse, pool.MaxQueueLength));
            float[] input = [.. Enumerable.Range(0, Tiny.InputLength).Select(i => i % 3 - 1f)], want = new float[3], got = new float[3];
            saved.Forward(input, want);
            await pool.ForwardAsync(input, got, Cancellation);
            Assert.Equal(want, got);
            await host.StopAsync(Cancellation);
        }

        Assert.True(pool.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => pool.Network.Forward(new float[Tiny.InputLength], new float[3]));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task WhatCannotBeLoadedKeepsTheHostFromStarting()
    {
        using IHost host = Host(services => services.AddConvGen(Tiny.Load, options => options.WeightsPath = "nowhere.safetensors"));
        await Assert.ThrowsAsync<FileNotFoundException>(() => host.StartAsync(Cancellation));
    }

    [Fact]
    public async Task WithoutWarmUpNothingIsLoadedBeforeItIsAskedFor()
    {
        int made = 0;
        using IHost host = Host(services => services.AddConvGen(
            options =>
            {
                made++;
                return new Tiny(options);
            },
            options => options.WarmUp = false));
        await host.StartAsync(Cancellation);
        Assert.Equal(0, made);
        NetworkPool<Tiny> pool = host.Services.GetRequiredService<NetworkPool<Tiny>>();
        Assert.Equal((1, 0), (made, pool.Contexts));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public void WrongOptionsAreExplained()
    {
        Assert.Contains("WeightsPath of ConvGen.Extensions.Tests.Tiny is not set", Complaint(services => services.AddConvGen(Tiny.Load, _ => { })), StringComparison.Ordinal);
        Assert.Contains("MaxContexts is at least 1", Complaint(services => services.AddConvGen(o => new Tiny(o), o => o.MaxContexts = 0)), StringComparison.Ordinal);
        Assert.Contains("MaxQueueLength is not negative", Complaint(services => services.AddConvGen(o => new Tiny(o), o => o.MaxQueueLength = -1)), StringComparison.Ordinal);
        ServiceCollection services = new();
        services.AddConvGen(options => new Tiny(options)).AddConvGen(options => new Tinier(options));
        Assert.Contains("Tiny has been added already", Assert.Throws<InvalidOperationException>(() => services.AddConvGen(o => new Tiny(o))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOfEachNetworkAreItsOwnAndCanComeFromTheConfiguration()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Tiny:MaxContexts"] = "2", ["Tiny:MaxQueueLength"] = "9" }).Build();
        ServiceCollection services = new();
        services.AddConvGen(options => new Tiny(options)).AddConvGen(options => new Tinier(options), options => options.MaxContexts = 5);
        services.Configure<NetworkServiceOptions>(typeof(Tiny).FullName, configuration.GetSection("Tiny"));
        using ServiceProvider provider = services.BuildServiceProvider();
        NetworkPool<Tiny> tiny = provider.GetRequiredService<NetworkPool<Tiny>>();
        NetworkPool<Tinier> tinier = provider.GetRequiredService<NetworkPool<Tinier>>();
        Assert.Equal((2, 9, 5, 1024), (tiny.MaxContexts, tiny.MaxQueueLength, tinier.MaxContexts, tinier.MaxQueueLength));
    }

    [Fact]
    public async Task TheHealthCheckSaysHowManyWait()
    {
        using IHost host = Host(services =>
        {
            services.AddConvGen(options => new Tiny(options), options => (options.MaxContexts, options.MaxQueueLength) = (1, 4));
            services.AddHealthChecks().AddConvGen<Tiny>("tiny", HealthStatus.Unhealthy, ["ready"]);
        });
        await host.StartAsync(Cancellation);
        NetworkPool<Tiny> pool = host.Services.GetRequiredService<NetworkPool<Tiny>>();
        HealthReportEntry entry = await Check(host);
        Assert.Equal((HealthStatus.Healthy, "The network answers."), (entry.Status, entry.Description));
        Assert.Equal(["ready"], entry.Tags);
        ContextLease held = pool.Rent(Cancellation);
        List<Task<ContextLease>> waiting = [];
        foreach (HealthStatus status in (HealthStatus[])[HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy])
        {
            waiting.Add(pool.RentAsync(Cancellation).AsTask());
            entry = await Check(host);
            Assert.Equal(status, entry.Status);
            Assert.Equal((waiting.Count, 4, 1, 1), (entry.Data["queueLength"], entry.Data["maxQueueLength"], entry.Data["contexts"], entry.Data["contextsInUse"]));
        }

        held.Dispose();
        foreach (Task<ContextLease> each in waiting)
            (await each.WaitAsync(Patience, Cancellation)).Dispose();
        Assert.Equal(HealthStatus.Healthy, (await Check(host)).Status);
        await pool.DisposeAsync();
        Assert.Equal((HealthStatus.Unhealthy, "The app is ending."), ((await Check(host)).Status, (await Check(host)).Description));
    }

    [Fact]
    public async Task TheHealthCheckFailsWhereTheNetworkCannotBeLoaded()
    {
        using IHost host = Host(services =>
        {
            services.AddConvGen(Tiny.Load, options => (options.WeightsPath, options.WarmUp) = ("nowhere.safetensors", false));
            services.AddHealthChecks().AddConvGen<Tiny>(failureStatus: HealthStatus.Degraded);
        });
        HealthReportEntry entry = await Check(host, typeof(Tiny).FullName!);
        Assert.Equal((HealthStatus.Degraded, "The network cannot be loaded."), (entry.Status, entry.Description));
        Assert.IsType<FileNotFoundException>(entry.Exception);
    }

    [Fact]
    public async Task CallsAreRecordedOnTheMeterOfTheHost()
    {
        using IHost host = Host(services => services.AddConvGen(options => new Tiny(options), options => options.WarmUp = false));
        long calls = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "ConvGen" && instrument.Name == "convgen.pool.calls" && ReferenceEquals(instrument.Meter.Scope, host.Services.GetRequiredService<IMeterFactory>()))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            Assert.Equal([new KeyValuePair<string, object?>("convgen.network", "Tiny")], tags.ToArray());
            Interlocked.Add(ref calls, value);
        });
        listener.Start();
        NetworkPool<Tiny> pool = host.Services.GetRequiredService<NetworkPool<Tiny>>();
        for (int i = 0; i < 3; i++)
            await pool.ForwardAsync(new float[Tiny.InputLength], new float[3], Cancellation);
        Assert.Equal(3, Interlocked.Read(ref calls));
    }

    private static IHost Host(Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        add(builder.Services);
        return builder.Build();
    }

    private static string Complaint(Action<IServiceCollection> add)
    {
        ServiceCollection services = new();
        add(services);
        using ServiceProvider provider = services.BuildServiceProvider();
        return Assert.Throws<OptionsValidationException>(provider.GetRequiredService<NetworkPool<Tiny>>).Message;
    }

    private static async Task<HealthReportEntry> Check(IHost host, string name = "tiny") =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancellation)).Entries[name];
}
