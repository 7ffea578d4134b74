using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Places as emitted code names them: expressions of type <c>ref float</c>.</summary>
internal static class PlaceText
{
    /// <summary>The constant in emitted code that says where the weights begin that only exact networks have.</summary>
    public const string ExactWeights = "ExactWeights";

    /// <summary>The argument for memory that is not there.</summary>
    public const string None = $"ref {Names.Unsafe}.NullRef<float>()";

    /// <summary>A place as a step names it, over its context <c>c</c>.</summary>
    /// <param name="place">The place.</param>
    /// <param name="worker">The number of the thread that does the step, as an expression.</param>
    public static string OfStep(Place place, string worker = "0")
    {
        string first = place switch
        {
            ArenaPlace arena => $"c.Arena({Of(arena.Offset)})",
            TensorPlace tensor => $"c.Values({Of(tensor.Offset)})",
            GradientPlace gradient => $"c.Gradient({Of(gradient.Offset)})",
            PackedPlace packed => $"c.Packed({Offset(packed)})",
            ScratchPlace scratch => $"c.Scratch({Of(scratch.Offset)})",
            WorkspacePlace => $"c.Workspace({worker})",
            _ => throw new NotSupportedException($"Unknown place {place.GetType().Name}."),
        };
        return place.Shift == 0 ? $"ref {first}" : $"ref {Text.At(first, Of(place.Shift))}";
    }

    /// <summary>Packed weights as the routine that packs them names them; nothing for none.</summary>
    public static string OfPacking(PackedPlace? place) => place is null ? None : $"ref {Text.At("packed", Offset(place))}";

    private static string Offset(PackedPlace place) => place.IsOfExact ? Sum((ExactWeights, 1), ("1", place.Offset)) : Of(place.Offset);
}
