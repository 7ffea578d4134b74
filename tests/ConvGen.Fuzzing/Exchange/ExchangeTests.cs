using System.Reflection;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Drawing;
using ConvGen.Fuzzing.Running;
using ConvGen.Model;
using ConvGen.Model.Networks;
using ConvGen.Onnx;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Reading;

namespace ConvGen.Fuzzing.Exchange;

/// <summary>Drawn networks become ONNX models, which compute the same in ONNX Runtime and become the same networks again.</summary>
public class ExchangeTests
{
    private const int Together = 30;

    // Of the largest result. Both sides round, and ONNX Runtime's normalisations more than ours.
    private const double Tolerance = 2e-5;
    private static readonly ProjectKind Kind = new(Checked: false, Debug: true, Nullable: true);

    // How many roundings the largest deviation may be made of: that of one is found by changing inputs and weights, more than once, because the
    // changes of one draw may cancel.
    private const double Roundings = 50;
    private const int Disturbances = 8;

    // Of every kind of layer that an ONNX model may say in another way, what it comes back as.
    private static readonly Dictionary<string, string> OtherForms = new()
    {
        ["AdaptiveAvgPool"] = "AvgPool where all windows are of one size, else Crop, Reduce and Concat",
        ["AdaptiveMaxPool"] = "MaxPool where all windows are of one size, else Crop, Reduce and Concat",
        ["AvgPool"] = "DepthwiseConv with dilation; nothing for windows of one position",
        ["ChannelShuffle"] = "nothing for one group, Permute for features",
        ["Conv"] = "DepthwiseConv with as many groups as channels; Shift for biases per unit; Pad for a map that is continued",
        ["ConvTranspose"] = "Shift for biases per unit",
        ["Crop"] = "Slice where the value has other axes",
        ["DepthwiseConv"] = "Conv for one channel; Shift for biases per unit; Pad for a map that is continued",
        ["Flatten"] = "Reshape, or nothing",
        ["Gather"] = "Slice or Crop for positions in a row, nothing for all of them; of another axis where the value has other axes",
        ["GlobalAvgPool"] = "Reduce, or nothing for one position",
        ["GlobalMaxPool"] = "Reduce, or nothing for one position",
        ["GroupNorm"] = "InstanceNorm and Scale without scales or shifts",
        ["HardTanh"] = "Relu, Relu6, or nothing without limits",
        ["ImageFilter"] = "DepthwiseConv",
        ["InstanceNorm"] = "with scales and shifts of 1 and 0",
        ["LearnedPool"] = "DepthwiseConv",
        ["LocalResponseNorm"] = "its formula for an even size",
        ["LocallyConnected"] = "Dense, where there is one position",
        ["Log"] = "LogSigmoid behind Sigmoid, LogSoftmax behind Softmax",
        ["LpNormalize"] = "with other axes, where some have one position",
        ["LpPool"] = "Abs, Pow, DepthwiseConv and Pow with dilation, ceiling or a fraction as its power",
        ["MaxPool"] = "nothing for windows of one position",
        ["Maxout"] = "Reduce, or nothing for one piece",
        ["MinPool"] = "nothing for windows of one position",
        ["Pad"] = "nothing without padding",
        ["Permute"] = "nothing, where what follows does not need the order",
        ["PixelShuffle"] = "nothing for blocks of one position, Permute where no operator has the order",
        ["PixelUnshuffle"] = "nothing for blocks of one position, Permute where no operator has the order",
        ["PyramidPool"] = "the poolings of its levels, and Concat",
        ["Reduce"] = "nothing for axes of one position, GlobalAvgPool, GlobalMaxPool",
        ["Reshape"] = "nothing, where what follows does not need the shape",
        ["RmsNorm"] = "its formula where one position is normalised",
        ["Scale"] = "part of a neighbour",
        ["Shift"] = "part of a neighbour",
        ["Sigmoid"] = "LogSigmoid before Log",
        ["Slice"] = "nothing for all channels, Crop where the value has other axes",
        ["Softmax"] = "with other axes",
        ["Split"] = "Slice",
        ["TiledConv"] = "Dense, where there is one position",
        ["Upsample"] = "nothing where the size stays",
        ["WeightedAvgPool"] = "DepthwiseConv, and Scale where windows reach over the edge",
    };

    // Layers whose nodes no pattern of the importer knows.
    private static readonly string[] WithoutWayBack = ["LocallyConnected", "MaxUnpool", "TiledConv"];

    [Fact]
    public void ModelsComputeTheSameAndComeBack()
    {
        List<string> failures = [];
        int same = 0;
        for (int start = 0; start < FuzzSettings.Exchanged; start += Together)
        {
            int count = Math.Min(Together, FuzzSettings.Exchanged - start);
            same += Try([.. Enumerable.Range(FuzzSettings.Seed + start, count)], failures);
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(same >= FuzzSettings.Exchanged / 5, $"Only {same} of {FuzzSettings.Exchanged} networks come back layer by layer.");
    }

    private static int Try(int[] seeds, List<string> failures)
    {
        Declaration[] drawn = [.. seeds.Select(NetworkDrawer.Draw).Select(WithoutTraining)];
        Assembly assembly = Compile(drawn.Select((declaration, i) => (NameOf(i), declaration.Text(NameOf(i)))));
        Dictionary<int, (ExchangedNetwork Network, ImportedNetwork Imported)> imported = [];
        for (int i = 0; i < drawn.Length; i++)
        {
            ExchangedNetwork network = ExchangedNetwork.Create(assembly, NameOf(i));
            string? failure = null;
            if (Export(network) is { } model)
            {
                failure = CompareWithRuntime(network, model) ?? Import(model, drawn[i], NameOf(i), back => imported[i] = (network, back));
            }

            if (failure is not null)
            {
                failures.Add($"seed {seeds[i]}: {failure}\n{drawn[i]}");
            }
        }

        Assembly again = Compile(imported.Select(each => (NameOf(each.Key), DeclarationWriter.Write(each.Value.Imported.Declaration))));
        int same = 0;
        foreach ((int i, (ExchangedNetwork network, ImportedNetwork back)) in imported)
        {
            NetworkDeclaration declared = CompiledNetworkReader.Read(assembly.GetType(NameOf(i), throwOnError: true)!)!;
            (bool isSame, string? failure) = Compare(network, declared, back, again, NameOf(i));
            same += isSame ? 1 : 0;
            if (failure is not null)
            {
                failures.Add($"seed {seeds[i]}: {failure}\n{drawn[i]}\nbecame\n{DeclarationWriter.Write(back.Declaration)}");
            }

            network.Dispose();
        }

        return same;
    }

    // Layers without counterpart are the exporter's tests' concern.
    private static byte[]? Export(ExchangedNetwork network)
    {
        try
        {
            return network.Export();
        }
        catch (OnnxExportException refused)
        {
            Assert.All(refused.Problems, problem => Assert.True(problem.Kind is "ClusterPool" or "MaxUnpool" or "Upsample", problem.ToString()));
            return null;
        }
    }

    private static string? CompareWithRuntime(ExchangedNetwork network, byte[] model)
    {
        float[] expected = network.Run(), actual;
        try
        {
            actual = network.RunModel(model);
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException error)
        {
            return $"ONNX Runtime refuses the model: {error.Message}";
        }

        double allowed = Allowed(network, expected);
        double deviation = Deviation(expected, actual);
        return deviation <= allowed ? null : $"ONNX Runtime differs by {deviation:g2}, allowed are {allowed:g2}.";
    }

    private static string? Import(byte[] model, Declaration drawn, string className, Action<ImportedNetwork> take)
    {
        try
        {
            using MemoryStream stream = new(model);
            take(OnnxImporter.Import(stream, new ImportOptions { ClassName = className }));
            return null;
        }
        catch (OnnxImportException refused)
        {
            bool isKnown = drawn.All.Any(layer => WithoutWayBack.Contains(layer.Kind));
            return isKnown ? null : $"The model is not imported: {refused.Message}";
        }
    }

    private static (bool IsSame, string? Failure) Compare(
        ExchangedNetwork network, NetworkDeclaration declared, ImportedNetwork back, Assembly again, string className)
    {
        ComparableNetwork before = Comparable(declared), after = Comparable(back.Declaration);
        float[] expected = network.Run(), actual = network.RunOther(again, className, back);
        bool isSame = before == after;
        if (isSame)
        {
            return (true, expected.SequenceEqual(actual) ? null : "The same layers have other results.");
        }

        double allowed = Allowed(network, expected);
        double deviation = Deviation(expected, actual);
        string[] lost = [.. Difference(before.Kinds, after.Kinds).Where(kind => !OtherForms.ContainsKey(kind))];
        return (false, before.InputCount != after.InputCount ? $"It has {after.InputCount} inputs, not {before.InputCount}."
            : lost.Length > 0 ? $"{string.Join(", ", lost)} should have come back."
            : deviation > allowed ? $"The imported network differs by {deviation:g2}, allowed are {allowed:g2}."
            : null);
    }

    private static ComparableNetwork Comparable(NetworkDeclaration declaration) => ComparableNetwork.Of(
        NetworkInference.Infer(declaration, (_, problem) => Assert.Fail($"{problem.Id}: {string.Join(", ", problem.Arguments)}"))!);

    private static IEnumerable<string> Difference(IEnumerable<string> kinds, IEnumerable<string> others)
    {
        List<string> left = [.. kinds];
        foreach (string kind in others)
        {
            left.Remove(kind);
        }

        return left;
    }

    private static double Allowed(ExchangedNetwork network, float[] expected) => (Tolerance * Largest(expected))
        + (Roundings * Enumerable.Range(0, Disturbances).Max(seed => Deviation(expected, network.RunDisturbed(seed))));

    private static double Largest(float[] values) => values.Where(float.IsFinite).Select(value => Math.Abs((double)value)).DefaultIfEmpty(0).Max();

    // NaN and infinity are what they are, or infinitely far.
    private static double Deviation(float[] values, float[] others) => values.Length != others.Length ? double.PositiveInfinity
        : values.Zip(others, (value, other) => value.Equals(other) ? 0
            : Math.Abs((double)value - other) is var difference && double.IsNaN(difference) ? double.PositiveInfinity : difference).DefaultIfEmpty(0).Max();

    private static Declaration WithoutTraining(Declaration declaration) =>
        declaration with { Layers = [.. declaration.Layers.Where(layer => layer.Kind is not ("Trainable" or "Size"))] };

    private static string NameOf(int index) => FormattableString.Invariant($"Net{index}_");

    private static Assembly Compile(IEnumerable<(string Name, string Text)> classes)
    {
        Project project = Project.Compile(Kind, [.. classes.Select(each => ($"{each.Name}.cs", each.Text.StartsWith("using", StringComparison.Ordinal) ? each.Text : $"using ConvGen;\n{each.Text}"))], _ => 128);
        Assert.True(!project.Errors.Any(), string.Join('\n', project.Errors.Take(5)));
        return project.Load();
    }
}
