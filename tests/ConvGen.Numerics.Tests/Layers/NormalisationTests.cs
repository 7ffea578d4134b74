using ConvGen.Conformance.Running;
using ConvGen.Engine;
using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>Normalisations by the statistics of each example: every shape of a set, with and without scale and shift.</summary>
public class NormalisationTests
{
    private const string Offset = "layer, all of a map";

    private static readonly CaseBook Book = Fill();

    public static TheoryData<string> Cases => Book.Names;

    public static TheoryData<string> Statistics => ["group, 4 of 24", "instance, 17", Offset, "layer, last of 3", "layer, long line", "layer, over 33 channels"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheReference(string name) => Book.Check(name);

    /// <summary>A mean that is large beside the deviation does not show in the result, however the elements are summed.</summary>
    [Theory]
    [MemberData(nameof(Statistics))]
    public void LargeMeansDoNotShow(string name)
    {
        const double mean = 100;
        DeclaredNetwork declared = Book.Declaration(name);
        Draws draws = new(3);
        Tensor input = draws.Uniform(mean - 1, mean + 1, [2, .. declared.InputShape]);
        Dictionary<string, Tensor> parameters = draws.Parameters(declared);
        Tensor want = declared.Evaluate(input, parameters, isTraining: false).Output;
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Book.Create(name, VectorTargets.Options(target, threads: 1));
            foreach ((string parameter, Tensor values) in parameters)
                network.Parameters[parameter].Set(values.ToFloats());
            float[] got = new float[want.Values.Length];
            network.Forward(input.ToFloats(), got);
            Assert.Null(Closeness.Describe(VectorTargets.NameOf(target), want, got, Closeness.Forward));
        }
    }

    private static CaseBook Fill()
    {
        CaseBook book = new();
        foreach (int features in new[] { 1, 3, 16, 33 })
            book.Add($"layer, {features} features", DeclaredNetwork.Of(features).LayerNorm());
        book.Add(Offset, DeclaredNetwork.Of(17, 9, 7).LayerNorm());
        book.Add("layer, one channel", DeclaredNetwork.Of(1, 4, 5).LayerNorm(epsilon: 1e-3));
        book.Add("layer, last of 1", DeclaredNetwork.Of(5, 9).LayerNorm(1));
        book.Add("layer, last of 2", DeclaredNetwork.Of(17, 4, 5).LayerNorm(1, bias: false));
        book.Add("layer, last 2 of 2", DeclaredNetwork.Of(17, 4, 5).LayerNorm(2));
        book.Add("layer, last of 3", DeclaredNetwork.Of(3, 3, 4, 6).LayerNorm(1));
        book.Add("layer, last 2 of 3", DeclaredNetwork.Of(18, 3, 4, 5).LayerNorm(2));
        book.Add("layer, last 3 of 3", DeclaredNetwork.Of(3, 2, 4, 5).LayerNorm(3, affine: false));
        book.Add("layer, a volume", DeclaredNetwork.Of(18, 2, 3, 4).LayerNorm(4));
        book.Add("layer, long line", DeclaredNetwork.Of(3, 300).LayerNorm());
        book.Add("layer, plain", DeclaredNetwork.Of(17, 3, 4).LayerNorm(affine: false));
        foreach (int channels in new[] { 1, 3, 15, 16, 21, 32, 33 })
            book.Add($"layer, over {channels} channels", DeclaredNetwork.Of(channels, 3, 5).LayerNormOverChannels(epsilon: 1e-3));
        book.Add("layer, over channels of a line", DeclaredNetwork.Of(20, 9).LayerNormOverChannels(bias: false));
        book.Add("layer, over channels of a volume", DeclaredNetwork.Of(9, 2, 3, 4).LayerNormOverChannels(affine: false));
        book.Add("layer, over features as channels", DeclaredNetwork.Of(19).LayerNormOverChannels());
        book.Add("layer, over channels between convolutions", DeclaredNetwork.Of(3, 5, 6).Conv(18, new(3) { Begin = [1] }).Sigmoid().LayerNormOverChannels().Gelu()
            .Conv(17, new(3) { Begin = [1] }).LayerNormOverChannels().Add("n3", "n3").Conv(2, new(3)));
        book.Add("layer, over channels that others read too", DeclaredNetwork.Of(17, 4, 5).LayerNormOverChannels().RmsNormOverChannels().Add("n2", "n1", DeclaredNetwork.Input));
        book.Add("rms, over channels", DeclaredNetwork.Of(37, 4, 3).RmsNormOverChannels(epsilon: 0.1));
        book.Add("rms, over channels, plain", DeclaredNetwork.Of(5, 4, 3).RmsNormOverChannels(affine: false));
        book.Add("rms, features", DeclaredNetwork.Of(33).RmsNorm(epsilon: 0.1));
        book.Add("rms, a map", DeclaredNetwork.Of(17, 5, 4).RmsNorm());
        book.Add("rms, last of 2", DeclaredNetwork.Of(17, 4, 5).RmsNorm(1));
        book.Add("rms, plain", DeclaredNetwork.Of(3, 4, 5).RmsNorm(2, affine: false));
        foreach ((int channels, int groups) in new[] { (1, 1), (24, 4), (17, 1), (33, 33), (33, 11), (40, 5), (48, 3), (64, 2), (24, 3) })
            book.Add($"group, {groups} of {channels}", DeclaredNetwork.Of(channels, 3, 5).GroupNorm(groups, epsilon: 1e-3));
        book.Add("group, features", DeclaredNetwork.Of(20).GroupNorm(5, bias: false));
        book.Add("group, plain", DeclaredNetwork.Of(12, 2, 3, 4).GroupNorm(2, affine: false));
        foreach (int channels in new[] { 1, 15, 17 })
            book.Add($"instance, {channels}", DeclaredNetwork.Of(channels, 4, 5).InstanceNorm());
        book.Add("instance, a line", DeclaredNetwork.Of(3, 90).InstanceNorm(affine: false));
        book.Add("instance, a volume", DeclaredNetwork.Of(17, 2, 3, 4).InstanceNorm(bias: false));
        foreach ((int channels, int size) in new[] { (1, 1), (3, 5), (16, 3), (17, 4), (33, 5), (20, 25) })
            book.Add($"local response, {size} of {channels}", DeclaredNetwork.Of(channels, 3, 4).LocalResponseNorm(size, 0.7, 0.6, 1.2));
        book.Add("local response, features", DeclaredNetwork.Of(18).LocalResponseNorm(3, 0.5, -0.4, 2));
        book.Add("local response behind what is not zero in empty lanes", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(2)).Sigmoid().LocalResponseNorm(5, 2));
        book.Add("each behind a convolution, padded afterwards", DeclaredNetwork.Of(3, 6, 7).Conv(17, new(3)).LayerNorm().Relu()
            .Conv(18, new(3) { Begin = [1] }).GroupNorm(6).Silu().Conv(17, new(3) { Begin = [1] }).InstanceNorm().Gelu()
            .Conv(5, new(3) { Begin = [1] }).LocalResponseNorm(3, 0.4).RmsNorm(1).Conv(3, new(1)));
        book.Add("of what is not zero in empty lanes", DeclaredNetwork.Of(3, 5, 6).Conv(17, new(2)).Sigmoid().GroupNorm(1).Sigmoid().LayerNorm().Sigmoid().InstanceNorm());
        book.Add("of what others read too", DeclaredNetwork.Of(17, 4, 5).LayerNorm().GroupNorm(17).LocalResponseNorm(3, 1).Add("n3", "n2", "n1", DeclaredNetwork.Input));
        book.Add("parts of a concatenation", DeclaredNetwork.Of(16, 4, 5).GroupNorm(2).LocalResponseNorm(5).Concat("n1", "n2", DeclaredNetwork.Input).InstanceNorm());
        book.Add("features behind dense", DeclaredNetwork.Of(12).Dense(33).LayerNorm().Gelu().Dense(20).RmsNorm().Dense(3));
        return book;
    }
}
