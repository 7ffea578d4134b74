using System.Reflection;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Reading;

namespace ConvGen.Onnx.Reading;

/// <summary>
/// Reads the network that a compiled class declares. It has been compiled, so its attributes are known to be right; their order in metadata
/// is that of the source.
/// </summary>
internal static class CompiledNetworkReader
{
    /// <summary>Reads a declaration.</summary>
    /// <param name="type">The class.</param>
    /// <returns>The declaration without the class's own members; <see langword="null"/> where the class has no input.</returns>
    public static NetworkDeclaration? Read(Type type)
    {
        CustomAttributeData[] attributes = [.. Attributes(type)];
        CustomAttributeData[] Named(string name) => [.. attributes.Where(attribute => CompiledArguments.NameOf(attribute) == name)];
        if (Named(AttributeNames.Input).Length == 0)
        {
            return null;
        }

        CustomAttributeData? trainable = Named(AttributeNames.Trainable).FirstOrDefault();
        CustomAttributeData? budget = Named(AttributeNames.Budget).FirstOrDefault();
        CustomAttributeData? pretrained = Named(AttributeNames.Pretrained).FirstOrDefault();
        return new NetworkDeclaration(
            CompiledTypes.Identify(type),
            Layers(attributes, numbers: null),
            trainable is not null,
            trainable is not null && SettingReaders.InputGradient(Open(trainable)),
            budget is null ? null : SettingReaders.Budget(Open(budget)))
        {
            Sizes = Named(AttributeNames.Size).Select(size => SettingReaders.Size(Open(size))).ToEquatableArray(),
            Pretrained = pretrained is null ? null : SettingReaders.Pretrained(Open(pretrained)),
        };
    }

    private static IEnumerable<CustomAttributeData> Attributes(Type type) => type.GetCustomAttributesData().Where(
        attribute => attribute.AttributeType is { Namespace: AttributeNames.Namespace, DeclaringType: null });

    private static EquatableArray<LayerDeclaration> Layers(IEnumerable<CustomAttributeData> attributes, BlockNumbers? numbers) => attributes
        .Where(attribute => AttributeNames.IsLayer(CompiledArguments.NameOf(attribute)))
        .Select(attribute => Layer(attribute, numbers))
        .ToEquatableArray();

    private static LayerDeclaration Layer(CustomAttributeData attribute, BlockNumbers? numbers)
    {
        string name = CompiledArguments.NameOf(attribute);
        AttributeReading reading = Open(attribute, numbers);
        return name == AttributeNames.Use
            ? BlockUse.Declare(Use(attribute.AttributeType.GetGenericArguments()[0], BlockUse.Read(reading), numbers), reading)
            : LayerReaders.Read(name, reading);
    }

    private static UseLayer Use(Type block, BlockUse use, BlockNumbers? around) => use.Expand(
        new BlockParameters(block.Name, Constants(block)),
        around,
        numbers => Layers(Attributes(block), numbers),
        problem => throw new InvalidOperationException(ProblemMessages.MessageWithId(problem)));

    private static IEnumerable<(string Name, object? Value)> Constants(Type block) => block
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(field => field.IsLiteral)
        .Select(field => (field.Name, field.GetRawConstantValue()));

    private static AttributeReading Open(CustomAttributeData attribute, BlockNumbers? numbers = null) =>
        new(new CompiledArguments(attribute)) { Numbers = numbers };
}
