using ConvGen.Model.Primitives;

namespace ConvGen.Model.Tests;

public class EquatableArrayTests
{
    [Fact]
    public void EqualElementsAreEqualArrays()
    {
        EquatableArray<int> one = new(1, 2, 3);
        EquatableArray<int> other = new List<int> { 1, 2, 3 }.ToEquatableArray();
        Assert.True(one == other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.True(one != new EquatableArray<int>(1, 2));
        Assert.True(one != new EquatableArray<int>(1, 2, 4));
        Assert.False(one.Equals((object)"[1, 2, 3]"));
    }

    [Fact]
    public void EmptyIsDefault()
    {
        Assert.Equal(default, EquatableArray<string>.Empty);
        Assert.Equal(EquatableArray<string>.Empty, new EquatableArray<string>());
        Assert.Empty(EquatableArray<string>.Empty);
        Assert.True(EquatableArray<string>.Empty.Count == 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => EquatableArray<string>.Empty[0]);
    }

    [Fact]
    public void KeepsItsElementsWhenTheSourceChanges()
    {
        int[] source = [1, 2];
        EquatableArray<int> array = new(source);
        source[0] = 9;
        Assert.Equal(1, array[0]);
        Assert.Equal("[1, 2]", array.ToString());
    }

    [Fact]
    public void RecordsHoldingOneAreStructurallyEqual()
    {
        static NetworkModel Build() => Declared.Network(Declared.Input(1, 28, 28), Declared.Conv(6, 5, 1, 2), Declared.Dense(10));

        Assert.Equal(Build(), Build());
        Assert.Equal(Build().GetHashCode(), Build().GetHashCode());
    }
}
