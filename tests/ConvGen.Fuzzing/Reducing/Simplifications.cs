using System.Collections.Immutable;
using ConvGen.Fuzzing.Declarations;

namespace ConvGen.Fuzzing.Reducing;

/// <summary>Declarations that are simpler than one by a single step, the greatest steps first.</summary>
internal static class Simplifications
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Declaration> Of(Declaration declaration) => WithoutRuns(declaration)
        .Concat(WithoutBlocks(declaration))
        .Concat(WithoutArguments(declaration))
        .Concat(WithSmallerNumbers(declaration))
        .Distinct();

    // Without half of the layers, a quarter …, one.
    private static IEnumerable<Declaration> WithoutRuns(Declaration declaration)
    {
        ImmutableArray<Layer> layers = declaration.Layers;
        for (int length = layers.Length / 2; length > 0; length /= 2)
        {
            for (int start = layers.Length - length; start >= 0; start -= Math.Max(1, length / 2))
                yield return Without(declaration, start, length);
        }
    }

    // What read one of them reads what is above them then.
    private static Declaration Without(Declaration declaration, int start, int length)
    {
        string[] gone = [.. declaration.Layers.Skip(start).Take(length).Select(layer => layer.Name).OfType<string>()];
        string? above = declaration.Layers.Take(start).LastOrDefault(layer => layer.Kind is not ("Size" or "Trainable"))?.Name;
        ImmutableArray<Layer> left = [.. declaration.Layers.RemoveRange(start, length).Select(layer => Redirected(layer, gone, above))];
        return declaration with { Layers = left, Blocks = declaration.Blocks.RemoveAll(block => !IsUsed(block.Name, left, declaration.Blocks)) };
    }

    private static bool IsUsed(string block, ImmutableArray<Layer> layers, ImmutableArray<BlockDeclaration> blocks) =>
        layers.Concat(blocks.SelectMany(each => each.Layers)).Any(layer => layer.Block == block);

    private static Layer Redirected(Layer layer, string[] gone, string? above)
    {
        if (layer.Get("From") is string from && gone.Contains(from))
            layer = layer.Set("From", above);
        ImmutableArray<Argument> arguments = [.. layer.Arguments
            .Where(argument => above is not null || argument.Name is not null || argument.Value is not string name || !gone.Contains(name))
            .Select(argument => argument.Name is null && argument.Value is string name && gone.Contains(name) ? argument with { Value = above! } : argument)];
        return layer with { Arguments = arguments };
    }

    private static IEnumerable<Declaration> WithoutBlocks(Declaration declaration)
    {
        foreach (BlockDeclaration block in declaration.Blocks)
        {
            // Its layers in the place of its use, where it says nothing that only a block can.
            int use = declaration.Layers.ToList().FindIndex(layer => layer.Block == block.Name);
            if (use >= 0 && !block.Layers.Any(layer => layer.Arguments.Any(argument => argument.Value is BlockNumber or Code)))
                yield return new(declaration.Layers.RemoveAt(use).InsertRange(use, block.Layers), declaration.Blocks.Remove(block));
            for (int i = 0; i < block.Layers.Length; i++)
                yield return declaration with { Blocks = declaration.Blocks.Replace(block, block with { Layers = block.Layers.RemoveAt(i) }) };
        }
    }

    private static IEnumerable<Declaration> WithoutArguments(Declaration declaration) => ForEachLayer(declaration, layer =>
        layer.Arguments.Select((_, i) => layer with { Arguments = layer.Arguments.RemoveAt(i) }));

    private static IEnumerable<Declaration> WithSmallerNumbers(Declaration declaration) => ForEachLayer(declaration, layer =>
        layer.Arguments.SelectMany((argument, i) => Smaller(argument.Value)
            .Select(value => layer with { Arguments = layer.Arguments.SetItem(i, argument with { Value = value }) })));

    private static IEnumerable<Declaration> ForEachLayer(Declaration declaration, Func<Layer, IEnumerable<Layer>> simpler)
    {
        for (int i = 0; i < declaration.Layers.Length; i++)
        {
            foreach (Layer layer in simpler(declaration.Layers[i]))
                yield return declaration with { Layers = declaration.Layers.SetItem(i, layer) };
        }

        foreach (BlockDeclaration block in declaration.Blocks)
        {
            for (int i = 0; i < block.Layers.Length; i++)
            {
                foreach (Layer layer in simpler(block.Layers[i]))
                    yield return declaration with { Blocks = declaration.Blocks.Replace(block, block with { Layers = block.Layers.SetItem(i, layer) }) };
            }
        }
    }

    private static IEnumerable<object> Smaller(object value) => value switch
    {
        int number => Smaller(number).Cast<object>(),
        double number when double.IsFinite(number) && number != Math.Round(number) => [Math.Round(number), Math.Round(number, 1)],
        int[] numbers => numbers.SelectMany((number, i) => Smaller(number).Select(smaller => (object)(int[])[.. numbers[..i], smaller, .. numbers[(i + 1)..]])),
        double[] { Length: > 1 } numbers => [numbers[..1]],
        _ => [],
    };

    private static IEnumerable<int> Smaller(int number) => number > 0
        ? new[] { 1, number / 2, number - 1 }.Where(smaller => smaller > 0 && smaller < number).Distinct()
        : number < 0 ? [0, number / 2] : [];
}
