using TorchSharp;
using static TorchSharp.torch;

namespace ConvGen.Benchmarks.Peers;

/// <summary>A network of the benchmarks in PyTorch's modules, named as its tensors are.</summary>
/// <param name="Modules">The network.</param>
/// <param name="InputShape">The shape of one example.</param>
internal sealed record TorchNetwork(nn.Module<Tensor, Tensor> Modules, long[] InputShape)
{
    /// <summary>The network with a key of the catalogue.</summary>
    public static TorchNetwork Of(string key) => key switch
    {
        "lenet5" => new(LeNet5(), [1, 28, 28]),
        "cifarnet" => new(CifarNet(), [3, 32, 32]),
        _ => throw new ArgumentException($"There is no network '{key}'. There are lenet5, cifarnet.", nameof(key)),
    };

    private static nn.Module<Tensor, Tensor> LeNet5() => nn.Sequential(
        ("conv1", nn.Conv2d(1, 6, 5L, padding: 2L)),
        ("relu1", nn.ReLU()),
        ("pool1", nn.MaxPool2d(2)),
        ("conv2", nn.Conv2d(6, 16, 5L)),
        ("relu2", nn.ReLU()),
        ("pool2", nn.MaxPool2d(2)),
        ("flatten", nn.Flatten()),
        ("fc1", nn.Linear(400, 120)),
        ("relu3", nn.ReLU()),
        ("fc2", nn.Linear(120, 84)),
        ("relu4", nn.ReLU()),
        ("fc3", nn.Linear(84, 10)));

    private static nn.Module<Tensor, Tensor> CifarNet()
    {
        List<(string, nn.Module<Tensor, Tensor>)> modules = [];
        long channels = 3;
        int number = 0;
        foreach (long filters in (long[])[32, 64, 128])
        {
            for (int i = 0; i < 2; i++)
            {
                number++;
                modules.Add(($"conv{number}", nn.Conv2d(channels, filters, 3L, padding: 1L, bias: false)));
                modules.Add(($"bn{number}", nn.BatchNorm2d(filters)));
                modules.Add(($"relu{number}", nn.ReLU()));
                channels = filters;
            }

            modules.Add(($"pool{number / 2}", nn.MaxPool2d(2)));
        }

        modules.Add(("flatten", nn.Flatten()));
        modules.Add(("fc1", nn.Linear(2048, 256)));
        modules.Add(("relu7", nn.ReLU()));
        modules.Add(("fc2", nn.Linear(256, 10)));
        return nn.Sequential(modules);
    }
}
