using ConvGen.Model.Networks;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;
using ConvGen.Onnx.Tests.Reference;
using ConvGen.Tool.Verification;

namespace ConvGen.Onnx.Tests;

/// <summary>
/// Every model of the shared data: it imports and agrees with its references, or it is refused with a reason that is known.
/// </summary>
public sealed class ReferenceModelTests
{
    private const double Tolerance = 1e-4;
    private const double Smallest = 1e-15;

    // References in half precision have three digits. The other model returns roots of products of two sigmoids near 0, where the root
    // enlarges the absolute error of the reference's sigmoid, some 9e-8: the difference is the same for every width of vectors and with
    // NetworkOptions.Exact.
    private static readonly Dictionary<string, double> Tolerances = new()
    {
        ["winml-squeezenet-fp16"] = 1e-3,
        ["paddle-picodet-xs"] = 5e-4,
    };

    // Every width of vectors, and both numbers of threads.
    private static readonly (int Bits, int Threads)[] Runs = [(512, 2), (256, 1), (128, 2)];

    /// <summary>The models.</summary>
    public static TheoryData<string> Models => [.. ReferenceModel.Ids];

    /// <summary>A model computes what ONNX Runtime does.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void AgreesOrIsRefusedWithItsReason(string id)
    {
        ReferenceModel model = ReferenceModel.Read(id);
        TestCase? first = model.Cases.FirstOrDefault();
        ImportedNetwork imported;
        try
        {
            imported = Import(model, first);
        }
        catch (OnnxImportException refused)
        {
            Assert.True(KnownRefusals.All.TryGetValue(id, out string[]? expected), refused.Message);
            Assert.Equal(expected.Order(), refused.Problems.Select(KnownRefusals.Text).Distinct().Order());
            return;
        }

        Assert.False(KnownRefusals.All.ContainsKey(id), "It is imported: take it off the list.");
        Assert.NotNull(NetworkInference.Infer(imported.Declaration, (subject, problem) => Assert.Fail($"{subject}: {problem}")));
        Assert.Equal(imported.Declaration, Assert.Single(DeclaredNetworks.Read(DeclarationWriter.Write(imported.Declaration))));
        if (first is null)
        {
            return;
        }

        Assert.Equal(first.Outputs.Select(output => output.Shape), imported.Outputs.Select(port => port.Shape.ToArray()));
        using Running.CompiledNetwork network = Running.CompiledNetwork.Compile(imported);
        foreach (TestCase one in model.Cases)
        {
            float[][] inputs = [.. imported.Inputs.Select(port => one.Inputs.Single(input => input.Name == port.OnnxName).Values)];
            foreach ((int bits, int threads) in Runs)
            {
                IReadOnlyList<float[]> outputs = network.Run(inputs, new NetworkOptions { Threads = threads, MaxVectorBits = bits });
                Assert.Equal(one.Outputs.Count, outputs.Count);
                foreach ((TestTensor expected, float[] actual) in one.Outputs.Zip(outputs))
                {
                    Compare(expected, actual, Tolerances.GetValueOrDefault(id, Tolerance));
                }
            }
        }
    }

    // Weights that single operators read from inputs of the graph are the constants of the first case.
    private static ImportedNetwork Import(ReferenceModel model, TestCase? one)
    {
        ImportOptions options = new()
        {
            InputShapes = (one?.Inputs ?? []).ToDictionary(input => input.Name, input => (IReadOnlyList<int>)input.Shape),
        };
        try
        {
            return OnnxImporter.Import(model.ModelPath, options);
        }
        catch (OnnxImportException refused) when (one?.Inputs.Count > 1
            && refused.Problems.All(problem => problem.Code == ProblemCodes.NotConstant))
        {
            return OnnxImporter.Import(
                model.ModelPath,
                new() { Constants = one.Inputs.Skip(1).ToDictionary(input => input.Name, Constant) });
        }
    }

    private static OnnxTensor Constant(TestTensor value) => value.Type.StartsWith("float", StringComparison.Ordinal)
        ? new(value.Shape, value.Values)
        : new OnnxTensor(value.Shape, value.Values.Select(number => (long)number).ToArray());

    private static void Compare(TestTensor expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Values.Length, actual.Length);
        double largest = expected.Values.Where(float.IsFinite).Max(value => Math.Abs((double)value));

        // Where a sigmoid is 0 to the last digit, the largest value is no measure.
        largest = Math.Max(largest, Smallest);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double error = actual[i] == expected.Values[i] ? 0 : Math.Abs((double)actual[i] - expected.Values[i]);
            if (!(error <= worst))
            {
                (worst, at) = (error, i);
            }
        }

        Assert.True(
            worst <= tolerance * largest,
            $"{expected.Name}[{at}] is {actual[at]}, not {expected.Values[at]}: {worst / largest:e1} of the largest value");
        TestContext.Current.TestOutputHelper?.WriteLine($"{expected.Name}: {worst / largest:e1} of the largest value");
    }
}
