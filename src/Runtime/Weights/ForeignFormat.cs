namespace ConvGen.Weights;

/// <summary>Formats that weights come in but are not read.</summary>
internal static class ForeignFormat
{
    /// <summary>What a file is that begins so; null when that is not known.</summary>
    /// <param name="start">Its first eight bytes, which as the length of a safetensors header would be absurd.</param>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK"u8))
        {
            return "a zip archive, as PyTorch's torch.save (.pt, .pth), Keras (.keras) and NumPy (.npz) write them";
        }

        if (start[0] == 0x80 && start[1] is >= 2 and <= 5)
        {
            return "a Python pickle, as older versions of PyTorch's torch.save write them";
        }

        if (start[1..].StartsWith("HDF\r\n"u8))
        {
            return "an HDF5 file, as Keras (.h5) writes them";
        }

        return start.StartsWith("GGUF"u8) ? "a GGUF file" : start[1..].StartsWith("NUMPY"u8) ? "a NumPy array (.npy)" : null;
    }
}
