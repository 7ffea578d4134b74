using ConvGen.Generator.Program;

namespace ConvGen.Generator.Planning;

/// <summary>Who reads a value.</summary>
internal static class ValueUses
{
    /// <summary>The operation that reads a value, where it is the only one and the value is no result of the network.</summary>
    public static Operation? OnlyReaderOf(IReadOnlyList<Operation> operations, Value value)
    {
        Operation[] readers = [.. operations.Where(operation => operation.Reads.Contains(value)).Take(2)];
        return readers.Length == 1 && !value.IsResult ? readers[0] : null;
    }
}
