using System.Globalization;
using System.Runtime.InteropServices;
using ConvGen.Benchmarks.Peers;
using TorchSharp;

// Times SGD steps in PyTorch, for benchmarks/Torch/TorchProcess.cs, as torch_step.py does.
// usage: TorchSharpPeer NETWORK WEIGHTS EXAMPLES THREADS BATCH STEPS, or TorchSharpPeer --version
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--version"])
{
    return Version();
}

int batch = int.Parse(args[4], CultureInfo.InvariantCulture), steps = int.Parse(args[5], CultureInfo.InvariantCulture);
torch.set_num_threads(int.Parse(args[3], CultureInfo.InvariantCulture));
using var training = new Training(TorchNetwork.Of(args[0]), args[1], args[2], batch);
Console.WriteLine(string.Join(' ', Enumerable.Range(0, steps).Select(_ => training.Step().ToString("R", CultureInfo.InvariantCulture))));
while (Console.ReadLine() is { } seconds)
{
    Console.WriteLine(string.Join(' ', training.Measure(double.Parse(seconds, CultureInfo.InvariantCulture))));
}

return 0;

// Whether the native library loads at all, and else why not. TorchSharp itself says only where it has looked.
static int Version()
{
    const string Linux = "runtimes/linux-x64/native/libLibTorchSharp.so";
    try
    {
        string library = Path.Combine(AppContext.BaseDirectory, Linux);
        if (OperatingSystem.IsLinux() && File.Exists(library))
        {
            NativeLibrary.Load(library);
        }

        torch.InitializeDeviceType(DeviceType.CPU);
        Console.WriteLine(torch.__version__);
        return 0;
    }
    catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException)
    {
        string[] lines = e.Message.Split('\n');
        Console.WriteLine(Array.Find(lines, line => line.Contains("GLIBCXX", StringComparison.Ordinal)) ?? lines[0]);
        return 1;
    }
}
