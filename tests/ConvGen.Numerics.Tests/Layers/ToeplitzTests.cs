using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// Convolutions as products with Toeplitz matrices (in two dimensions doubly blocked ones), and transposed convolutions as products with
/// the transposed matrices: a check that shares nothing with sliding windows.
/// </summary>
public class ToeplitzTests
{
    private const string Layer = "layer";

    private static readonly (string Name, int[] Shape, WindowSettings Window)[] Windows =
    [
        ("1-D", [3, 9], new(4) { Begin = [2], End = [1] }),
        ("1-D, strided and dilated", [2, 15], new(3) { Stride = [2], Dilation = [3], Rounding = RoundingMode.Floor }),
        ("2-D", [3, 5, 6], new(2, 3) { Begin = [1] }),
        ("2-D, strided and dilated", [4, 9, 8], new(3, 2) { Stride = [2, 3], Dilation = [1, 2], Begin = [2, 1], Rounding = RoundingMode.Floor }),
        ("3-D", [2, 3, 4, 5], new(2) { Begin = [0, 1, 1] }),
    ];

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => [.. Windows.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ConvolutionIsAProduct(string name) => Check(name, name, transposed: false);

    [Theory]
    [MemberData(nameof(Cases))]
    public void TransposedConvolutionIsTheTransposedProduct(string name) => Check($"{name}, transposed", name, transposed: true);

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach ((string name, int[] shape, WindowSettings window) in Windows)
        {
            book.Add(name, DeclaredNetwork.Of(shape).Conv(5, window, bias: false, name: Layer));
            book.Add($"{name}, transposed", DeclaredNetwork.Of(shape).ConvTranspose(5, window, bias: false, name: Layer));
        }

        return book;
    }

    private static void Check(string network, string window, bool transposed)
    {
        (_, int[] shape, WindowSettings settings) = Windows.Single(entry => entry.Name == window);
        Axis[] axes = (transposed ? settings.ResolveTransposed(shape[1..], [0]) : settings.Resolve(shape[1..], pooling: false)).Axes;
        DeclaredNetwork declared = Book.Declaration(network);
        Draws draws = new(3);
        Tensor x = draws.Uniform(-1, 1, [1, .. shape]);
        Tensor weight = draws.Uniform(-1, 1, declared.Parameters.Single().Shape);
        Tensor want = new([1, .. declared.Last.Shape]);
        int taps = weight.Values.Length / weight.Shape[0] / weight.Shape[1];
        for (int pair = 0; pair < weight.Shape[0] * weight.Shape[1]; pair++)
        {
            // [filters, C] for a convolution, [C, filters] for a transposed one.
            (int first, int second) = (pair / weight.Shape[1], pair % weight.Shape[1]);
            (int filter, int channel) = transposed ? (second, first) : (first, second);
            double[,] matrix = ToeplitzMatrix.Of(weight.Values.AsSpan(pair * taps, taps), axes);
            ToeplitzMatrix.MultiplyAdd(matrix, transposed, x.Map(0, channel), want.Map(0, filter));
        }

        using INetwork compiled = Book.Create(network, new NetworkOptions { Exact = true });
        compiled.Parameters[$"{Layer}.weight"].Set(weight.ToFloats());
        float[] got = new float[want.Values.Length];
        compiled.Forward(x.ToFloats(), got);
        Assert.Null(Closeness.Describe(network, want, got, Closeness.Forward));
    }
}
