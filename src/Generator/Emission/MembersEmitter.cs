using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;
using static ConvGen.Generator.Writing.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes the members of a network's class.</summary>
internal static class MembersEmitter
{
    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        return ClassFrame.Write(
            network.Type,
            $"Members of {network.Type.Name}.",
            writer => WriteMembers(writer, plan),
            writer => LayerTable.Write(writer, network),
            $" : {Interface(network)}");
    }

    /// <summary>The interface of a network.</summary>
    public static string Interface(NetworkModel network) => network.Trainable ? Names.TrainableNetworkInterface : Names.NetworkInterface;

    private static void WriteMembers(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        EmittedSize[] sizes = EmittedSize.All(plan);
        foreach (EmittedMember member in PublicMembers.Of(plan))
        {
            member.Write(writer);
            writer.Blank();
        }

        WriteImplementations(writer, network, sizes[0].Inputs, sizes[0].Outputs);
        WriteState(writer, network);
        writer.Blank();
        WriteCode(writer, plan, sizes);
    }

    private static void WriteImplementations(
        SourceWriter writer, NetworkModel network, IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs)
    {
        List<string> members =
        [
            $"{Names.NetworkInfo} {Names.NetworkInterface}.Info => Info;",
            $"int {Names.NetworkInterface}.InputLength => {Sum(inputs)};",
            $"int {Names.NetworkInterface}.OutputLength => {Sum(outputs)};",
        ];
        if (network.HasSeveralPorts)
        {
            string parameters = $"{Names.ReadOnlySpan}<float> input, {Names.Span}<float> output";
            members.Add(
                $"void {Names.NetworkInterface}.Forward({parameters}) => {NetworkMembers.ContextField}.Forward(input, output);");
        }

        members.Add($"{Names.InferenceContext} {Names.NetworkInterface}.CreateContext() => CreateContext();");
        foreach (string member in members)
        {
            writer.Line(Names.Generated);
            writer.Line(member);
            writer.Blank();
        }
    }

    private static void WriteState(SourceWriter writer, NetworkModel network)
    {
        writer.Line(Names.Generated);
        writer.Line($"private readonly {Names.WeightStore} {NetworkMembers.WeightsField};");
        writer.Blank();
        writer.Line(Names.Generated);
        writer.Line($"private readonly Context {NetworkMembers.ContextField};");
        writer.Blank();
        writer.Line(Names.Generated);
        using SourceWriter.Scope constructor = writer.Block($"private {network.Type.Identifier}({Names.WeightStore} weights)");
        writer.Line($"{NetworkMembers.WeightsField} = weights;");
        using (writer.Block("try"))
        {
            writer.Line($"{NetworkMembers.ContextField} = new Context(weights);");
        }

        // Without memory for a context nothing of the network is left.
        using (writer.Block("catch"))
        {
            writer.Line("weights.Dispose();");
            writer.Line("throw;");
        }
    }

    // What the whole network has once and no user sees.
    private static void WriteCode(SourceWriter writer, NetworkPlan plan, EmittedSize[] sizes)
    {
        NetworkModel network = plan.Network;
        writer.Line(Names.Generated);
        using SourceWriter.Scope code = ClassFrame.Code(writer);
        using (writer.Block($"internal static {Names.WeightStore} CreateWeights({Names.NetworkOptions}? options, bool initialize)"))
        {
            writer.Line("// Parameters that are not initialised are about to be loaded.");
            using (writer.Block("if (!initialize)"))
            {
                writer.Line($"{Names.WeightStore}.BeginCompilation(options, Kernels);");
            }

            writer.Blank();
            writer.Line($"return new {Names.WeightStore}(CreateTensors(), {PackedLength(plan.Packed)}, PackWeights, options, initialize);");
        }

        writer.Blank();
        using (writer.Block($"private static {Names.KernelList} Kernels({Names.VectorTarget} target)"))
        {
            ContextMembers.WriteTargets(writer, network, "target", target => $"return {target}.Kernels;", "return default;");
        }

        writer.Blank();
        WriteTensors(writer, network);
        for (int i = 0; i < sizes[0].Inputs.Count; i++)
        {
            InputText.WriteFormat(writer, [.. sizes.Select(size => size.Inputs[i])]);
        }

        if (plan.Packed.HasExactWeights)
        {
            writer.Blank();
            writer.Line("// Where the packed weights begin that only exact networks have.");
            writer.Line($"internal const int {PlaceText.ExactWeights} = {Of(plan.Packed.Length)};");
        }
    }

    private static string PackedLength(PackedWeights packed) => packed.HasExactWeights
        ? $"options is {{ Exact: true }} ? {Of(packed.LengthWhenExact)} : {Of(packed.Length)}"
        : Of(packed.Length);

    private static string Sum(IReadOnlyList<Port> ports) => string.Join(" + ", ports.Select(port => port.Length));

    private static void WriteTensors(SourceWriter writer, NetworkModel network)
    {
        writer.Line("// The tensors of the weight file, in its order.");
        writer.Line($"private static {Names.TensorSpec}[] CreateTensors() => new {Names.TensorSpec}[]");
        using SourceWriter.Scope list = writer.Braces("};");
        for (int i = 0; i < network.Nodes.Count; i++)
        {
            bool rectified = IsRectified(network, i);
            foreach (ParameterTensor tensor in network.Nodes[i].Parameters.Where(tensor => !tensor.IsTied))
            {
                writer.Line(
                    $"new {Names.TensorSpec}({SourceWriter.Quote(tensor.Name)}, {InfoText.Array([.. tensor.Shape])}, "
                    + $"{Names.TensorRole}.{tensor.Role}, fanIn: {Of(tensor.FanIn)}, fanOut: {Of(tensor.FanOut)}, rectified: "
                    + $"{(rectified ? "true" : "false")}){Settings(tensor)},");
            }
        }
    }

    private static string Settings(ParameterTensor tensor)
    {
        List<string> settings = [];
        if (tensor.Start is { } start)
        {
            settings.Add($"Start = {SourceWriter.Literal(start)}");
        }

        if (tensor.IsFrozen)
        {
            settings.Add("IsFrozen = true");
        }

        return settings.Count == 0 ? string.Empty : $" {{ {string.Join(", ", settings)} }}";
    }

    // Whether a rectifier follows, possibly behind layers that only shift, scale or add: what He's initialisation is for.
    private static bool IsRectified(NetworkModel network, int node)
    {
        for (int i = node + 1; i < network.Nodes.Count; i++)
        {
            Node reader = network.Nodes[i];
            if (!reader.Inputs.Contains(node))
            {
                continue;
            }

            return reader.Layer.IsRectifier || (reader.Layer.PassesToRectifier && IsRectified(network, i));
        }

        return false;
    }
}
