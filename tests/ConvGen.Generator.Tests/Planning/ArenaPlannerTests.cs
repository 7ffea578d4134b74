using ConvGen.Generator.Geometry;
using ConvGen.Generator.Lowering;
using ConvGen.Generator.Planning;
using ConvGen.Generator.Program;
using ConvGen.Generator.Tests.Compiling;

namespace ConvGen.Generator.Tests.Planning;

/// <summary>Places in the arena.</summary>
public class ArenaPlannerTests
{
    private const int FloatsIn64Bytes = 16;

    // What vectors may read beyond the last value, rounded up to 64 bytes.
    private const int Slack = 48;

    [Fact]
    public void ValuesOfAChainShareTwoPlaces()
    {
        Value[] chain = [Map(160), Map(160), Map(160), Map(160)];
        ArenaPlanner arena = ArenaPlanner.Place([
            new StubOperation(chain[0]),
            new StubOperation(chain[1], chain[0]),
            new StubOperation(chain[2], chain[1]),
            new StubOperation(chain[3], chain[2]),
        ], []);
        Assert.Equal((2 * 160) + Slack, arena.Length);
    }

    [Fact]
    public void WhatTheBorderBringsIsThereFromTheBeginning()
    {
        Value brought = Map(160);
        brought.Arrival = Arrival.BeforeForward;
        Value other = Map(160);
        ArenaPlanner arena = ArenaPlanner.Place([new StubOperation(other), new StubOperation(Map(160), brought)], [brought]);
        Assert.NotEqual(brought.Offset, other.Offset);
        Assert.Equal(0, arena.FirstUse(brought));
    }

    [Fact]
    public void ResultLastsToTheEnd()
    {
        Value result = Map(160);
        result.IsResult = true;
        Value other = Map(160);
        ArenaPlanner.Place([new StubOperation(result), new StubOperation(other), new StubOperation(null, other)], [result]);
        Assert.NotEqual(result.Offset, other.Offset);
    }

    [Fact]
    public void WhatNoOperationTouchesHasAPlaceOfItsOwn()
    {
        Value input = new("input", ValueLayout.BlockSize, new Extent(1, 1, 50)) { Arrival = Arrival.BeforeForward };
        Value gradient = new("gradient", ValueLayout.BlockSize, new Extent(1, 1, 40)) { Arrival = Arrival.BeforeBackward };
        Value forward = Map(160), backward = Map(160);
        ArenaPlanner arena = ArenaPlanner.Place(
            [new StubOperation(forward), new BackwardStartOperation(), new StubOperation(backward), new StubOperation(null, backward)], [input, gradient]);
        Assert.Equal(0, arena.FirstUse(input));
        Assert.Equal(1, arena.FirstUse(gradient));
        Assert.False(input.Offset < forward.Offset + forward.Layout.Length && forward.Offset < input.Offset + input.Layout.Length);
        Assert.InRange(arena.Length, 50 * ValueLayout.BlockSize, (50 + 40) * ValueLayout.BlockSize);
    }

    [Fact]
    public void HaloThatAnotherValueWritesOverIsListed()
    {
        Value padded = Map(160);
        padded.RequireHalo(new Halo(0, 0, 0, 0, 1, 1));
        Value between = Map(16);
        Value later = Map(160);
        Value alone = Map(16);
        alone.RequireHalo(new Halo(0, 0, 0, 0, 1, 1));
        alone.Arrival = Arrival.BeforeForward;
        alone.IsResult = true;
        ArenaPlanner arena = ArenaPlanner.Place(
            [new StubOperation(padded, alone), new StubOperation(between, padded), new StubOperation(later, between)], [alone]);
        Assert.Equal([padded], arena.SharedHalos);
    }

    [Fact]
    public void RandomProgramsKeepApartWhatLivesTogether()
    {
        Random random = new(1);
        for (int program = 0; program < 300; program++)
        {
            List<Operation> operations = RandomProgram(random);
            AssertPlacedWell(operations, [.. operations.Select(operation => operation.Writes!).Where(value => value.IsResult)]);
        }
    }

    [Fact]
    public void NetworksKeepApartWhatLivesTogether() => Assert.All(
        ["[Input(3, 8, 8), Conv(4, k: 3, p: 1), Conv(20, k: 3, p: 1, Name = \"a\"), Conv(20, k: 3, p: 1), Add(\"a\"), Concat(\"a\", \"conv1\")]",
         "[Input(1, 28, 28), Conv(6, k: 5, p: 2), MaxPool(2, 2), Conv(16, k: 5), MaxPool(2, 2), Dense(120), Dense(10), Softmax]",
         ResNetText.Layers()],
        attributes =>
        {
            InferenceBuilder program = Planned.LayOut(attributes);
            AssertPlacedWell(program.Operations, [.. program.ExchangedValues]);
        });

    /// <summary>No plan can be shorter; one is hardly longer, although values of many sizes cannot always be placed without a gap.</summary>
    [Fact]
    public void SamplesAndBenchmarksTakeWhatIsAliveAtOnce()
    {
        Assert.NotEmpty(SharedNetworks.Models);
        Assert.All(SharedNetworks.Models, network =>
        {
            InferenceBuilder program = Planned.LayOut(network);
            List<Operation> operations = program.Operations;
            ArenaPlanner arena = ArenaPlanner.Place(operations, program.ExchangedValues);
            int alive = AliveAtOnce(operations, Lives(arena, operations)) + Slack;
            Assert.InRange(arena.Length, alive, alive + alive / 100);
        });
    }

    private static void AssertPlacedWell(IReadOnlyList<Operation> operations, Value[] border)
    {
        ArenaPlanner arena = ArenaPlanner.Place(operations, border);
        Dictionary<Value, (int First, int Last)> lives = Lives(arena, operations);
        foreach ((Value value, (int first, int last)) in lives)
        {
            Assert.Equal(0, value.Offset % FloatsIn64Bytes);
            Assert.InRange(value.Offset + value.Layout.Length + Slack, 0, arena.Length);
            Assert.DoesNotContain(lives, other => other.Key != value
                && other.Value.First <= last && first <= other.Value.Last
                && other.Key.Offset < value.Offset + value.Layout.Length && value.Offset < other.Key.Offset + other.Key.Layout.Length);
        }

        // No plan can be shorter than what is alive at once; none need be longer than all values side by side.
        Assert.InRange(arena.Length, AliveAtOnce(operations, lives) + Slack, lives.Keys.Sum(value => value.Layout.Length) + Slack);
    }

    // Floats of the values that must be in memory together, where they are most.
    private static int AliveAtOnce(IReadOnlyList<Operation> operations, Dictionary<Value, (int First, int Last)> lives) => Enumerable
        .Range(0, operations.Count)
        .Max(i => lives.Where(life => life.Value.First <= i && i <= life.Value.Last).Sum(life => life.Key.Layout.Length));

    private static Dictionary<Value, (int First, int Last)> Lives(ArenaPlanner arena, IReadOnlyList<Operation> operations) =>
        arena.Roots.ToDictionary(value => value, value => Life(operations, value));

    private static (int First, int Last) Life(IReadOnlyList<Operation> operations, Value root)
    {
        int[] uses =
        [
            .. Enumerable.Range(0, operations.Count)
                .Where(i => operations[i].Reads.Append(operations[i].Writes).Any(value => value?.Root == root)),
        ];
        return (root.IsExternal ? 0 : uses[0], root.IsResult ? operations.Count : uses[^1]);
    }

    private static List<Operation> RandomProgram(Random random)
    {
        List<Operation> operations = [];
        List<Value> written = [];
        for (int i = random.Next(1, 20); i >= 0; i--)
        {
            Value value = Map(16 * random.Next(1, 30));
            value.IsResult = random.Next(10) == 0;
            operations.Add(new StubOperation(value, written.Count == 0 ? [] : random.GetItems(written.ToArray(), random.Next(3))));
            written.Add(value);
        }

        return operations;
    }

    // One block of 16 channels in a row, of the given length in floats.
    private static Value Map(int length) => new("map", ValueLayout.BlockSize, new Extent(1, 1, length / ValueLayout.BlockSize));
}
