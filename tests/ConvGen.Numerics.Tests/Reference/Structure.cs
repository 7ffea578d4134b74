namespace ConvGen.Numerics.Tests.Reference;

/// <summary>Layers that bring values together or lay them out anew.</summary>
internal static class Structure
{
    /// <summary>The channels of the first input, then those of the second, and so on.</summary>
    public static Result Concat(Tensor[] inputs)
    {
        Tensor first = inputs[0];
        Tensor y = new([first.Examples, inputs.Sum(input => input.Channels), .. first.Spatial]);
        ForEachMap(inputs, (input, example, channel, target) => inputs[input].Map(example, channel).CopyTo(y.Map(example, target)));
        return new(y, gradient =>
        {
            Tensor[] byInputs = Array.ConvertAll(inputs, Tensor.Like);
            ForEachMap(inputs, (input, example, channel, target) => gradient.Map(example, target).CopyTo(byInputs[input].Map(example, channel)));
            return byInputs;
        });
    }

    public static Result Flatten(Tensor x) => new(
        x.Reshape(x.Examples, x.Values.Length / x.Examples), gradient => [gradient.Reshape(x.Shape)]);

    public static Result Identity(Tensor x) => new(x, gradient => [gradient]);

    private static void ForEachMap(Tensor[] inputs, Action<int, int, int, int> body)
    {
        for (int example = 0; example < inputs[0].Examples; example++)
        {
            int target = 0;
            for (int input = 0; input < inputs.Length; input++)
            {
                for (int channel = 0; channel < inputs[input].Channels; channel++)
                    body(input, example, channel, target++);
            }
        }
    }
}
