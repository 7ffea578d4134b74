using System.Reflection;

namespace ConvGen.Fuzzing.Declarations;

/// <summary>Makes the attribute of a layer as the runtime library has it, with every default.</summary>
internal static class AttributeFactory
{
    private static readonly Dictionary<int, double> NoNumbers = [];
    private static readonly Assembly Library = typeof(LayerAttribute).Assembly;

    /// <summary>The attribute's type; null where there is none of that name.</summary>
    public static Type? TypeOf(Layer layer) =>
        layer.Block is not null ? typeof(UseAttribute<object>) : Library.GetType($"ConvGen.{layer.Kind}Attribute", throwOnError: false);

    /// <summary>Makes the attribute.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="numbers">In a block the numbers of the use.</param>
    /// <exception cref="InvalidDeclarationException">The compiler would refuse it.</exception>
    public static Attribute Create(Layer layer, IReadOnlyDictionary<int, double>? numbers = null)
    {
        Type type = TypeOf(layer) ?? throw new InvalidDeclarationException($"There is no {layer.Kind}.");
        ConstructorInfo constructor = type.GetConstructors().Single();
        ParameterInfo[] parameters = constructor.GetParameters();
        Argument[] placed = [.. layer.Arguments.Where(argument => argument.Name is null)];
        var values = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterInfo parameter = parameters[i];
            Argument? named = layer.Arguments.FirstOrDefault(argument => !argument.IsProperty && argument.Name == parameter.Name);
            values[i] = parameter.IsDefined(typeof(ParamArrayAttribute)) && named is null
                ? Gather(placed[Math.Min(i, placed.Length)..], parameter.ParameterType.GetElementType()!)
                : i < placed.Length ? Convert(placed[i].Value, parameter.ParameterType)
                : named is not null ? Convert(named.Value, parameter.ParameterType)
                : parameter.HasDefaultValue ? parameter.DefaultValue
                : throw new InvalidDeclarationException($"{layer.Kind} has no {parameter.Name}.");
        }

        var attribute = (Attribute)constructor.Invoke(values);
        foreach (Argument argument in layer.Arguments.Where(argument => argument.IsProperty))
        {
            PropertyInfo property = type.GetProperty(argument.Name!) ?? throw new InvalidDeclarationException($"{layer.Kind} has no {argument.Name}.");
            property.SetValue(attribute, Convert(argument.Value, property.PropertyType));
        }

        return attribute;

        Array Gather(Argument[] rest, Type element)
        {
            var array = Array.CreateInstance(element, rest.Length);
            for (int i = 0; i < rest.Length; i++)
                array.SetValue(Convert(rest[i].Value, element), i);
            return array;
        }

        double Meant(BlockNumber number) => number.Resolve(numbers ?? NoNumbers);

        object Convert(object value, Type to) => value switch
        {
            BlockNumber number when to == typeof(int) && Meant(number) is double meant && meant == Math.Floor(meant) => (int)meant,
            BlockNumber number when to == typeof(double) || to == typeof(object) => Meant(number),
            Code { Text: "BlockArgument.Input" } when to == typeof(string) => BlockArgument.Input,
            int number when to == typeof(double) => (double)number,
            int[] numbers when to == typeof(double[]) => Array.ConvertAll(numbers, number => (double)number),
            _ when to.IsInstanceOfType(value) => value,
            _ => throw new InvalidDeclarationException($"{layer.Kind} takes no {value.GetType().Name} for a {to.Name}."),
        };
    }
}

/// <summary>A declaration that has no meaning: the compiler or the rules of the layers refuse it.</summary>
internal sealed class InvalidDeclarationException(string message) : Exception(message);
