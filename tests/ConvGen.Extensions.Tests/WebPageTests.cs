using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvGen.Extensions.Tests;

/// <summary>The examples of docs/web.md are those of <see cref="WebPageExamples"/>, and do what the page says.</summary>
public sealed partial class WebPageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("convgen-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "classifier.safetensors");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void EveryExampleIsCompiled()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(root, "docs", "web.md")))
            root = System.IO.Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        string compiled = Words(File.ReadAllText(System.IO.Path.Combine(root, "tests", "ConvGen.Extensions.Tests", "WebPageExamples.cs")));
        string[] examples = [.. CSharp().Matches(File.ReadAllText(System.IO.Path.Combine(root, "docs", "web.md"))).Select(match => Words(match.Groups[1].Value))];
        Assert.Equal(3, examples.Length);
        Assert.All(examples, example => Assert.Contains(example, compiled, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheAppAnswersAsTheNetworkDoesUntilItEnds()
    {
        (byte[] pixels, float[] want) = Save();
        TaskCompletionSource<IHost> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable watched = DiagnosticListener.AllListeners.Subscribe(new HostWatcher(built));
        Task app = Task.Run(() => WebPageExamples.App(["--urls", "http://127.0.0.1:0", "--Weights", Path]), Cancellation);
        IHost host = await built.Task.WaitAsync(Patience, Cancellation);
        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        Assert.True(lifetime.ApplicationStarted.WaitHandle.WaitOne(Patience));
        NetworkPool<Classifier> pool = host.Services.GetRequiredService<NetworkPool<Classifier>>();
        Assert.Equal(pool.MaxContexts, pool.Contexts);
        using HttpClient client = new() { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        using HttpResponseMessage response = await client.PostAsync("classify", new ByteArrayContent(pixels), Cancellation);
        Assert.Equal(want, await response.Content.ReadFromJsonAsync<float[]>(Cancellation));
        Assert.Equal("Healthy", await client.GetStringAsync("health", Cancellation));
        lifetime.StopApplication();
        await app.WaitAsync(Patience, Cancellation);
        Assert.True(pool.IsDisposed);
    }

    [Fact]
    public async Task ThePoolAnswersAsTheNetworkDoes()
    {
        (byte[] pixels, float[] want) = Save();
        float[] got = new float[Classifier.OutputLength];
        await WebPageExamples.Pool(Path, [.. pixels.Select(pixel => (float)pixel)], got, Cancellation);
        Assert.Equal(want, got);
    }

    private (byte[] Pixels, float[] Probabilities) Save()
    {
        using Classifier network = new(new NetworkOptions { Seed = 11 });
        network.Save(Path);
        byte[] pixels = new byte[Classifier.InputLength];
        new Random(3).NextBytes(pixels);
        float[] probabilities = new float[Classifier.OutputLength];
        network.Forward(pixels, probabilities);
        return (pixels, probabilities);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharp();

    /// <summary>Gets the host of the page's app when it is built, which .NET announces.</summary>
    private sealed class HostWatcher(TaskCompletionSource<IHost> built) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: "HostBuilt", Value: IHost host } && host.Services.GetService<IServiceProviderIsService>()!.IsService(typeof(NetworkPool<Classifier>)))
                built.TrySetResult(host);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
