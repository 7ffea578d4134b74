namespace ConvGen.Model.Reading;

/// <summary>The numbers that a block takes, by the names that its class gives them.</summary>
/// <param name="block">The block's name, for messages.</param>
/// <param name="constants">The constants of its class.</param>
public sealed class BlockParameters(string block, IEnumerable<(string Name, object? Value)> constants)
{
    private readonly (string Name, int Index)[] _names =
    [
        .. constants
            .Select(constant => (constant.Name, Placeholder: constant.Value is int value ? BlockPlaceholder.Find(value) : null))
            .Where(constant => constant.Placeholder is { Times: 1, Over: 1 })
            .Select(constant => (constant.Name, constant.Placeholder!.Value.Index)),
    ];

    /// <summary>The block's name.</summary>
    public string Block => block;

    /// <summary>The names of the class's own.</summary>
    public IEnumerable<string> Names => _names.OrderBy(each => each.Index).Select(each => each.Name);

    /// <summary>The name of a number: that of the block's first constant for it, or of <c>BlockArgument</c>'s.</summary>
    public string NameOf(int index) =>
        _names.Where(each => each.Index == index).Select(each => each.Name).FirstOrDefault() ?? BlockPlaceholder.NameOf(index);

    /// <summary>The number with a name; <see langword="null"/> where there is none.</summary>
    public int? Find(string name) =>
        _names.Where(each => each.Name == name).Select(each => (int?)each.Index).FirstOrDefault()
        ?? Enumerable.Range(0, BlockPlaceholder.MaxCount)
            .Where(index => BlockPlaceholder.NameOf(index) == name)
            .Select(index => (int?)index)
            .FirstOrDefault();

    /// <summary>The names of numbers, for a message.</summary>
    public string List(IEnumerable<int> indices) => string.Join(", ", indices.OrderBy(index => index).Select(NameOf));
}
