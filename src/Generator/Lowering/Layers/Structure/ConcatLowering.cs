using ConvGen.Generator.Geometry;
using ConvGen.Generator.Program;

namespace ConvGen.Generator.Lowering.Layers.Structure;

internal sealed class ConcatLowering : LayerLowering<ConcatLayer>
{
    protected override void Infer(Node node, ConcatLayer layer, InferenceBuilder builder) => Forward(node, builder);

    protected override void Train(Node node, ConcatLayer layer, TrainingBuilder builder)
    {
        Value output = Forward(node, builder);
        builder.Track(output, hasParameters: false, [.. Enumerable.Range(0, node.Inputs.Count).Select(i => builder.Read(node, i))]);
        builder.Backward(output, gradient =>
        {
            ForEachPart(node, builder, (input, first) => builder.Contribute(
                input, (to, adds) => new CopyOperation(node.Name, gradient, to, adds, input.Channels, first, 0)));
        });
    }

    // A part that begins at a block is written straight to its place by whoever yields it; others are copied there.
    private static Value Forward(Node node, ProgramBuilder builder)
    {
        Value output = builder.Define(node);
        ForEachPart(node, builder, (input, first) =>
        {
            bool inPlace = first % ValueLayout.BlockSize == 0 && !input.IsPart && !input.IsExternal && input.Size == output.Size;
            if (inPlace)
            {
                input.PlaceIn(output, first);
            }
            else
            {
                builder.Operations.Add(new CopyOperation(node.Name, input, output, accumulates: false, input.Channels, 0, first));
            }
        });
        return output;
    }

    private static void ForEachPart(Node node, ProgramBuilder builder, Action<Value, int> body)
    {
        int first = 0;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            Value input = builder.Read(node, i);
            body(input, first);
            first += input.Channels;
        }
    }
}
