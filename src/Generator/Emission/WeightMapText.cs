using ConvGen.Generator.Geometry;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Emission;

/// <summary>The order of weights, as the runtime's <c>WeightMap</c> takes it.</summary>
internal static class WeightMapText
{
    /// <summary>The expression that creates it in emitted code.</summary>
    public static string Of(WeightOrder order)
    {
        (string Name, int Value, int Default)[] settings =
        [
            ("Outputs", order.Channels.Outputs, -1),
            ("Inputs", order.Channels.Inputs, -1),
            ("OutputsPerGroup", order.Channels.OutputsPerGroup, -1),
            ("InputsPerGroup", order.Channels.InputsPerGroup, -1),
            ("DepthTaps", order.Taps.Depth, 1),
            ("HeightTaps", order.Taps.Height, 1),
            ("WidthTaps", order.Taps.Width, 1),
            ("First", order.First, 0),
            ("OutputStride", order.OutputStride, -1),
            ("InputStride", order.InputStride, -1),
            ("GroupStride", order.GroupStride, 0),
            ("DepthStep", order.Steps.Depth, 0),
            ("HeightStep", order.Steps.Height, 0),
            ("WidthStep", order.Steps.Width, 0),
            ("Positions", order.Positions, 1),
            ("PositionStride", order.PositionStride, 0),
        ];
        IEnumerable<string> parts = settings.Where(setting => setting.Value != setting.Default).Select(setting =>
            $"{setting.Name} = {Text.Of(setting.Value)}")
            .Concat(Cycle("Depth", order.Depth))
            .Concat(Cycle("Height", order.Height))
            .Concat(Cycle("Width", order.Width));
        return $"new {Names.WeightMap} {{ {string.Join(", ", parts)} }}";
    }

    private static IEnumerable<string> Cycle(string axis, FilterCycle? cycle)
    {
        if (cycle is null)
        {
            return [];
        }

        int[] numbers = [cycle.Count, cycle.First, cycle.PositionStep, cycle.TapStep, cycle.Positions, cycle.Stride];
        return [$"{axis}Filters = new {Names.FilterCycle}({string.Join(", ", numbers.Select(Text.Of))})"];
    }
}
