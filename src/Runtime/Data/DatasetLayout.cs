namespace ConvGen;

/// <summary>In which order the elements of a data set's examples lie: never a guess.</summary>
internal static class DatasetLayout
{
    /// <summary>The layout that a data set says, or that is told; planar for one channel, for which both are the same.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="channels">The channels of one example.</param>
    /// <param name="told">The layout that is told, if any.</param>
    /// <param name="name">The argument that tells it.</param>
    /// <exception cref="ArgumentException">The two are different, or there is neither.</exception>
    public static InputLayout Of(IDataset dataset, int channels, InputLayout? told, string name)
    {
        if (channels == 1)
        {
            return InputLayout.Planar;
        }

        if (told is { } layout && dataset.Layout is { } said && layout != said)
        {
            throw new ArgumentException($"The data set says that its examples are {Describe(said)}, not {Describe(layout)}.", name);
        }

        return told ?? dataset.Layout ?? throw new ArgumentException(
            "The data set does not say in which order the elements of an example lie; say it: InputLayout.Planar for C×H×W, "
                + "InputLayout.Interleaved for H×W×C.",
            name);
    }

    /// <summary>Checks a layout that is told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    public static InputLayout? Check(InputLayout? layout, string name) => layout is not { } told || Enum.IsDefined(told)
        ? layout
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"There is no layout {(int)told}."));

    private static string Describe(InputLayout layout) => layout == InputLayout.Planar ? "planar, C×H×W" : "interleaved, H×W×C";
}
