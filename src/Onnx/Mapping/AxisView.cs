using ConvGen.Onnx.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>
/// A value of the ONNX graph as a layer's value: for each of its axes the atoms that it is made of, outermost first. Transpositions and
/// reshapes only change the view; layers that need another order are added where an operator needs it.
/// </summary>
/// <param name="Source">The layer's value.</param>
/// <param name="Axes">The atoms of each axis; none for an axis of one position.</param>
internal sealed record AxisView(LayerValue Source, IReadOnlyList<IReadOnlyList<Atom>> Axes)
{
    /// <summary>The sizes of the ONNX value's axes.</summary>
    public int[] Shape => [.. Axes.Select(Size)];

    /// <summary>How many axes there are.</summary>
    public int Rank => Axes.Count;

    /// <summary>Axes with more than one position of an example, in the order of the ONNX value.</summary>
    public IEnumerable<int> Moving => Enumerable.Range(0, Rank).Where(axis => Axes[axis].Any(atom => !atom.IsExamples));

    /// <summary>Whether the numbers of an example lie in the layer's value in the order of the ONNX value.</summary>
    public bool IsInOrder => Atom.Merge(Axes.SelectMany(axis => axis).Where(atom => !atom.IsExamples)) is [] or [{ Stride: 1 }];

    /// <summary>The same numbers with axes in another order.</summary>
    public AxisView Transpose(IReadOnlyList<int> perm) => this with { Axes = [.. perm.Select(axis => Axes[axis])] };

    /// <summary>The same numbers with axes of one position before all others.</summary>
    public AxisView WithRank(int rank) =>
        rank <= Rank ? this : this with { Axes = [.. Enumerable.Repeat<IReadOnlyList<Atom>>([], rank - Rank), .. Axes] };

    /// <summary>
    /// The same numbers with another shape; <see langword="null"/> where an axis would have to be cut between atoms that do not divide.
    /// </summary>
    public AxisView? Reshape(IReadOnlyList<int> shape)
    {
        Stack<Atom> left = new(Enumerable.Reverse(Atom.Merge(Axes.SelectMany(axis => axis))));
        List<IReadOnlyList<Atom>> axes = [];
        foreach (int size in shape)
        {
            List<Atom> axis = [];
            int open = size;
            while (open > 1)
            {
                Atom atom = left.Pop();
                if (open % atom.Size == 0)
                {
                    axis.Add(atom);
                    open /= atom.Size;
                }
                else if (atom.Size % open == 0 && !atom.IsExamples)
                {
                    int inner = atom.Size / open;
                    axis.Add(new(open, atom.Stride * inner));
                    left.Push(new(inner, atom.Stride));
                    open = 1;
                }
                else
                {
                    return null;
                }
            }

            axes.Add(axis);
        }

        return this with { Axes = axes };
    }

    /// <summary>
    /// A constant of the value's shape, or one that is broadcast to it, in the order of the layer's value. Its own array, where it has it.
    /// </summary>
    public float[] Lay(OnnxTensor constant)
    {
        if (Axes.Any(axis => axis.Any(atom => atom.IsExamples)) && constant.Length > 1
            && constant.Shape.Count == Rank && constant.Shape[0] > 1)
        {
            throw RefusalException.Setting("a constant that differs from example to example");
        }

        if (Source.Shape.Length > Extents.MaxLength)
        {
            throw RefusalException.Shapes($"a constant for {Source.Shape.Length} positions");
        }

        float[] numbers = constant.Floats;
        if (IsInOrder && constant.Length == Source.Shape.Length)
        {
            return numbers;
        }

        float[] laid = new float[Source.Shape.Length];
        int[] strides = Extents.BroadcastStrides(constant.Shape, Shape);
        List<(Atom Atom, int Stride)> steps = [];
        for (int axis = 0; axis < Rank; axis++)
        {
            int inner = Shape[axis];
            foreach (Atom atom in Axes[axis])
            {
                inner /= atom.Size;
                if (!atom.IsExamples)
                {
                    steps.Add((atom, inner * strides[axis]));
                }
            }
        }

        Fill(steps, 0, 0, 0);
        return laid;

        void Fill(List<(Atom Atom, int Stride)> steps, int step, int to, int from)
        {
            if (step == steps.Count)
            {
                laid[to] = numbers[from];
                return;
            }

            (Atom atom, int stride) = steps[step];
            for (int i = 0; i < atom.Size; i++)
            {
                Fill(steps, step + 1, to + (i * atom.Stride), from + (i * stride));
            }
        }
    }

    private static int Size(IReadOnlyList<Atom> axis) => axis.Aggregate(1, (product, atom) => product * atom.Size);
}
