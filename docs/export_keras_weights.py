#!/usr/bin/env python3
"""Writes the weights of a Keras model as a safetensors file that ConvGen loads.

    python export_keras_weights.py model.keras net.safetensors --rename conv2d=conv1

or, where the model is at hand:

    from export_keras_weights import save
    save(model, "net.safetensors", rename={"conv2d": "conv1"})

Needs numpy, keras or tensorflow to read the model's file, and export_state_dict.py beside it. For models with
data_format="channels_last". Kernels are transposed to PyTorch's order, and a dense layer behind Flatten gets its columns in the
order of planar maps.
"""
import argparse
import sys

import numpy as np

from export_state_dict import is_dropped, rename_all, to_float32, write_safetensors

# What neither changes the order of features nor their number, so that a Flatten above still says what a dense layer reads.
KEEPS_ORDER = {"Dropout", "Activation", "ReLU", "LeakyReLU", "ELU", "Softmax", "GaussianNoise", "GaussianDropout", "ActivityRegularization"}

# What depends on how the layers above arrange what it reads.
READS_FEATURES = {"Dense", "BatchNormalization", "GroupNormalization", "LayerNormalization"}


def save(model, path, rename=None, drop=()):
    """Writes the weights of a model and returns their names and shapes."""
    tensors = {name: to_float32(name, value) for name, value in rename_all(collect(model, drop), rename or {}).items()}
    write_safetensors(path, tensors)
    return {name: list(value.shape) for name, value in tensors.items()}


def collect(model, drop=(), prefix=""):
    """The tensors of all layers that are not dropped, by the layers' names."""
    tensors = {}
    for layer in model.layers:
        name = prefix + layer.name
        if is_dropped(name, drop):
            continue
        if hasattr(layer, "layers"):
            tensors.update(collect(layer, drop, name + "."))
            continue
        kind, weights = type(layer).__name__, [np.asarray(weight) for weight in layer.get_weights()]
        if kind in ("Reshape", "Permute"):
            print(f"{kind} '{name}' arranges values channels last: see docs/from-keras.md", file=sys.stderr)
        if not weights or kind == "Normalization":
            continue
        try:
            reads = (flattened_shape(layer), axes_of(layer)) if kind in READS_FEATURES else ()
            converted = convert(kind, layer.get_config(), weights, *reads)
        except ValueError as problem:
            raise ValueError(f"{kind} '{name}': {problem}") from None
        tensors.update({f"{name}.{suffix}": value for suffix, value in converted.items()})
    return tensors


def convert(kind, config, weights, flattened=None, axes=0):
    """One layer's tensors as ConvGen has them.

    kind: the class of the Keras layer; config: its get_config(); weights: its get_weights();
    flattened: the shape (..., C) of the map that a dense layer reads through a Flatten; axes: the spatial axes that a layer reads.
    """
    if config.get("data_format") == "channels_first":
        raise ValueError("data_format is channels_first; the script is for channels_last")
    if kind in ("Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "Convolution2D"):
        return with_bias({"weight": kernel(weights[0])}, weights[1:])
    if kind in ("DepthwiseConv1D", "DepthwiseConv2D"):
        return with_bias({"weight": depthwise_kernel(weights[0])}, weights[1:])
    if kind in ("SeparableConv1D", "SeparableConv2D"):
        return {
            "depthwise.weight": depthwise_kernel(weights[0]),
            **{f"pointwise.{name}": value for name, value in with_bias({"weight": kernel(weights[1])}, weights[2:]).items()},
        }
    if kind == "Dense":
        return with_bias({"weight": dense_kernel(weights[0], flattened, axes)}, weights[1:])
    if kind in ("BatchNormalization", "GroupNormalization", "LayerNormalization"):
        if kind == "LayerNormalization" and axes > 0:
            raise ValueError("over the channels of each position of a map; ConvGen's LayerNorm is over the last axes of C×H×W")
        if flattened is not None:
            raise ValueError("behind a Flatten its features are in another order; normalise before flattening")
        return normalisation(config, weights)
    if kind == "PReLU":
        return {"weight": slopes(weights[0])}
    raise ValueError("there is no layer for it in ConvGen; leave it out with --drop if inference does not need it")


def kernel(weight):
    """[k…, in/groups, out] becomes [out, in/groups, k…]; of a transposed convolution [k…, out, in] becomes [in, out, k…]."""
    axes = weight.ndim
    return weight.transpose(axes - 1, axes - 2, *range(axes - 2))


def depthwise_kernel(weight):
    """[k…, C, multiplier] becomes [C·multiplier, 1, k…]; filter j of channel c is c·multiplier + j in both."""
    spatial = weight.shape[:-2]
    return weight.transpose(weight.ndim - 2, weight.ndim - 1, *range(weight.ndim - 2)).reshape(-1, 1, *spatial)


def dense_kernel(weight, flattened=None, axes=0):
    """[in, units] becomes [units, in], behind a Flatten of H×W×C with C×H×W columns; over a map it becomes a 1×1 convolution."""
    if flattened is not None:
        spatial = len(flattened) - 1
        return weight.reshape(*flattened, -1).transpose(spatial + 1, spatial, *range(spatial)).reshape(weight.shape[1], -1)
    return weight.T.reshape(*weight.T.shape, *[1] * axes)


def normalisation(config, weights):
    """gamma and beta, or ones and zeros where there are none, then the running mean and variance of a batch normalisation."""
    rest = list(weights)
    gamma = rest.pop(0) if config.get("scale", True) else None
    beta = rest.pop(0) if config.get("center", True) else None
    like = np.asarray(next(value for value in (gamma, beta, *rest) if value is not None))
    tensors = {"weight": np.ones_like(like) if gamma is None else gamma, "bias": np.zeros_like(like) if beta is None else beta}
    return tensors | dict(zip(("running_mean", "running_var"), rest))


def slopes(alpha):
    """One slope for each channel, or one for all."""
    if alpha.size != alpha.shape[-1]:
        raise ValueError(f"slopes of shape {alpha.shape} differ between positions; ConvGen's PRelu has one for each channel (shared_axes=[1, 2])")
    return alpha.reshape(-1)


def with_bias(tensors, rest):
    return tensors | ({"bias": rest[0]} if rest else {})


def flattened_shape(layer):
    """The shape of what a Flatten above the layer reads, without the batch; None where there is no Flatten."""
    shapes = set()
    for flatten, passed in flattens_above(layer):
        if not KEEPS_ORDER.issuperset(passed):
            raise ValueError(f"reads a Flatten through {', '.join(passed)}; only layers that keep the order of features may stand between")
        shapes.add(tuple(int(extent) for extent in tuple(flatten.input.shape)[1:]))
    return shapes.pop() if shapes else None


def flattens_above(layer, passed=()):
    """Every Flatten whose features reach the layer, with the kinds of the layers between."""
    inputs = layer.input if isinstance(layer.input, (list, tuple)) else [layer.input]
    for tensor in inputs:
        above = getattr(tensor, "_keras_history", (None,))[0]
        kind = type(above).__name__
        if kind == "Flatten":
            yield above, passed
        elif above is not None and kind not in ("Dense", "InputLayer") and len(tuple(tensor.shape)) == 2:
            yield from flattens_above(above, (kind, *passed))


def axes_of(layer):
    return len(tuple(layer.input.shape)) - 2


def main():
    parser = argparse.ArgumentParser(description="Writes the weights of a Keras model as a safetensors file that ConvGen loads.")
    parser.add_argument("model", help="a file of model.save: .keras or .h5")
    parser.add_argument("output", help="the safetensors file to write")
    parser.add_argument("--rename", action="append", default=[], metavar="OLD=NEW", help="another name for a layer, or for a tensor")
    parser.add_argument("--drop", action="append", default=[], metavar="NAME", help="leave a layer out")
    arguments = parser.parse_args()
    if wrong := [rule for rule in arguments.rename if "=" not in rule]:
        parser.error(f"--rename needs OLD=NEW, not {wrong[0]}")
    try:
        import keras
    except ImportError:
        from tensorflow import keras

    model = keras.models.load_model(arguments.model, compile=False)
    rules = dict(rule.split("=", 1) for rule in arguments.rename)
    try:
        shapes = save(model, arguments.output, rules, arguments.drop)
    except ValueError as problem:
        raise SystemExit(str(problem)) from None
    for name, shape in shapes.items():
        print(name, shape)


if __name__ == "__main__":
    main()
