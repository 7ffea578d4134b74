using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Classify;
using Samples;
using Service;

namespace ConvGen.Samples.Tests;

/// <summary>The service under load, with content that it refuses, and when it ends.</summary>
public sealed class ServiceTests : IClassFixture<ServiceTests.Weights>, IDisposable
{
    private const int Pictures = 48;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SampleRun _run = new();
    private readonly Weights _weights;
    private readonly byte[][] _files;
    private readonly (string Name, float Probability)[][] _answers;

    /// <summary>Draws pictures, and runs the network over them.</summary>
    public ServiceTests(Weights weights)
    {
        _weights = weights;
        using TextureNetwork network = TextureNetwork.Load(weights.Path, new NetworkOptions { Threads = 1 });
        (_files, _answers) = (new byte[Pictures][], new (string, float)[Pictures][]);
        for (int i = 0; i < Pictures; i++)
        {
            byte[] pixels = Textures.Draw(1_000_000 + i).Colours;
            float[] probabilities = new float[TextureNetwork.OutputLength];
            network.Forward(pixels, probabilities);
            _answers[i] = [.. probabilities.Select((probability, texture) => (Textures.Names[texture], probability)).OrderByDescending(each => each.probability)];
            _files[i] = Png(TextureNetwork.Side, pixels);
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task ManyClientsGetTheAnswersOfTheNetworkInBoundedMemory()
    {
        const int Clients = 32, Requests = 10_240, Warm = 2_048;
        const long Growth = 48 << 20;

        using RunningService service = new(_run, "--weights", _weights.Path);
        await Ask(service, Clients, Warm);
        long before = service.Memory;
        await Ask(service, Clients, Requests);
        Assert.InRange(service.Memory, 0, before + Growth);

        Assert.Equal("Healthy", await service.Client.GetStringAsync("health", Cancellation));
        string metrics = await service.Client.GetStringAsync("metrics", Cancellation);
        double Metric(string name) => double.Parse(
            Regex.Match(metrics, $"^convgen_pool_{name}\\{{convgen_network=\"TextureNetwork\"\\}} (.*)$", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

        // Those of the warm-up are calls too.
        Assert.InRange(Metric("calls_total"), Warm + Requests, Warm + Requests + Environment.ProcessorCount);
        Assert.Equal(Metric("calls_total"), Metric("call_duration_seconds_count"));
        Assert.InRange(Metric("call_duration_seconds_sum"), 1e-3, 32 * Patience.TotalSeconds);
        Assert.Equal((0, 0), (Metric("queue_length"), Metric("contexts_in_use")));
        service.Terminate();
        Assert.Equal("ended", await service.Ended(Patience));
    }

    [Fact]
    public async Task MoreThanMayWaitAreToldToComeAgain()
    {
        using RunningService service = new(_run, "--weights", _weights.Path, "--contexts", "1", "--queue", "2");
        int answered = 0, refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async client =>
        {
            for (int i = 0; i < 40; i++)
            {
                int picture = ((client * 7) + i) % Pictures;
                using HttpResponseMessage response = await service.Post(_files[picture], Cancellation);
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
                    Interlocked.Increment(ref refused);
                    continue;
                }

                await Check(response, picture);
                Interlocked.Increment(ref answered);
            }
        })).WaitAsync(Patience, Cancellation);
        Assert.True(answered > 0 && refused > 0, $"{answered} answered, {refused} refused");
        await Ask(service, clients: 1, requests: 4);
    }

    [Fact]
    public async Task WhatIsNoPictureIsRefusedAndDoesNoHarm()
    {
        const int Megabyte = 1 << 20;

        using RunningService service = new(_run, "--weights", _weights.Path);
        await Refused(HttpStatusCode.UnsupportedMediaType, "Send a PNG or a JPEG.", []);
        await Refused(HttpStatusCode.UnsupportedMediaType, "Send a PNG or a JPEG.", "no picture"u8.ToArray());
        await Refused(HttpStatusCode.UnsupportedMediaType, "Send a PNG or a JPEG.", Convert.FromBase64String("R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs="));
        await Refused(HttpStatusCode.RequestEntityTooLarge, "", new byte[5 * Megabyte]);
        await Refused(HttpStatusCode.UnprocessableEntity, "The picture is damaged.", _files[0][..(_files[0].Length / 2)]);

        // A header of a few bytes that claims 400 million pixels; nothing is allocated for them.
        byte[] bomb = [.. _files[0]];
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 20_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 20_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc(bomb.AsSpan(12, 17)));
        long before = service.Memory;
        await Refused(HttpStatusCode.UnprocessableEntity, "The picture has more than 16,000,000 pixels.", bomb);
        Assert.InRange(service.Memory, 0, before + (64 * Megabyte));

        // Content whose length is not said before.
        using StreamContent chunked = new(new MemoryStream(new byte[5 * Megabyte]));
        using HttpRequestMessage request = new(HttpMethod.Post, "classify") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            using HttpResponseMessage response = await service.Client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The connection was closed before everything was sent.
        }

        using (HttpResponseMessage response = await service.Client.GetAsync("classify", Cancellation))
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        using (HttpResponseMessage response = await service.Client.GetAsync("elsewhere", Cancellation))
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await Ask(service, clients: 2, requests: 2 * Pictures);

        async Task Refused(HttpStatusCode status, string message, byte[] content)
        {
            // What is refused by its header alone need not be sent: else the service closes the connection while it still is.
            using ByteArrayContent body = new(content);
            using HttpRequestMessage asked = new(HttpMethod.Post, "classify") { Content = body };
            asked.Headers.ExpectContinue = true;
            using HttpResponseMessage response = await service.Client.SendAsync(asked, Cancellation);
            Assert.Equal(status, response.StatusCode);
            JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AJpegOfAnotherSizeIsClassified()
    {
        using RunningService service = new(_run, "--weights", _weights.Path);
        byte[] jpeg = File.ReadAllBytes(SharedData.Path("datasets", "photos", "onnx-tutorials-cat.jpg"));
        using HttpResponseMessage response = await service.Post(jpeg, Cancellation);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.True(answer.GetProperty("width").GetInt32() > TextureNetwork.Side);
        Assert.Equal(1, answer.GetProperty("classes").EnumerateArray().Sum(each => each.GetProperty("probability").GetDouble()), 1e-5);
    }

    /// <summary>Requests whose content the service has begun to read when it is told to end are answered, and then it ends.</summary>
    [Fact]
    public async Task RequestsUnderWayAreAnsweredWhenItEnds()
    {
        const int UnderWay = 8;

        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends the signal to end.");
        using RunningService service = new(_run, "--weights", _weights.Path);
        (TcpClient Client, int Picture)[] begun = [.. Enumerable.Range(0, UnderWay).Select(i => (new TcpClient(), i))];
        foreach ((TcpClient client, int picture) in begun)
        {
            await client.ConnectAsync(service.Address.Host, service.Address.Port, Cancellation);
            string head = $"POST /classify HTTP/1.1\r\nHost: test\r\nContent-Length: {_files[picture].Length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
            Assert.StartsWith("HTTP/1.1 100 Continue", await Line(client.GetStream()), StringComparison.Ordinal);
            Assert.Equal("", await Line(client.GetStream()));
            await client.GetStream().WriteAsync(_files[picture].AsMemory(0, 100), Cancellation);
        }

        // Others keep asking: each gets the right answer, or none, because there is nobody to connect to any more.
        Task others = Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            try
            {
                for (int i = 0; ; i = (i + 1) % Pictures)
                {
                    using HttpResponseMessage response = await service.Post(_files[i], Cancellation);
                    await Check(response, i);
                }
            }
            catch (HttpRequestException)
            {
            }
        }));
        await Task.Delay(200, Cancellation);
        service.Terminate();
        await others.WaitAsync(Patience, Cancellation);
        foreach ((TcpClient client, int picture) in begun)
        {
            await client.GetStream().WriteAsync(_files[picture].AsMemory(100), Cancellation);
            using StreamReader reader = new(client.GetStream());
            string response = await reader.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
            Assert.StartsWith("HTTP/1.1 200 OK", response, StringComparison.Ordinal);
            Check(JsonDocument.Parse(response[response.IndexOf('{', StringComparison.Ordinal)..(response.LastIndexOf('}') + 1)]).RootElement, picture);
            client.Dispose();
        }

        Assert.Equal("ended", await service.Ended(Patience));
    }

    private async Task Ask(RunningService service, int clients, int requests) => await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
    {
        for (int i = 0; i < requests / clients; i++)
        {
            int picture = ((client * 7) + i) % Pictures;
            using HttpResponseMessage response = await service.Post(_files[picture], Cancellation);
            await Check(response, picture);
        }
    })).WaitAsync(2 * Patience, Cancellation);

    private async Task Check(HttpResponseMessage response, int picture)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Check(await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation), picture);
    }

    // The same bits: a float is written so that it is read again as it was.
    private void Check(JsonElement answer, int picture)
    {
        Assert.Equal((TextureNetwork.Side, TextureNetwork.Side), (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()));
        Assert.Equal(
            _answers[picture],
            answer.GetProperty("classes").EnumerateArray().Select(each => (each.GetProperty("name").GetString()!, each.GetProperty("probability").GetSingle())));
    }

    private static async Task<string> Line(Stream stream)
    {
        StringBuilder line = new();
        byte[] letter = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(letter, Cancellation).AsTask().WaitAsync(Patience, Cancellation);
            if (letter[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)letter[0]);
        }
    }

    private static byte[] Png(int side, byte[] pixels)
    {
        string path = Path.GetTempFileName();
        PngImage.Write(path, side, pixels);
        byte[] file = File.ReadAllBytes(path);
        File.Delete(path);
        return file;
    }

    // The checksum of a chunk, from its definition (ISO 15948, annex D).
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }

    /// <summary>Weights that the service trains once, when it does not find any.</summary>
    public sealed class Weights : IDisposable
    {
        private readonly SampleRun _run = new();

        /// <summary>Starts the service without weights.</summary>
        public Weights()
        {
            using RunningService service = new(_run, "--epochs", "2");
            Path = System.IO.Path.Combine(_run.Folder, "textures.safetensors");
        }

        /// <summary>The weight file.</summary>
        public string Path { get; }

        /// <inheritdoc/>
        public void Dispose() => _run.Dispose();
    }
}
