using System.Globalization;
using ConvGen.Model.Layers.Normalisation;
using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Mapping;

/// <summary>A scale and a shift at the head of a network are the deviation and the mean of its input.</summary>
internal static class InputNormalisation
{
    // Two units in the last place of single precision: what the file computes in several steps is rounded as often.
    private const double Rounding = 2.4e-7;

    // Digits of a number in single precision.
    private const int MaxDigits = 9;

    /// <summary>Gives inputs their mean and deviation, where constants are all that reads them.</summary>
    /// <param name="draft">The network.</param>
    /// <param name="outputs">The layers that are returned.</param>
    public static void Apply(NetworkDraft draft, IReadOnlyCollection<int> outputs)
    {
        ILookup<int, int> readers = draft.NeededPlaces(outputs)
            .SelectMany(place => draft.Layers[place].Reads.Distinct().Select(read => (read, place)))
            .ToLookup(pair => pair.read, pair => pair.place);
        int? Only(int place) =>
            !outputs.Contains(place) && readers[place].ToArray() is [int reader] && !outputs.Contains(reader) ? reader : null;
        foreach (int place in Enumerable.Range(0, draft.Layers.Count).Where(place => draft.Layers[place].Layer is InputLayer))
        {
            (int last, EquatableArray<double>? scale) = Constants<ScaleLayer>(place);
            (last, EquatableArray<double>? shift) = Constants<ShiftLayer>(last);
            var input = (InputLayer)draft.Layers[place].Layer;
            if (last != place && Normalised(input, scale, shift) is { } normalised)
            {
                draft.Absorb(place, normalised, last);
            }
        }

        (int Last, EquatableArray<double>? Values) Constants<TLayer>(int behind)
            where TLayer : AffineLayer =>
            Only(behind) is { } reader && draft.Layers[reader].Layer is TLayer layer && Values(layer, draft.Layers[reader]) is { } values
                ? (reader, values)
                : (behind, null);
    }

    // Numbers for all or for each channel, written in the declaration or among the weights.
    private static EquatableArray<double>? Values(AffineLayer layer, DraftLayer draft) =>
        layer.Values ?? (layer.Per == ParameterScope.Element ? null : draft.Weights[0].Select(Decimals.Of).ToEquatableArray());

    // (x − mean)/std·scale + shift with what the input has already, as (x − mean)/std.
    private static InputLayer? Normalised(InputLayer input, EquatableArray<double>? scale, EquatableArray<double>? shift)
    {
        int count = new[] { scale, shift, input.Mean, input.Std }.Max(values => values?.Count ?? 1);
        double[] std = new double[count];
        double[] mean = new double[count];
        for (int channel = 0; channel < count; channel++)
        {
            double factor = Of(scale, channel, 1) / Of(input.Std, channel, 1);
            double summand = Of(shift, channel, 0) - (factor * Of(input.Mean, channel, 0));
            std[channel] = Shortest(1 / factor, candidate => IsNear(1 / candidate, factor));
            mean[channel] = Shortest(0 - (summand * std[channel]), candidate => IsNear(0 - (candidate / std[channel]), summand));
        }

        List<Problem> problems = [];
        InputLayer normalised = input with { Mean = List(mean, neutral: 0), Std = List(std, neutral: 1) };
        normalised.CheckValues(normalised.Kind, problems);
        return problems.Count == 0 ? normalised : null;
    }

    private static double Of(EquatableArray<double>? values, int channel, double otherwise) =>
        values is not { } given ? otherwise : given[given.Count == 1 ? 0 : channel];

    private static EquatableArray<double>? List(double[] values, double neutral) => values.All(value => value == neutral) ? null
        : values.Distinct().Count() == 1 ? new EquatableArray<double>(values[0])
        : new EquatableArray<double>(values);

    private static bool IsNear(double value, double wanted) => Math.Abs(value - wanted) <= Rounding * Math.Abs(wanted);

    // The number with the fewest digits: 0.229 where the file has its reciprocal.
    private static double Shortest(double value, Func<double, bool> isNear)
    {
        for (int digits = 1; digits < MaxDigits; digits++)
        {
            double candidate = double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (isNear(candidate))
            {
                return candidate;
            }
        }

        return value;
    }
}
