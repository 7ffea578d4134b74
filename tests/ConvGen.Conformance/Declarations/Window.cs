namespace ConvGen.Conformance.Declarations;

/// <summary>The settings of a convolution's or a pooling's window, one number per spatial axis.</summary>
internal sealed record Window(int[] Kernel)
{
    public int[] Stride { get; init; } = Ones(Kernel.Length);

    public int[] Dilation { get; init; } = Ones(Kernel.Length);

    public int[] PadBegin { get; init; } = new int[Kernel.Length];

    public int[] PadEnd { get; init; } = new int[Kernel.Length];

    /// <summary>The name of a padding rule; null when the numbers hold.</summary>
    public string? Padding { get; init; }

    public bool Ceiling { get; init; }

    /// <summary>Adds the settings to a layer; the stride always, because poolings step by their kernel when it is omitted.</summary>
    public LayerText AddTo(LayerText layer)
    {
        layer.PerAxis("k", "Kernel", Kernel).PerAxis("s", "Stride", Stride);
        if (Padding is not null)
            layer.Property("Padding", $"PaddingKind.{Padding}");
        else if (!PadBegin.AsSpan().SequenceEqual(PadEnd))
            layer.Property("PadBegin", LayerText.Numbers(PadBegin)).Property("PadEnd", LayerText.Numbers(PadEnd));
        else if (PadBegin.Any(pad => pad > 0))
            layer.PerAxis("p", "Pad", PadBegin);

        if (Dilation.Any(step => step > 1))
        {
            _ = Dilation.Distinct().Count() == 1
                ? layer.Property("Dilation", LayerText.Number(Dilation[0]))
                : layer.Property("Dilations", LayerText.Numbers(Dilation));
        }

        // The references round down where the stride does not tile the input; here that is asked for by name.
        return layer.Property("Rounding", Ceiling ? "RoundingMode.Ceiling" : "RoundingMode.Floor");
    }

    private static int[] Ones(int count)
    {
        int[] ones = new int[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
