using ConvGen.Generator.Kernels.Elementwise;
using ConvGen.Generator.Kernels.Normalisation;
using ConvGen.Generator.Planning;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Lowering.Operations;

/// <summary>Normalises by the statistics of the minibatch.</summary>
internal sealed class BatchNormApplyOperation(string layer, BatchNormMemory memory, Value input, Value output)
    : ElementwiseOperation(layer, new AffineFunction(Activation.Identity, IsCentred: true), [input], output), IFusesActivation
{
    /// <inheritdoc/>
    public Activation Activation { get; set; } = Activation.Identity;

    /// <inheritdoc/>
    protected override ElementwiseFunction Function => new AffineFunction(Activation, IsCentred: true);

    /// <inheritdoc/>
    protected override IEnumerable<Operand> ChannelOperands(ScheduleBuilder schedule) => [memory.Scales(schedule), memory.Shifts(schedule), memory.Means(schedule)];
}
