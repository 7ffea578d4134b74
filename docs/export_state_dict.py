#!/usr/bin/env python3
"""Writes a PyTorch state dict as a safetensors file that ConvGen loads.

    python export_state_dict.py checkpoint.pt net.safetensors --key state_dict --rename module=

or, where the module is at hand:

    from export_state_dict import save
    save(net.state_dict(), "net.safetensors", rename={"classifier": "fc"})

Needs torch for checkpoints, and nothing for a dict of numpy arrays; the safetensors package is not used. Every tensor is
written as float32, contiguous, in the order of the dict. Batch normalisation's num_batches_tracked is left out.
"""
import argparse
import json
import os
import pickle
import struct


def save(state, path, rename=None, drop=()):
    """Writes the tensors of a dict (torch tensors or numpy arrays) and returns their names and shapes."""
    tensors = rename_all({name: value for name, value in state.items() if not is_dropped(name, drop)}, rename or {})
    tensors = {name: to_float32(name, value) for name, value in tensors.items()}
    write_safetensors(path, tensors)
    return {name: list(value.shape) for name, value in tensors.items()}


def write_safetensors(path, arrays):
    """The format: the header's length as 8 little-endian bytes, the header as JSON, the numbers of all tensors without gaps."""
    header, offset = {"__metadata__": {"format": "pt"}}, 0
    for name, array in arrays.items():
        end = offset + 4 * array.size
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    temporary = f"{path}.tmp"
    with open(temporary, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for array in arrays.values():
            file.write(array.tobytes(order="C"))
    os.replace(temporary, path)


def to_float32(name, value):
    """A tensor or an array as a little-endian float32 array."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        value = (value.float() if value.is_floating_point() else value).numpy()
    if value.dtype.kind != "f":
        raise ValueError(f"'{name}' holds {value.dtype}, not floating-point numbers; leave it out with --drop {name}")
    return value.astype("<f4")


def is_dropped(name, drop):
    return name.split(".")[-1] == "num_batches_tracked" or any(is_below(name, dropped) for dropped in drop)


def is_below(name, prefix):
    """Whether a name is the prefix itself, or belongs to the module of that name."""
    return name == prefix or name.startswith(prefix + ".")


def rename_all(state, rules):
    """Applies the rules in order: a tensor's name, or a module's for all that is in it. An empty new name takes a module away."""
    for old, new in rules.items():
        if not any(is_below(name, old) for name in state):
            raise ValueError(f"--rename {old}={new}: there is nothing of that name; there are {', '.join(state)}")
        renamed = {}
        for name, value in state.items():
            target = (new + name[len(old):]).lstrip(".") if is_below(name, old) else name
            if not target or target in renamed:
                raise ValueError(f"--rename {old}={new}: '{name}' would be called '{target}', which is empty or there already")
            renamed[target] = value
        state = renamed
    return state


def load(path, key, trust=False):
    """A state dict from a file of torch.save, or arrays from a file of numpy.savez."""
    if path.endswith(".npz"):
        import numpy

        return dict(numpy.load(path))
    import torch

    # Only tensors and plain containers: nothing in the file is executed, unless the user trusts it.
    try:
        state = torch.load(path, map_location="cpu", **({"weights_only": not trust} if has_weights_only(torch) else {}))
    except (pickle.UnpicklingError, RuntimeError) as problem:
        first = str(problem).split("WeightsUnpickler error:")[-1].strip().splitlines()[0]
        raise ValueError(
            f"{path} holds more than tensors, or is damaged: {first}. If you trust whoever made it, --trust loads all of it, where the "
            "modules that it was made with are installed"
        ) from None
    for part in key.split(".") if key else ():
        if not isinstance(state, dict) or part not in state:
            raise ValueError(f"{path}: there is no '{part}' of --key {key}; there are {describe(state)}")
        state = state[part]
    state = state if not hasattr(state, "state_dict") else state.state_dict()
    if is_state(state):
        return state

    # A checkpoint of training: the optimizer's state and the epoch beside the parameters.
    found = [name for name in CHECKPOINT_KEYS if isinstance(state, dict) and is_state(state.get(name))]
    if len(found) != 1:
        raise ValueError(f"{path} holds no dict of tensors but {describe(state)}; name the one that is wanted with --key")
    print(f"taking '{found[0]}' of {describe(state)}")
    return state[found[0]]


CHECKPOINT_KEYS = ("state_dict", "model_state_dict", "model", "net", "network", "module")


def is_state(value):
    """Whether something is a dict of tensors."""
    return isinstance(value, dict) and len(value) > 0 and all(hasattr(tensor, "shape") for tensor in value.values())


def describe(state):
    return ", ".join(map(str, state)) if isinstance(state, dict) else type(state).__name__


def has_weights_only(torch):
    """Versions before 1.13 load everything."""
    import inspect

    return "weights_only" in inspect.signature(torch.load).parameters


def main():
    parser = argparse.ArgumentParser(description="Writes a PyTorch state dict as a safetensors file that ConvGen loads.")
    parser.add_argument("checkpoint", help="a file of torch.save(module.state_dict(), ...), or of numpy.savez")
    parser.add_argument("output", help="the safetensors file to write")
    parser.add_argument("--key", default="", help="where the state dict is in the checkpoint, such as state_dict or model.ema")
    parser.add_argument("--rename", action="append", default=[], metavar="OLD=NEW", help="another name for a tensor, or for a module and all in it")
    parser.add_argument("--drop", action="append", default=[], metavar="NAME", help="leave a tensor out, or a module and all in it")
    parser.add_argument("--trust", action="store_true", help="load whatever the checkpoint holds; this may run code that is in it")
    arguments = parser.parse_args()
    if wrong := [rule for rule in arguments.rename if "=" not in rule]:
        parser.error(f"--rename needs OLD=NEW, not {wrong[0]}")
    rules = dict(rule.split("=", 1) for rule in arguments.rename)
    try:
        shapes = save(load(arguments.checkpoint, arguments.key, arguments.trust), arguments.output, rules, arguments.drop)
    except ValueError as problem:
        raise SystemExit(str(problem)) from None
    for name, shape in shapes.items():
        print(name, shape)


if __name__ == "__main__":
    main()
