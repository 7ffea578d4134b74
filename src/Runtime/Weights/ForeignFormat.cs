namespace ConvGen;

/// <summary>Formats that weights come in but are not read.</summary>
internal static class ForeignFormat
{
    private const string TorchScript = "export_state_dict.py", KerasScript = "export_keras_weights.py";

    /// <summary>What a file is that begins so, and what makes a safetensors file of it; null when that is not known.</summary>
    /// <param name="start">Its first eight bytes, which as the length of a safetensors header would be absurd.</param>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK"u8))
        {
            return "a zip archive, as PyTorch's torch.save (.pt, .pth), Keras (.keras) and NumPy (.npz) write them. "
                + Advice($"{TorchScript}, or for Keras {KerasScript},");
        }

        if (start[0] == 0x80 && start[1] is >= 2 and <= 5)
        {
            return "a Python pickle, as older versions of PyTorch's torch.save write them. " + Advice(TorchScript);
        }

        if (start[1..].StartsWith("HDF\r\n"u8))
        {
            return "an HDF5 file, as Keras (.h5) writes them. " + Advice(KerasScript);
        }

        return start.StartsWith("GGUF"u8) ? "a GGUF file. Export the weights as safetensors."
            : start[1..].StartsWith("NUMPY"u8) ? "a NumPy array (.npy). " + Advice(TorchScript) : null;
    }

    private static string Advice(string script) => $"Export the weights as safetensors; {script} of ConvGen's documentation does that.";
}
