using ConvGen.Conformance.Running;
using ConvGen.Engine;
using ConvGen.Numerics.Tests.Checks;
using ConvGen.Numerics.Tests.Declarations;

namespace ConvGen.Numerics.Tests.Layers;

/// <summary>
/// One pixel that is huge, infinite or NaN, and the outputs whose windows do not hold it: by the definition they do not change. Winograd's
/// algorithm and Fourier transforms compute tiles of outputs together, and change them as far as the documentation says.
/// </summary>
public class FarPixelTests
{
    private const string Winograd4 = "Winograd 4×4", Winograd2 = "Winograd 2×2", Fft = "FFT of a plane", FftOfLine = "FFT of a line";
    private const string Direct3 = "3×3, direct", Direct7 = "7×7, direct";
    private const float Huge = 1e8f;

    // Of a row of four outputs, the last is 2 positions from those that see the second of the six inputs; the first input is in the first
    // output alone.
    private const int WinogradReach = 2;

    private static readonly CaseBook Book = new CaseBook(Accuracy.Fast)
        .Add(Winograd4, DeclaredNetwork.Of(64, 13, 14).Winograd(32, new(3) { Begin = [1] }))
        .Add(Winograd2, DeclaredNetwork.Of(256, 6, 6).Winograd(256, new(3) { Begin = [1] }))
        .Add(Fft, DeclaredNetwork.Of(17, 19, 23).Conv(33, new(7) { Begin = [3] }, algorithm: ConvolutionAlgorithm.Fft))
        .Add(FftOfLine, DeclaredNetwork.Of(17, 90).Conv(33, new(9) { Begin = [4] }, algorithm: ConvolutionAlgorithm.Fft))
        .Add(Direct3, DeclaredNetwork.Of(64, 13, 14).Conv(32, new(3) { Begin = [1] }, algorithm: ConvolutionAlgorithm.Direct))
        .Add(Direct7, DeclaredNetwork.Of(17, 19, 23).Conv(33, new(7) { Begin = [3] }, algorithm: ConvolutionAlgorithm.Direct));

    public static TheoryData<string> Names => Book.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ExactNetworksLeaveOutputsThatDoNotSeeIt(string name) => OnEveryTarget(name, isExact: true, (run, options) =>
    {
        foreach (float value in new[] { Huge, float.PositiveInfinity, float.NaN })
        {
            foreach (int place in run.Places)
            {
                float[] far = run.With(place, value);
                Assert.True(run.Changed(far, distance: 1, long.MaxValue) == 0, $"{options}: {value} at {place} has changed outputs that do not see it.");
                Assert.True(run.Changed(far, distance: 0, 0) > 0, $"{options}: {value} at {place} has changed nothing.");
            }
        }
    });

    [Theory]
    [InlineData(Direct3)]
    [InlineData(Direct7)]
    public void SoDoLayersThatAskForTheDefinition(string name) => OnEveryTarget(name, isExact: false, (run, options) =>
    {
        foreach (int place in run.Places)
            Assert.True(run.Changed(run.With(place, float.NegativeInfinity), distance: 1, long.MaxValue) == 0, $"{options}: −∞ at {place} has changed others.");
    });

    [Fact]
    public void WinogradsTilesOfTwoMixNothing() => OnEveryTarget(Winograd2, isExact: false, (run, options) =>
    {
        foreach (float value in new[] { Huge, float.PositiveInfinity, float.NaN })
        {
            foreach (int place in run.Places)
                Assert.True(run.Changed(run.With(place, value), distance: 1, long.MaxValue) == 0, $"{options}: {value} at {place} has changed others.");
        }
    });

    [Fact]
    public void WinogradsTilesOfFourReachTwoPositionsFurther() => OnEveryTarget(Winograd4, isExact: false, (run, options) =>
    {
        int mixed = 0;
        foreach (float value in new[] { Huge, float.PositiveInfinity, float.NaN })
        {
            foreach (int place in run.Places)
            {
                float[] far = run.With(place, value);
                Assert.True(run.Changed(far, WinogradReach + 1, long.MaxValue) == 0, $"{options}: {value} at {place} has changed outputs of other tiles.");
                mixed += run.Changed(far, 1, WinogradReach);
                if (value == Huge)
                    Assert.True(run.LargestChange(far) <= 1e-5 * far.Max(Math.Abs), $"{options}: {value} at {place} changes others by {run.LargestChange(far)}.");
            }
        }

        Assert.True(mixed > 0, "Otherwise the algorithm is another one.");
    });

    [Theory]
    [InlineData(Fft)]
    [InlineData(FftOfLine)]
    public void FourierTransformsChangeTheirTilesByWhatTheyRound(string name) => OnEveryTarget(name, isExact: false, (run, options) =>
    {
        int mixed = 0;
        foreach (int place in run.Places)
        {
            float[] far = run.With(place, Huge);
            mixed += run.Changed(far, 1, long.MaxValue);
            Assert.True(run.LargestChange(far) <= 1e-6 * far.Max(Math.Abs), $"{options}: {place} changes others by {run.LargestChange(far)} of {far.Max(Math.Abs)}.");
        }

        Assert.True(mixed > 0, "Otherwise the algorithm is another one.");
    });

    private static void OnEveryTarget(string name, bool isExact, Action<Run, string> check)
    {
        foreach (VectorTarget target in VectorTargets.Available)
        {
            using INetwork network = Book.Create(name, VectorTargets.Options(target, threads: 1) with { Exact = isExact, Seed = 1 });
            check(new Run(network, Book.Declaration(name)), $"{name} on {VectorTargets.NameOf(target)}");
        }
    }

    /// <summary>A network, what it makes of drawn numbers, and of the same numbers with one pixel changed.</summary>
    private sealed class Run
    {
        private readonly INetwork _network;
        private readonly float[] _input;
        private readonly float[] _output;
        private readonly int[] _map;
        private readonly int _reach;
        private int _place;

        public Run(INetwork network, DeclaredNetwork declared)
        {
            _network = network;
            _map = declared.InputShape[1..];
            _reach = network.Parameters.First().Shape[2] / 2;
            _input = new Draws(1).Uniform(-1, 1, 1, network.InputLength).ToFloats();
            _output = Of(_input);
        }

        /// <summary>Corners, borders and the middle of the map, in the first channel and in the last.</summary>
        public IEnumerable<int> Places
        {
            get
            {
                int positions = _map.Aggregate((product, axis) => product * axis), columns = _map[^1];
                int[] places = [0, columns - 1, positions - 1, positions / 2, (positions / 2) + 2, positions - columns, Math.Min(positions - 1, (4 * columns) + 3)];
                return places.Distinct().SelectMany(place => new[] { place, _input.Length - positions + place });
            }
        }

        public float[] With(int place, float value)
        {
            _place = place;
            float[] changed = [.. _input];
            changed[place] = value;
            return Of(changed);
        }

        /// <summary>How many outputs have changed that are so far from the nearest one that sees the pixel.</summary>
        public int Changed(float[] output, long distance, long most) => Enumerable.Range(0, output.Length)
            .Count(i => Distance(i) >= distance && Distance(i) <= most && BitConverter.SingleToInt32Bits(output[i]) != BitConverter.SingleToInt32Bits(_output[i]));

        /// <summary>The largest change of an output that does not see the pixel.</summary>
        public double LargestChange(float[] output) =>
            Enumerable.Range(0, output.Length).Where(i => Distance(i) > 0).Max(i => Math.Abs((double)output[i] - _output[i]));

        // Positions beyond the window around the pixel, along the axis on which they are most; 0 where the window holds it.
        private long Distance(int output)
        {
            int positions = _map.Aggregate((product, axis) => product * axis);
            int seen = _place % positions, own = output % positions;
            int along = Math.Abs((seen % _map[^1]) - (own % _map[^1])), across = Math.Abs((seen / _map[^1]) - (own / _map[^1]));
            return Math.Max(0, Math.Max(along, across) - _reach);
        }

        private float[] Of(float[] input)
        {
            float[] output = new float[_network.OutputLength];
            _network.Forward(input, output);
            return output;
        }
    }
}
