"""Times SGD steps in PyTorch, for benchmarks/Torch/TorchProcess.cs.

usage: torch_step.py NETWORK WEIGHTS EXAMPLES THREADS BATCH STEPS

Loads WEIGHTS (safetensors) and EXAMPLES (raw floats: a minibatch, then its classes), makes STEPS steps and prints their losses on one
line. Then, for each line of standard input, a number of seconds, it makes steps for that long and prints the milliseconds of each.
"""

import json
import struct
import sys
import time
from collections import OrderedDict

import torch
from torch import nn

LEARNING_RATE = 0.01


def lenet5():
    layers = OrderedDict()
    layers["conv1"] = nn.Conv2d(1, 6, 5, padding=2)
    layers["relu1"] = nn.ReLU()
    layers["pool1"] = nn.MaxPool2d(2)
    layers["conv2"] = nn.Conv2d(6, 16, 5)
    layers["relu2"] = nn.ReLU()
    layers["pool2"] = nn.MaxPool2d(2)
    layers["flatten"] = nn.Flatten()
    layers["fc1"] = nn.Linear(400, 120)
    layers["relu3"] = nn.ReLU()
    layers["fc2"] = nn.Linear(120, 84)
    layers["relu4"] = nn.ReLU()
    layers["fc3"] = nn.Linear(84, 10)
    return nn.Sequential(layers), (1, 28, 28)


def cifarnet():
    layers = OrderedDict()
    channels = 3
    for block, filters in enumerate((32, 64, 128), start=1):
        for number in (2 * block - 1, 2 * block):
            layers[f"conv{number}"] = nn.Conv2d(channels, filters, 3, padding=1, bias=False)
            layers[f"bn{number}"] = nn.BatchNorm2d(filters)
            layers[f"relu{number}"] = nn.ReLU()
            channels = filters
        layers[f"pool{block}"] = nn.MaxPool2d(2)
    layers["flatten"] = nn.Flatten()
    layers["fc1"] = nn.Linear(2048, 256)
    layers["relu7"] = nn.ReLU()
    layers["fc2"] = nn.Linear(256, 10)
    return nn.Sequential(layers), (3, 32, 32)


NETWORKS = {"lenet5": lenet5, "cifarnet": cifarnet}


def load_weights(network, path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    state = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
            state[name] = values.reshape(entry["shape"]).clone()
    missing, unexpected = network.load_state_dict(state, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise SystemExit(f"weights do not fit: missing {missing}, unexpected {unexpected}")


def load_examples(path, batch, shape):
    with open(path, "rb") as file:
        values = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    return values[:-batch].reshape(batch, *shape).clone(), values[-batch:].long()


def main(name, weights, examples, threads, batch, steps):
    torch.set_num_threads(int(threads))
    network, shape = NETWORKS[name]()
    load_weights(network, weights)
    inputs, classes = load_examples(examples, int(batch), shape)
    network.train()
    loss_of = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(network.parameters(), lr=LEARNING_RATE)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(network(inputs), classes)
        loss.backward()
        optimizer.step()
        return loss

    print(*(step().item() for _ in range(int(steps))), flush=True)
    for line in sys.stdin:
        step()
        times = []
        end = time.perf_counter() + float(line)
        while not times or time.perf_counter() < end:
            start = time.perf_counter()
            step()
            times.append(1000 * (time.perf_counter() - start))
        print(*times, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
