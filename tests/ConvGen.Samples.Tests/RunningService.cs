using System.Diagnostics;
using System.Net.Http.Headers;

namespace ConvGen.Samples.Tests;

/// <summary>The service, as a process of its own on the loopback interface, with weights that were trained before.</summary>
internal sealed class RunningService : IDisposable
{
    private const string Listening = "listening on ";

    private readonly Process _process;

    /// <summary>Starts it, and waits until it listens.</summary>
    public RunningService(SampleRun run, params string[] arguments)
    {
        _process = run.StartServer("Service", ["--port", "0", .. arguments]);
        string? line;
        do
            line = _process.StandardOutput.ReadLine();
        while (line?.StartsWith(Listening, StringComparison.Ordinal) == false);
        Address = new Uri(line?[Listening.Length..] ?? throw new InvalidOperationException("The service ended before it listened."));

        // Who is told to wait for the answer to a header waits for it, however busy the machine is.
        SocketsHttpHandler handler = new() { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        Client = new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Who asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>The bytes of memory that it has.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Sends a picture.</summary>
    public Task<HttpResponseMessage> Post(byte[] picture, CancellationToken cancellation)
    {
        ByteArrayContent content = new(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return Client.PostAsync("classify", content, cancellation);
    }

    /// <summary>Tells it to end, as a service's host does.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits until it has ended, of its own.</summary>
    /// <returns>What it printed last.</returns>
    public async Task<string> Ended(TimeSpan patience)
    {
        string rest = await _process.StandardOutput.ReadToEndAsync().WaitAsync(patience);
        await _process.WaitForExitAsync().WaitAsync(patience);
        Assert.Equal(0, _process.ExitCode);
        return rest.TrimEnd().Split('\n')[^1];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
