using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Activations and softmax: alone, fused into the layers before them, and where they cannot be.</summary>
public class ActivationTests
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
            ("Relu", network => network.Relu()),
            ("Relu6", network => network.Relu6()),
            ("LeakyRelu 0.01", network => network.LeakyRelu(0.01)),
            ("LeakyRelu 0", network => network.LeakyRelu(0)),
            ("LeakyRelu −0.5", network => network.LeakyRelu(-0.5)),
            ("LeakyRelu 1.5", network => network.LeakyRelu(1.5)),
            ("Sigmoid", network => network.Sigmoid()),
            ("Tanh", network => network.Tanh()),
        ];
        CaseBook book = new();
        foreach ((string name, Func<DeclaredNetwork, DeclaredNetwork> append) in activations)
        {
            book.Add($"{name} alone", append(DeclaredNetwork.Of(17, 3, 5)));
            book.Add($"{name} behind a convolution", append(DeclaredNetwork.Of(3, 5, 6).Conv(17, new(3))));
            book.Add($"{name} behind dense", append(DeclaredNetwork.Of(18).Dense(17)));
            book.Add($"{name} of what others read too", append(DeclaredNetwork.Of(3, 4, 5).Conv(17, new(2), name: "a")).As("b").Add("a", "b"));
            book.Add($"{name} twice", append(append(DeclaredNetwork.Of(3, 4, 5).Conv(17, new(2)))));
            book.Add($"{name} of a sum", append(DeclaredNetwork.Of(17, 3, 4).Add(DeclaredNetwork.Input, DeclaredNetwork.Input)));
            book.Add($"{name} behind flatten", append(DeclaredNetwork.Of(3, 4, 5).Conv(5, new(2)).Flatten()).Dense(3));
        }

        // Sums of eight reach beyond 6, so that both limits are met.
        string[] eight = [.. Enumerable.Repeat(DeclaredNetwork.Input, 8)];
        book.Add("Relu6 of large numbers", DeclaredNetwork.Of(17, 3, 5).Add([.. eight, .. eight]).Relu6());
        book.Add("Relu6 of large numbers behind a convolution", DeclaredNetwork.Of(3, 5, 6).Add(eight).Conv(17, new(3)).Relu6().Conv(5, new(1)));
        book.Add("Relu6 of large numbers behind batch normalisation", DeclaredNetwork.Of(3, 5, 6).Add(eight).Conv(17, new(3)).BatchNorm().Add("n3", "n2").Relu6());
        book.Add("Relu6 of large numbers twice", DeclaredNetwork.Of(3, 4, 5).Add(eight).Conv(17, new(2)).Relu6().Relu6());
        book.Add("Relu6 of an inverted residual", DeclaredNetwork.Of(17, 6, 7).Conv(33, new(1), bias: false).BatchNorm().Relu6()
            .Conv(33, new(3) { Begin = [1] }, groups: 33, bias: false).BatchNorm().Relu6().Conv(17, new(1), bias: false).BatchNorm(name: "b").Add("b", DeclaredNetwork.Input));

        foreach (int classes in new[] { 1, 2, 3, 15, 16, 17, 33, 48 })
            book.Add($"softmax of {classes}", DeclaredNetwork.Of(classes).Softmax());
        book.Add("softmax behind dense", DeclaredNetwork.Of(20).Dense(17).Softmax());
        book.Add("softmax of a map", DeclaredNetwork.Of(3, 4, 5).Conv(17, new(3) { Begin = [1] }).Softmax());
        book.Add("softmax of the map of an input", DeclaredNetwork.Of(5, 3, 4).Softmax());
        book.Add("softmax of a line", DeclaredNetwork.Of(4, 9).Conv(5, new(2)).Softmax());
        book.Add("softmax of a volume", DeclaredNetwork.Of(4, 2, 3, 4).Conv(5, new(2)).Softmax());
        book.Add("softmax behind flatten", DeclaredNetwork.Of(3, 4, 5).Conv(3, new(2)).Flatten().Softmax());
        book.Add("softmax behind dropout", DeclaredNetwork.Of(20).Dense(17).Dropout(0).Softmax());
        book.Add("softmax in the middle", DeclaredNetwork.Of(20).Dense(17).Softmax().Dense(5));
        book.Add("softmax in the middle, padded", DeclaredNetwork.Of(3, 4, 5).Conv(17, new(1)).Softmax().Conv(5, new(3) { Begin = [1] }).Softmax());
        book.Add("softmax of what others read too", DeclaredNetwork.Of(20).Dense(17, name: "a").Softmax(name: "b").Add("a", "b"));
        book.Add("softmax twice", DeclaredNetwork.Of(20).Dense(5).Softmax().Softmax());
        return book;
    }
}
