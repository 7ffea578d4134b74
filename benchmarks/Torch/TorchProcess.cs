using System.Diagnostics;
using System.Globalization;
using ConvGen.Benchmarks.Measuring;

namespace ConvGen.Benchmarks.Torch;

/// <summary>PyTorch's training steps in a child process that takes its turns on demand.</summary>
internal sealed class TorchProcess : IContender, IDisposable
{
    private readonly Process _process;

    /// <summary>Starts the process and makes the first steps.</summary>
    /// <param name="torch">Which PyTorch.</param>
    /// <param name="network">The network's key.</param>
    /// <param name="weights">A safetensors file.</param>
    /// <param name="examples">A file of raw floats: a minibatch and its classes.</param>
    /// <param name="threads">How many threads PyTorch uses.</param>
    /// <param name="batch">The examples of the minibatch.</param>
    /// <param name="steps">How many steps to make.</param>
    public TorchProcess(TorchInstallation torch, string network, string weights, string examples, int threads, int batch, int steps)
    {
        string[] arguments = [torch.Script, network.ToLowerInvariant(), weights, examples, $"{threads}", $"{batch}", $"{steps}"];
        _process = Process.Start(new ProcessStartInfo(torch.Program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Losses = [.. ReadNumbers().Select(loss => (float)loss)];
    }

    /// <summary>The losses before each of the first steps.</summary>
    public float[] Losses { get; }

    /// <inheritdoc/>
    public void Turn(double seconds, List<double> samples)
    {
        _process.StandardInput.WriteLine(seconds.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        samples.AddRange(ReadNumbers().Select(milliseconds => milliseconds / 1e3));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private IEnumerable<double> ReadNumbers()
    {
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PyTorch's process ended early.");
        return line.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture));
    }
}
