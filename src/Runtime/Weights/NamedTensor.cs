namespace ConvGen;

/// <summary>The numbers of a tensor, wherever they are.</summary>
internal delegate Span<float> TensorValues();

/// <summary>Where the numbers of a tensor of a file go.</summary>
/// <param name="entry">The tensor.</param>
internal delegate Span<float> TensorTarget(TensorEntry entry);

/// <summary>A tensor under the name that it has in a file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">The extents; none for a scalar.</param>
/// <param name="Values">The numbers in row-major order.</param>
internal sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, TensorValues Values);
