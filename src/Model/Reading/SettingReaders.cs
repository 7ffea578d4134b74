using ConvGen.Model.Primitives;

namespace ConvGen.Model.Reading;

/// <summary>From the attributes of a network that are no layers to what they say.</summary>
public static class SettingReaders
{
    /// <summary>The spatial axes of a further size.</summary>
    public static EquatableArray<int> Size(AttributeReading reading) => reading.Integers("size");

    /// <summary>Whether training computes the gradient of the input.</summary>
    public static bool InputGradient(AttributeReading trainable) => trainable.Switch("InputGradient");

    /// <summary>The limits.</summary>
    public static Budget Budget(AttributeReading reading) =>
        new(reading.Limit("Parameters"), reading.Limit("Macs"), reading.Limit("ArenaBytes"));

    /// <summary>The file with the weights of new networks.</summary>
    public static string? Pretrained(AttributeReading reading) => reading.Text("file");
}
