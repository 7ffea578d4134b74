using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ConvGen.Generator.Tests.Jit;

/// <summary>Measures every method of an assembly.</summary>
internal static class MethodSizes
{
    /// <summary>The sizes of all methods that have a body.</summary>
    public static IReadOnlyList<MethodSize> Of(ImmutableArray<byte> assembly)
    {
        using PEReader image = new(assembly);
        MetadataReader metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.MethodDefinitions
               let method = metadata.GetMethodDefinition(handle)
               where method.RelativeVirtualAddress != 0
               select Measure(metadata, method, image.GetMethodBody(method.RelativeVirtualAddress)),
        ];
    }

    private static MethodSize Measure(MetadataReader metadata, MethodDefinition method, MethodBodyBlock body)
    {
        byte[] code = body.GetILBytes() ?? [];
        InstructionReader reader = new(code);
        HashSet<int> leaders = [0];
        leaders.UnionWith(body.ExceptionRegions.SelectMany(region => new[] { region.TryOffset, region.HandlerOffset }));
        int instructions = 0;
        int references = 0;
        while (reader.MoveNext())
        {
            instructions++;
            references += InstructionReader.IsLocal(reader.OpCode) ? 1 : 0;
            leaders.UnionWith(reader.Targets);
            if (reader.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
                leaders.Add(reader.Position);
        }

        leaders.Remove(code.Length);
        int locals = Locals(metadata, body) + Arguments(metadata, method);
        return new MethodSize(FullName(metadata, method), code.Length, instructions, leaders.Count, locals, references);
    }

    private static int Locals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
            return 0;
        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static int Arguments(MetadataReader metadata, MethodDefinition method)
    {
        BlobReader signature = metadata.GetBlobReader(method.Signature);
        SignatureHeader header = signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger() + (header.IsInstance ? 1 : 0);
    }

    private static string FullName(MetadataReader metadata, MethodDefinition method)
    {
        string name = metadata.GetString(method.Name);
        for (TypeDefinitionHandle type = method.GetDeclaringType(); !type.IsNil; type = metadata.GetTypeDefinition(type).GetDeclaringType())
            name = $"{metadata.GetString(metadata.GetTypeDefinition(type).Name)}.{name}";
        return name;
    }
}
