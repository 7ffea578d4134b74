using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Memory that the passes of one batch normalisation share.</summary>
internal sealed class BatchNormMemory(int channels)
{
    public Operand Means(ScheduleBuilder s) => s.SharedScratch(this, "means", channels);

    /// <summary>What the rounding of the means has left over.</summary>
    public Operand Rests(ScheduleBuilder s) => s.SharedScratch(this, "rests", channels);

    public Operand Inverses(ScheduleBuilder s) => s.SharedScratch(this, "inverses", channels);

    public Operand Scales(ScheduleBuilder s) => s.SharedScratch(this, "scales", channels);

    public Operand Shifts(ScheduleBuilder s) => s.SharedScratch(this, "shifts", channels);

    public Operand Coefficient(ScheduleBuilder s, string name) => s.SharedScratch(this, name, channels);
}
