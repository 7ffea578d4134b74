using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>The order of weights in emitted code.</summary>
internal static class WeightOrderText
{
    /// <summary>The expression that creates it.</summary>
    public static string Expression(WeightOrder order)
    {
        ChannelGroups channels = order.Channels;
        (string Name, int Value, int Default)[] settings =
        [
            (nameof(order.DepthTaps), order.DepthTaps, 1),
            (nameof(order.HeightTaps), order.HeightTaps, 1),
            (nameof(order.WidthTaps), order.WidthTaps, 1),
            (nameof(order.First), order.First, 0),
            (nameof(order.OutputStride), order.OutputStride, -1),
            (nameof(order.InputStride), order.InputStride, -1),
            (nameof(order.GroupStride), order.GroupStride, 0),
            (nameof(order.DepthStep), order.DepthStep, 0),
            (nameof(order.HeightStep), order.HeightStep, 0),
            (nameof(order.WidthStep), order.WidthStep, 0),
            (nameof(order.Positions), order.Positions, 1),
            (nameof(order.PositionStride), order.PositionStride, 0),
        ];
        string connections =
            $"{Number("Inputs", channels.Inputs)}, {Number("Outputs", channels.Outputs)}, {Number("Groups", channels.Groups)}";
        string[] parts =
        [
            $"Channels = new {Names.ChannelGroups}({connections})",
            .. settings.Where(setting => setting.Value != setting.Default).Select(setting => $"{setting.Name} = {Of(setting.Value)}"),
            .. Cycle(nameof(order.DepthFilters), order.DepthFilters),
            .. Cycle(nameof(order.HeightFilters), order.HeightFilters),
            .. Cycle(nameof(order.WidthFilters), order.WidthFilters),
        ];
        return $"new {Names.WeightOrder} {{ {string.Join(", ", parts)} }}";
    }

    private static string[] Cycle(string name, FilterCycle cycle)
    {
        if (cycle == default)
        {
            return [];
        }

        string[] arguments =
        [
            Number(nameof(cycle.Count), cycle.Count),
            Number(nameof(cycle.First), cycle.First),
            Number(nameof(cycle.PositionStep), cycle.PositionStep),
            Number(nameof(cycle.TapStep), cycle.TapStep),
            Number(nameof(cycle.Positions), cycle.Positions),
            Number(nameof(cycle.Stride), cycle.Stride),
        ];
        return [$"{name} = new {Names.FilterCycle}({string.Join(", ", arguments)})"];
    }

    private static string Number(string name, int value) => $"{name}: {Of(value)}";
}
