using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Xunit;

namespace ConvGen.Tests;

/// <summary>
/// The order of an assembly's namespaces: each may refer to itself and to those below it, so that no circle is possible. References are
/// read from the compiled assembly: base types, interfaces, constraints, attributes, signatures, and the instructions of methods. The
/// compiler leaves no trace of constants and of <c>nameof</c>, so those are not seen.
/// </summary>
internal sealed class RoomOrder
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    private readonly string[] _rooms;
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly TypeCollector _types;
    private readonly List<string> _violations = [];
    private readonly HashSet<string> _inhabited = [];

    private RoomOrder(string[] rooms, PEReader image)
    {
        _rooms = rooms;
        _image = image;
        _metadata = image.GetMetadataReader();
        _types = new TypeCollector(_metadata);
    }

    /// <summary>Fails with every violation of the order.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="rooms">All of its namespaces, from bottom to top.</param>
    public static void Check(Assembly assembly, params string[] rooms)
    {
        IReadOnlyList<string> violations = Violations(assembly, rooms);
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    /// <summary>
    /// The violations of the order: for each type and each namespace that it must not refer to, the first member that does; namespaces of
    /// the assembly that are not in the list; and listed namespaces without a type.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="rooms">All of its namespaces, from bottom to top.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, params string[] rooms)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        return new RoomOrder(rooms, image).Read();
    }

    private List<string> Read()
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            if (_metadata.GetTypeDefinition(handle).GetDeclaringType().IsNil)
            {
                ReadOutermost(handle);
            }
        }

        _violations.AddRange(_rooms.Where(room => !_inhabited.Contains(room)).Select(room => $"{room} is in the order, but no type is in it."));
        return _violations;
    }

    private void ReadOutermost(TypeDefinitionHandle handle)
    {
        string room = RoomOf(handle);
        if (!IsOwn(room))
        {
            return;
        }

        if (Array.IndexOf(_rooms, room) < 0)
        {
            if (_inhabited.Add(room))
            {
                _violations.Add($"{room} is not in the order; {NameOf(handle)} is in it.");
            }

            return;
        }

        _inhabited.Add(room);
        HashSet<string> reported = [];
        ReadType(handle, (member, found) =>
        {
            string other = RoomOf(found);
            if (IsOwn(other) && Array.IndexOf(_rooms, other) > Array.IndexOf(_rooms, room) && reported.Add(other))
            {
                _violations.Add($"{room} is below {other}, but {NameOf(handle)} refers to {NameOf(found)} in {member}.");
            }
        });
    }

    // What the compiler adds is in the global namespace; polyfills are in namespaces of the framework.
    private bool IsOwn(string room)
    {
        string root = _rooms[0].Split('.')[0];
        return room == root || room.StartsWith(root + ".", StringComparison.Ordinal);
    }

    private void ReadType(TypeDefinitionHandle handle, Action<string, TypeDefinitionHandle> report)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        string name = _metadata.GetString(type.Name);
        _types.Found = found => report($"the declaration of {name}", found);
        _types.Add(type.BaseType);
        foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
        {
            _types.Add(_metadata.GetInterfaceImplementation(implementation).Interface);
        }

        AddConstraints(type.GetGenericParameters());
        AddAttributes(type.GetCustomAttributes());
        foreach (FieldDefinitionHandle fieldHandle in type.GetFields())
        {
            FieldDefinition field = _metadata.GetFieldDefinition(fieldHandle);
            _types.Found = found => report($"{name}.{_metadata.GetString(field.Name)}", found);
            field.DecodeSignature(_types, null);
            AddAttributes(field.GetCustomAttributes());
        }

        foreach (PropertyDefinitionHandle propertyHandle in type.GetProperties())
        {
            PropertyDefinition property = _metadata.GetPropertyDefinition(propertyHandle);
            _types.Found = found => report($"{name}.{_metadata.GetString(property.Name)}", found);
            property.DecodeSignature(_types, null);
            AddAttributes(property.GetCustomAttributes());
        }

        foreach (EventDefinitionHandle eventHandle in type.GetEvents())
        {
            EventDefinition definition = _metadata.GetEventDefinition(eventHandle);
            _types.Found = found => report($"{name}.{_metadata.GetString(definition.Name)}", found);
            _types.Add(definition.Type);
            AddAttributes(definition.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle methodHandle in type.GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(methodHandle);
            _types.Found = found => report($"{name}.{_metadata.GetString(method.Name)}", found);
            ReadMethod(method);
        }

        foreach (TypeDefinitionHandle nested in type.GetNestedTypes())
        {
            ReadType(nested, report);
        }
    }

    private void ReadMethod(MethodDefinition method)
    {
        method.DecodeSignature(_types, null);
        AddConstraints(method.GetGenericParameters());
        AddAttributes(method.GetCustomAttributes());
        foreach (ParameterHandle parameter in method.GetParameters())
        {
            AddAttributes(_metadata.GetParameter(parameter).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_types, null);
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            _types.Add(region.CatchType);
        }

        BlobReader instructions = body.GetILReader();
        while (instructions.RemainingBytes > 0)
        {
            ReadInstruction(ref instructions);
        }
    }

    private void ReadInstruction(ref BlobReader instructions)
    {
        const int Prefix = 0xFE;
        int value = instructions.ReadByte();
        OpCode code = OpCodesByValue[value == Prefix ? (value << 8) | instructions.ReadByte() : value];
        switch (code.OperandType)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok:
                _types.Add(MetadataTokens.EntityHandle(instructions.ReadInt32()));
                break;
            case OperandType.InlineSig:
                var signature = (StandaloneSignatureHandle)MetadataTokens.EntityHandle(instructions.ReadInt32());
                _metadata.GetStandaloneSignature(signature).DecodeMethodSignature(_types, null);
                break;
            case OperandType.InlineSwitch:
                int targets = instructions.ReadInt32();
                instructions.Offset += targets * sizeof(int);
                break;
            default:
                instructions.Offset += SizeOf(code.OperandType);
                break;
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => sizeof(byte),
        OperandType.InlineVar => sizeof(short),
        OperandType.InlineI8 or OperandType.InlineR => sizeof(long),
        _ => sizeof(int),
    };

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle handle in parameters)
        {
            GenericParameter parameter = _metadata.GetGenericParameter(handle);
            AddAttributes(parameter.GetCustomAttributes());
            foreach (GenericParameterConstraintHandle constraint in parameter.GetConstraints())
            {
                _types.Add(_metadata.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
        {
            _types.Add(_metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private string RoomOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return _metadata.GetString(type.Namespace);
    }

    private string NameOf(TypeDefinitionHandle handle) => _metadata.GetString(_metadata.GetTypeDefinition(handle).Name);

    /// <summary>Finds the assembly's own types in whatever a handle or a signature refers to.</summary>
    private sealed class TypeCollector(MetadataReader metadata) : ISignatureTypeProvider<int, object?>
    {
        /// <summary>Receives each type.</summary>
        public Action<TypeDefinitionHandle> Found { get; set; } = _ => { };

        /// <summary>Adds the types that a type, a field or a method reference names. What their own signatures name is theirs to answer for.</summary>
        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Found((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.FieldDefinition:
                    Found(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MethodDefinition:
                    Found(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    MethodSpecification method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(method.Method);
                    method.DecodeSignature(this, null);
                    break;
            }
        }

        public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            Found(handle);
            return 0;
        }

        public int GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        {
            Add(handle);
            return 0;
        }

        public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(object? genericContext, int index) => 0;

        public int GetGenericTypeParameter(object? genericContext, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

        public int GetSZArrayType(int elementType) => 0;
    }
}
