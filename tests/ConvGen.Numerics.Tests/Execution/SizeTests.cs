using System.Runtime.InteropServices;
using ConvGen.Conformance.Running;
using ConvGen.Engine;

namespace ConvGen.Numerics.Tests.Execution;

/// <summary>One set of weights at several sizes of the input.</summary>
public class SizeTests
{
    private const int Examples = 19;

    public static TheoryData<string, bool, int> Options
    {
        get
        {
            TheoryData<string, bool, int> options = [];
            foreach (VectorTarget target in VectorTargets.Available)
            {
                options.Add(target.ToString(), false, 1);
                options.Add(target.ToString(), true, 2);
            }

            return options;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void EverySizeGivesWhatANetworkOfThatSizeGives(string target, bool exact, int threads)
    {
        NetworkOptions options = VectorTargets.Options(Enum.Parse<VectorTarget>(target), threads) with { Seed = 4, Exact = exact };
        using Sized network = new(options);
        using Sized7x5 small = new(options);
        using Sized33x18 large = new(options);
        using Sized.Context context = network.CreateContext();
        byte[] declaredInput = Bytes(Examples * Sized.InputLength), smallInput = Bytes(Examples * Sized.InputLength7x5), largeInput = Bytes(Examples * Sized.InputLength33x18);
        (float[] Map, float[] Label) declared = (new float[Examples * Sized.MapLength], new float[Examples * Sized.LabelLength]);
        (float[] Map, float[] Label) wantSmall = (new float[Examples * Sized7x5.MapLength], new float[Examples * Sized7x5.LabelLength]);
        (float[] Map, float[] Label) wantLarge = (new float[Examples * Sized33x18.MapLength], new float[Examples * Sized33x18.LabelLength]);
        network.Forward(declaredInput, declared.Map, declared.Label);
        small.Forward(smallInput, wantSmall.Map, wantSmall.Label);
        large.Forward(largeInput, wantLarge.Map, wantLarge.Label);

        // Sizes and numbers of examples in turn: what one leaves in the arena is no business of the next.
        foreach (int count in (int[])[Examples, 1, Examples, 2])
        {
            Check(context, 33, 18, Sized.InputLength33x18, largeInput, wantLarge, count);
            Check(context, 7, 5, Sized.InputLength7x5, smallInput, wantSmall, count);
            Check(context, 12, 14, Sized.InputLength, declaredInput, declared, count);
            Check(context, 7, 5, Sized.InputLength7x5, smallInput, wantSmall, count);
            Check(context, 33, 18, Sized.InputLength33x18, largeInput, wantLarge, count);
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void InterleavedBytesAreTakenApartAtEverySize(string target, bool exact, int threads)
    {
        NetworkOptions options = VectorTargets.Options(Enum.Parse<VectorTarget>(target), threads) with { Seed = 4, Exact = exact };
        using SizedBytes network = new(options);
        using SizedBytes19 alone = new(options);
        byte[] input = Bytes(Examples * SizedBytes19.InputLength);
        float[] want = new float[Examples * SizedBytes19.OutputLength], got = new float[want.Length];
        alone.Forward(input, want);
        network.Forward(input, 19, got);
        Assert.Equal(want, got);

        // One position is the same in any order, as bytes and as floats: W·x/255 of the middle taps.
        byte[] pair = [51, 255];
        float[] result = new float[2], again = new float[2];
        network.Forward(pair, result);
        ((INetwork)network).Forward([51, 255], again);
        Assert.Equal(again, result);
        float[] weights = network.Parameters["conv1.weight"].Values.ToArray();
        for (int filter = 0; filter < 2; filter++)
            Assert.Equal((0.2 * weights[(filter * 10) + 2]) + weights[(filter * 10) + 7], result[filter], 1e-6);
    }

    [Fact]
    public void NewWeightsCountAtEverySize()
    {
        NetworkOptions options = new() { Seed = 4, Threads = 1 };
        using Sized network = new(options);
        using Sized7x5 alone = new(options);
        (byte[] input, float[] map, float[] label) = (Bytes(Sized.InputLength7x5), new float[Sized.MapLength7x5], new float[Sized.LabelLength7x5]);
        network.Forward(input, 7, 5, map, label);
        float[] before = [.. label];
        foreach (NetworkParameter parameter in network.Parameters)
        {
            float[] changed = [.. parameter.Values.ToArray().Select(value => value * 1.25f)];
            parameter.Set(changed);
            alone.Parameters[parameter.Name].Set(changed);
        }

        network.Forward(input, 7, 5, map, label);
        (float[] wantMap, float[] wantLabel) = (new float[map.Length], new float[label.Length]);
        alone.Forward(input, wantMap, wantLabel);
        Assert.NotEqual(before, label);
        Assert.Equal(wantMap, map);
        Assert.Equal(wantLabel, label);
    }

    [Fact]
    public void SizesShareWhatIsPackedAlike()
    {
        Assert.InRange(Sized.Info.PackedBytes, Math.Max(Sized7x5.Info.PackedBytes, Sized33x18.Info.PackedBytes), Sized7x5.Info.PackedBytes + Sized33x18.Info.PackedBytes - 1);
        Assert.Equal([7, 5], Sized.Info.Sizes[0].Size);
        Assert.Equal([33, 18], Sized.Info.Sizes[1].Size);
        Assert.Equal([4, 32, 18], Sized.Info.Sizes[1].Outputs[0].Shape);
        Assert.Equal(Sized33x18.Info.Macs, Sized.Info.Sizes[1].Macs);
        Assert.Equal(Sized33x18.Info.ArenaBytes, Sized.Info.Sizes[1].ArenaBytes);
        Assert.Contains("at 33×18: output 4×32×18 + 5, ", Sized.Info.ToString());
    }

    [Fact]
    public void OneAxisAndThree()
    {
        using SizedLine line = new(new NetworkOptions { Seed = 4 });
        (float[] features, float[] length) = (new float[SizedLine.FeaturesLength9], new float[SizedLine.LengthLength9]);
        line.Forward(new float[SizedLine.InputLength9], 9, features, length);
        Assert.All(features.Chunk(7), (channel, i) => Assert.All(channel, value => Assert.Equal(MathF.Tanh(line.Parameters["conv1.bias"].Values[i]), value, 1e-6f)));

        using SizedVolume network = new(new NetworkOptions { Seed = 4 });
        float[] volume = [.. Enumerable.Range(0, SizedVolume.VolumeLength2x3x3).Select(i => MathF.Sin(i))];
        float[] plain = new float[SizedVolume.OutputLength2x3x3], scaled = new float[SizedVolume.OutputLength2x3x3];
        network.Forward(volume, [1, 1, 1], 2, 3, 3, plain);
        network.Forward(volume, [1, 2, 4], 2, 3, 3, scaled);
        Assert.Equal(SizedVolume.FactorLength, SizedVolume.FactorLength2x3x3);
        Assert.Contains(plain, value => value > 0);
        Assert.Equal(plain.Select((value, i) => value * (1 << i / 18)), scaled);
    }

    [Fact]
    public void AnUnknownSizeIsNamedWithThoseThatAreKnown()
    {
        using Sized network = new();
        using Sized.Context context = network.CreateContext();
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            context.Forward(Bytes(3 * 8 * 9), 8, 9, new float[4 * 8 * 8], new float[5]));
        Assert.Equal("height", error.ParamName);
        Assert.StartsWith("The network is not compiled for inputs of 8×9, but for 12×14, 7×5, 33×18; [Size(8, 9)] on its class adds it.", error.Message);

        error = Assert.Throws<ArgumentException>(() => context.Forward(Bytes(Sized.InputLength), 7, 5, new float[Sized.MapLength7x5], new float[5]));
        Assert.Equal("input", error.ParamName);
        Assert.Contains("7×5×3", error.Message);
    }

    [Fact]
    public void ProfilesTellTheSize()
    {
        using Sized network = new(new NetworkOptions { Seed = 4 });
        network.Profile = new NetworkProfile();
        network.Forward(Bytes(Sized.InputLength7x5), 7, 5, new float[Sized.MapLength7x5], new float[Sized.LabelLength7x5]);
        Assert.NotEmpty(network.Profile.Steps);
        Assert.All(network.Profile.Steps, step => Assert.EndsWith(" at 7×5", step.Layer));
    }

    private static void Check(Sized.Context context, int height, int width, int inputLength, byte[] input, (float[] Map, float[] Label) want, int count)
    {
        (float[] map, float[] label) = (new float[want.Map.Length / Examples * count], new float[want.Label.Length / Examples * count]);
        context.Forward(input.AsSpan(0, count * inputLength), height, width, map, label);
        Assert.Equal(want.Map[..map.Length], map);
        Assert.Equal(want.Label[..label.Length], label);

        // The same as floats.
        float[] asFloats = [.. input[..(count * inputLength)].Select(element => (float)element)];
        map.AsSpan().Clear();
        context.Forward(asFloats, height, width, map, label);
        Assert.Equal(want.Map[..map.Length], map);
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(11).NextBytes(bytes);
        return bytes;
    }
}
