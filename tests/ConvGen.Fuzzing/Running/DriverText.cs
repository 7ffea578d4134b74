using System.Globalization;
using System.Text;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing.Running;

/// <summary>The user's code that calls a network: its own methods, whose parameters depend on the declaration.</summary>
internal static class DriverText
{
    /// <summary>What a driver's class is called.</summary>
    public static string NameOf(string className) => $"{className}Driver";

    /// <summary>The source of a driver.</summary>
    public static string Write(string className, Graph graph)
    {
        bool[] bytes = [.. graph.Inputs.Select(input => ((InputAttribute)graph.Nodes[input].Attribute).Element == InputElement.Byte)];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            public static class {{NameOf(className)}}
            {
                public static global::ConvGen.INetwork Create(global::ConvGen.NetworkOptions options) => new {{className}}(options);

                public static global::ConvGen.INetwork Load(global::System.IO.Stream stream, global::ConvGen.NetworkOptions options) =>
                    {{className}}.Load(stream, options);

                public static void Forward(global::ConvGen.INetwork network, int size, global::System.Array[] x, float[][] y)
                {
                    var own = ({{className}})network;
                    switch (size)
                    {

            """);
        string inputs = string.Join(", ", bytes.Select((isByte, i) => FormattableString.Invariant($"({(isByte ? "byte" : "float")}[])x[{i}]")));
        string outputs = string.Join(", ", graph.Outputs.Select((_, i) => FormattableString.Invariant($"y[{i}]")));
        for (int size = -1; size < graph.Sizes.Length; size++)
        {
            string axes = size < 0 ? "" : string.Concat(graph.Sizes[size].Select(extent => FormattableString.Invariant($"{extent}, ")));
            text.Append(CultureInfo.InvariantCulture, $"            case {size}: own.Forward({inputs}, {axes}{outputs}); break;\n");
        }

        return text.Append("        }\n    }\n}\n").ToString();
    }
}
