using ConvGen.Model.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvGen.Analyzers.Reading;

/// <summary>The arguments of an attribute of a symbol, from source or from metadata.</summary>
internal sealed class SymbolArguments : IAttributeArguments
{
    private readonly AttributeData _attribute;
    private readonly AttributeSyntax? _syntax;
    private readonly Dictionary<string, TypedConstant> _values = [];

    /// <summary>Collects the arguments.</summary>
    public SymbolArguments(AttributeData attribute, CancellationToken cancellation)
    {
        _attribute = attribute;
        _syntax = AttributeSource.Syntax(attribute, cancellation);
        if (attribute.AttributeConstructor is not { } constructor || constructor.Parameters.Length != attribute.ConstructorArguments.Length)
        {
            FitsConstructor = false;
            return;
        }

        for (int i = 0; i < constructor.Parameters.Length; i++)
        {
            _values[constructor.Parameters[i].Name] = attribute.ConstructorArguments[i];
        }

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            _values[argument.Key] = argument.Value;
        }
    }

    /// <inheritdoc/>
    public string Kind => AttributeNames.InBrackets(_attribute.AttributeClass!.Name);

    /// <inheritdoc/>
    public bool FitsConstructor { get; } = true;

    /// <summary>
    /// The first argument with a constant of <c>ConvGen.BlockArgument</c>, the constant's name, and whether the argument is optional; <see
    /// langword="null"/> for none.
    /// </summary>
    public (string Argument, string Number, bool IsOptional)? BlockNumber
    {
        get
        {
            foreach (KeyValuePair<string, TypedConstant> argument in _values)
            {
                IEnumerable<TypedConstant> constants =
                    argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } array ? array.Values : [argument.Value];
                if (constants.Select(Placeholder).FirstOrDefault(found => found is not null) is { } placeholder)
                {
                    bool isOptional = Parameter(argument.Key) is null or { HasExplicitDefaultValue: true };
                    return (argument.Key, BlockPlaceholder.NameOf(placeholder.Index), isOptional);
                }
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public ArgumentValue? Find(string name) => _values.TryGetValue(name, out TypedConstant constant) ? Value(constant) : null;

    // The attribute's values include the defaults of the constructor's parameters, so only the source shows what is written.
    /// <inheritdoc/>
    public bool IsWritten(string name) =>
        _syntax is not null ? AttributeSource.Argument(_attribute, _syntax, name) is not null
            : Parameter(name) is not { HasExplicitDefaultValue: true } parameter
                || !Equals(parameter.ExplicitDefaultValue, _values[name].Value);

    private static BlockPlaceholder? Placeholder(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Primitive, Value: int value } => BlockPlaceholder.Find(value),
        { Kind: TypedConstantKind.Primitive, Value: double value } => BlockPlaceholder.Find(value),
        _ => null,
    };

    private IParameterSymbol? Parameter(string name) =>
        _attribute.AttributeConstructor?.Parameters.FirstOrDefault(each => each.Name == name);

    private static ArgumentValue Value(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => new ArgumentValue(null) { IsMissing = true },
        TypedConstantKind.Array => new ArgumentValue(null)
        {
            IsArray = true,
            Elements = constant.IsNull ? null : [.. constant.Values.Select(Value)],
        },
        _ => new ArgumentValue(constant.Value) { Enumeration = Constants(constant.Type) },
    };

    private static EnumerationConstants? Constants(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Enum }
        ? new(
            type.ToDisplayString(),
            [
                .. type.GetMembers()
                    .OfType<IFieldSymbol>()
                    .Where(field => field.HasConstantValue)
                    .Select(field => (field.Name, field.ConstantValue!)),
            ])
        : null;
}
