namespace ConvGen.Benchmarks.Onnx;

/// <summary>Settings of ONNX nodes (AttributeProto of onnx.proto).</summary>
internal static class OnnxAttribute
{
    private const int Name = 1, RealValue = 2, IntegerValue = 3, IntegerValues = 8, Type = 20;
    private const int RealType = 1, IntegerType = 2, IntegersType = 7;

    /// <summary>A float.</summary>
    public static WireMessage Real(string name, double value) =>
        new WireMessage().Text(Name, name).Real(RealValue, (float)value).Integer(Type, RealType);

    /// <summary>An integer.</summary>
    public static WireMessage Integer(string name, int value) =>
        new WireMessage().Text(Name, name).Integer(IntegerValue, value).Integer(Type, IntegerType);

    /// <summary>A list of integers.</summary>
    public static WireMessage Integers(string name, IEnumerable<int> values) =>
        new WireMessage().Text(Name, name).Integers(IntegerValues, values).Integer(Type, IntegersType);
}
