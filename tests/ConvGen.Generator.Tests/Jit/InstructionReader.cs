using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace ConvGen.Generator.Tests.Jit;

/// <summary>Walks over the instructions of a method (ECMA-335, partition III).</summary>
internal sealed class InstructionReader(byte[] code)
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(opCode => opCode.Value);

    private int _operand;

    /// <summary>The current instruction.</summary>
    public OpCode OpCode { get; private set; }

    /// <summary>Where the next instruction begins.</summary>
    public int Position { get; private set; }

    /// <summary>Where the current instruction may jump to.</summary>
    public IEnumerable<int> Targets => OpCode.OperandType switch
    {
        OperandType.ShortInlineBrTarget => [Position + (sbyte)code[_operand]],
        OperandType.InlineBrTarget => [Position + Int32(_operand)],
        OperandType.InlineSwitch => Enumerable.Range(1, Int32(_operand)).Select(i => Position + Int32(_operand + (i * sizeof(int)))),
        _ => [],
    };

    /// <summary>Whether an instruction reads, writes or takes the address of a local variable or an argument.</summary>
    public static bool IsLocal(OpCode opCode) =>
        opCode.Name is { } name && (name.StartsWith("ldloc", StringComparison.Ordinal)
            || name.StartsWith("stloc", StringComparison.Ordinal)
            || name.StartsWith("ldarg", StringComparison.Ordinal)
            || name.StartsWith("starg", StringComparison.Ordinal));

    /// <summary>Goes to the next instruction; false at the end.</summary>
    public bool MoveNext()
    {
        if (Position >= code.Length)
            return false;
        byte first = code[Position];
        bool isLong = first == TwoBytePrefix;
        OpCode = OpCodesByValue[isLong ? (short)((first << 8) | code[Position + 1]) : first];
        _operand = Position + (isLong ? 2 : 1);
        Position = _operand + OperandLength();
        return true;
    }

    private int OperandLength() => OpCode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => sizeof(int) * (1 + Int32(_operand)),
        _ => 4,
    };

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
}
