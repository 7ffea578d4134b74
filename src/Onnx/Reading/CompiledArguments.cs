using System.Collections.ObjectModel;
using System.Reflection;
using ConvGen.Model.Reading;

namespace ConvGen.Onnx.Reading;

/// <summary>The arguments of an attribute of a compiled class.</summary>
internal sealed class CompiledArguments : IAttributeArguments
{
    private readonly Dictionary<string, CustomAttributeTypedArgument> _values = [];
    private readonly Dictionary<string, ParameterInfo> _parameters;

    /// <summary>Collects the arguments.</summary>
    public CompiledArguments(CustomAttributeData attribute)
    {
        Kind = AttributeNames.InBrackets(NameOf(attribute));
        ParameterInfo[] parameters = attribute.Constructor.GetParameters();
        _parameters = parameters.ToDictionary(parameter => parameter.Name!);
        for (int i = 0; i < parameters.Length; i++)
        {
            _values[parameters[i].Name!] = attribute.ConstructorArguments[i];
        }

        foreach (CustomAttributeNamedArgument argument in attribute.NamedArguments)
        {
            _values[argument.MemberName] = argument.TypedValue;
        }
    }

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public bool FitsConstructor => true;

    /// <summary>The name of an attribute's class, without the number of its type parameters.</summary>
    public static string NameOf(CustomAttributeData attribute) => attribute.AttributeType.Name.Split('`')[0];

    /// <inheritdoc/>
    public ArgumentValue? Find(string name) =>
        _values.TryGetValue(name, out CustomAttributeTypedArgument argument) ? Value(argument) : null;

    /// <inheritdoc/>
    public bool IsWritten(string name) =>
        !_parameters.TryGetValue(name, out ParameterInfo? parameter)
        || !parameter.HasDefaultValue
        || !Equals(parameter.RawDefaultValue, _values[name].Value);

    private static ArgumentValue Value(CustomAttributeTypedArgument argument) => argument.ArgumentType.IsArray
        ? new ArgumentValue(null)
        {
            IsArray = true,
            Elements = argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> elements ? [.. elements.Select(Value)] : null,
        }
        : new ArgumentValue(argument.Value) { Enumeration = argument.ArgumentType.IsEnum ? Constants(argument.ArgumentType) : null };

    private static EnumerationConstants Constants(Type type) => new(
        type.FullName!,
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, field.GetRawConstantValue()!))]);
}
