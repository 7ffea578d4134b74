using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Activations with settings, slopes that are learned, and those whose derivative the result does not tell.</summary>
public class SmoothActivationTests
{
    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    private static CaseBook Fill()
    {
        (string Name, Func<DeclaredNetwork, DeclaredNetwork> Append)[] activations =
        [
            ("PRelu, shared", network => network.PRelu(perChannel: false)),
            ("PRelu, per channel", network => network.PRelu(perChannel: true)),
            ("Elu", network => network.Elu(0.7)),
            ("Elu of negative alpha", network => network.Elu(-0.7)),
            ("Selu", network => network.Selu(1.6732632, 1.050701)),
            ("Selu of negative gamma", network => network.Selu(0.5, -2)),
            ("Celu", network => network.Celu(0.6)),
            ("Gelu", network => network.Gelu()),
            ("Gelu by tanh", network => network.GeluTanh()),
            ("Silu", network => network.Silu()),
            ("Silu, steep", network => network.Silu(-1.7)),
            ("Mish", network => network.Mish()),
            ("HardSigmoid", network => network.HardSigmoid(0.6, 0.4)),
            ("LogSigmoid", network => network.LogSigmoid()),
            ("HardTanh", network => network.HardTanh(-0.5, 0.7)),
            ("HardTanh from below", network => network.HardTanh(0.1, double.PositiveInfinity)),
            ("HardTanh from above", network => network.HardTanh(double.NegativeInfinity, 0.2)),
            ("HardTanh without limits", network => network.HardTanh(double.NegativeInfinity, double.PositiveInfinity)),
            ("HardSwish", network => network.HardSwish()),
            ("Softplus", network => network.Softplus()),
            ("Softplus, steep", network => network.Softplus(3)),
            ("Softplus, cut", network => network.Softplus(2, 0.5)),
            ("Softsign", network => network.Softsign()),
            ("ThresholdedRelu", network => network.ThresholdedRelu(0.3)),
            ("ThresholdedRelu below zero", network => network.ThresholdedRelu(-0.3)),
            ("SoftShrink", network => network.SoftShrink(0.4)),
            ("SoftShrink with a bias", network => network.SoftShrink(0.3, 0.6)),
            ("HardShrink", network => network.HardShrink(0.4)),
            ("TanhShrink", network => network.TanhShrink()),
        ];
        CaseBook book = new();
        string[] eight = [.. Enumerable.Repeat(DeclaredNetwork.Input, 8)];
        foreach ((string name, Func<DeclaredNetwork, DeclaredNetwork> append) in activations)
        {
            book.Add($"{name} behind a convolution", append(DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3))).Conv(5, new(3) { Begin = [1] }));
            book.Add($"{name} of large numbers, of what others read too", append(DeclaredNetwork.Of(3, 4).Add(eight)).Add("n1", "n2"));
        }

        book.Add("of features", DeclaredNetwork.Of(18).Dense(17).PRelu(perChannel: true).Dense(5).Gelu().Dense(3).Softplus());
        book.Add("of a volume", DeclaredNetwork.Of(2, 3, 4, 5).Mish().Conv(17, new(2)).PRelu(perChannel: true).Conv(3, new(2)).Elu(1));
        book.Add("parts of a concatenation", DeclaredNetwork.Of(3, 4, 5).PRelu(perChannel: false, name: "a").Conv(16, new(1), name: "b").Silu().As("c")
            .Concat("a", "c").PRelu(perChannel: true).Conv(5, new(3) { Begin = [1] }));
        book.Add("behind a padded reader", DeclaredNetwork.Of(17, 5, 4).Gelu().As("a").Conv(17, new(3) { Begin = [1] }).TanhShrink().Add("n3", "a"));
        book.Add("behind normalisation and sums", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3)).BatchNorm().Selu(1.67, 1.05).As("a").Conv(17, new(1)).Add("n4", "a").HardSwish());
        book.Add("behind pooling pairs", DeclaredNetwork.Of(3, 10, 10).Conv(17, new(3)).Mish().MaxPool(new(2) { Stride = [2] }));
        foreach (int classes in new[] { 1, 3, 16, 17, 33 })
            book.Add($"log softmax of {classes}", DeclaredNetwork.Of(classes).LogSoftmax());
        book.Add("log softmax of a map", DeclaredNetwork.Of(3, 4, 5).Conv(17, new(3) { Begin = [1] }).LogSoftmax());
        book.Add("log softmax of a volume", DeclaredNetwork.Of(4, 2, 3, 4).LogSoftmax());
        book.Add("log softmax in the middle, padded", DeclaredNetwork.Of(3, 4, 5).Conv(17, new(1)).LogSoftmax().Conv(5, new(3) { Begin = [1] }).Softmax());
        book.Add("log softmax of what others read too", DeclaredNetwork.Of(20).Dense(17, name: "a").LogSoftmax().As("b").Add("a", "b"));
        return book;
    }
}
