using ConvGen.Benchmarks.CommandLine;
using ConvGen.Benchmarks.Measuring;
using ConvGen.Benchmarks.Networks;
using ConvGen.Benchmarks.Reporting;
using ConvGen.Benchmarks.Serving;

namespace ConvGen.Benchmarks.Modes;

/// <summary>
/// Measures many callers at once, with the default number of threads and with one for each call: clients of a web app, callers with contexts
/// of their own, and callers of two networks. Nobody waits between an answer and the next call.
/// </summary>
internal static class ServingMode
{
    private const int Callers = 8;
    private const int Rounds = 5;

    private static readonly NetworkOptions?[] Compared = [null, new NetworkOptions { Threads = 1 }];

    /// <summary>Prints a row for each kind of load and number of threads.</summary>
    public static void Run(Settings settings, Report report) => RunAsync(settings).GetAwaiter().GetResult();

    private static async Task RunAsync(Settings settings)
    {
        Console.WriteLine();
        Console.WriteLine($"many callers, {Environment.ProcessorCount} processors; best of {Rounds} rounds in turn by calls in a second");
        Console.WriteLine($"{"load",-52} {"threads",-8} {"calls/s",10} {"p50, ms",10} {"p99, ms",10}");
        foreach (BenchmarkedNetwork<INetwork> network in Served(settings.Networks))
        {
            await Compare($"{network.Title}, 1 caller", settings, threads => Contexts(network, threads, 1));
            await Compare($"{network.Title}, {Callers} clients of a web app", settings, threads => Web(network, threads));
            await Compare($"{network.Title}, {Callers} callers with contexts", settings, threads => Contexts(network, threads, Callers));
            await Compare($"{network.Title}, 2 callers of 2 networks", settings, threads => TwoNetworks(network, threads));
        }
    }

    private static IEnumerable<BenchmarkedNetwork<INetwork>> Served(IReadOnlyCollection<string> keys) => keys.Count > 0
        ? Catalogue.Forward.Choose(keys)
        : [new(nameof(MobileNetV3Small), "MobileNetV3-Small", options => new MobileNetV3Small(options))];

    private static async Task Compare(string title, Settings settings, Func<NetworkOptions?, Task<Scene>> open)
    {
        Scene[] scenes = await Task.WhenAll(Compared.Select(open));
        Load?[] best = new Load?[scenes.Length];
        foreach (Scene scene in scenes)
        {
            await Clients.RunAsync(settings.Seconds / 3, scene.Calls);
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < scenes.Length; i++)
            {
                Load load = await Clients.RunAsync(settings.Seconds, scenes[i].Calls);
                best[i] = best[i] is { } before && before.Rate > load.Rate ? before : load;
            }
        }

        for (int i = 0; i < scenes.Length; i++)
        {
            string threads = Compared[i]?.Threads is { } count ? $"{count}" : "default";
            Load load = best[i]!;
            string times = $"{load.Milliseconds(0.5),10:F2} {load.Milliseconds(0.99),10:F2}";
            Console.WriteLine($"{title,-52} {threads,-8} {load.Rate,10:F1} {times}");
            await scenes[i].DisposeAsync();
        }
    }

    private static async Task<Scene> Web(BenchmarkedNetwork<INetwork> network, NetworkOptions? options)
    {
        INetwork created = Create(network, options);
        var pool = new NetworkPool<INetwork>(created);
        HttpServer server = await HttpServer.StartAsync(pool, RandomNumbers.Inputs(created.InputLength));
        var client = new HttpClient { BaseAddress = server.Address };
        return new Scene([.. Enumerable.Repeat(() => client.GetByteArrayAsync("/"), Callers)], client, server, pool);
    }

    private static Task<Scene> Contexts(BenchmarkedNetwork<INetwork> network, NetworkOptions? options, int callers)
    {
        INetwork created = Create(network, options);
        return Task.FromResult(new Scene([.. Enumerable.Range(0, callers).Select(_ => Call(created))], created));
    }

    private static Task<Scene> TwoNetworks(BenchmarkedNetwork<INetwork> network, NetworkOptions? options)
    {
        INetwork[] networks = [Create(network, options), Create(network, options)];
        return Task.FromResult(new Scene([.. networks.Select(Call)], networks));
    }

    private static Func<Task> Call(INetwork network)
    {
        InferenceContext context = network.CreateContext();
        float[] input = RandomNumbers.Inputs(network.InputLength), output = new float[network.OutputLength];
        return () =>
        {
            context.Forward(input, output);
            return Task.CompletedTask;
        };
    }

    private static INetwork Create(BenchmarkedNetwork<INetwork> network, NetworkOptions? options)
    {
        INetwork created = network.Create(options ?? NetworkOptions.Default);
        RandomNumbers.SetWeights(created);
        return created;
    }

    /// <summary>Callers, and what they need.</summary>
    private sealed record Scene(IReadOnlyList<Func<Task>> Calls, params object[] Owned) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (object owned in Owned)
            {
                if (owned is IAsyncDisposable asynchronous)
                {
                    await asynchronous.DisposeAsync();
                }
                else
                {
                    ((IDisposable)owned).Dispose();
                }
            }
        }
    }
}
