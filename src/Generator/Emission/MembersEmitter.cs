using ConvGen.Generator.Planning;
using ConvGen.Model;
using static ConvGen.Generator.Kernels.Text;

namespace ConvGen.Generator.Emission;

/// <summary>Writes what a network's class offers its users.</summary>
internal static class MembersEmitter
{
    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        string contract = network.Trainable ? Names.TrainableNetworkInterface : Names.NetworkInterface;
        return ClassFrame.Write(
            network.Type,
            network.StandsIn
                ? $"{network.Type.Name} has an error, which is reported where it is declared. This stands in for it, so that code that uses it compiles."
                : $"Members of {network.Type.Name}.",
            writer => WriteMembers(writer, plan),
            writer => WriteRemarks(writer, network),
            $" : {contract}");
    }

    private static void WriteRemarks(SourceWriter writer, NetworkModel network)
    {
        if (network.StandsIn)
        {
            writer.Line("/// <remarks>The declaration has an error.</remarks>");
        }
        else
        {
            LayerTable.Write(writer, network);
        }
    }

    private static void WriteMembers(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        EmittedSize[] sizes = EmittedSize.All(plan);
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (sizes[0].Inputs, sizes[0].Outputs);
        foreach (EmittedSize size in sizes)
        {
            WriteLengths(writer, size.Inputs, "example", network.HasSeveralPorts);
            WriteLengths(writer, size.Outputs, "result", network.HasSeveralPorts);
        }

        writer.Line(Names.Generated);
        writer.Line($"private readonly {Names.WeightStore} {Names.WeightsField};");
        writer.Blank();
        writer.Line(Names.Generated);
        writer.Line($"private readonly Context {Names.ContextField};");
        writer.Blank();
        WriteConstructors(writer, network);
        writer.Blank();
        WriteInfo(writer, plan);
        writer.Blank();
        Member(writer, $"public {Names.ParameterCollection} Parameters => {Names.WeightsField}.Parameters;", "/// <summary>The network's tensors by name, in the order of its weight file.</summary>");
        writer.Blank();
        WriteLoad(writer, network.Type, "string path", "path", "The safetensors file.");
        writer.Blank();
        WriteLoad(writer, network.Type, $"{Names.Stream} stream", "stream", "A stream of the safetensors format.");
        writer.Blank();
        foreach (string[] elements in InputText.Elements(inputs))
        {
            InputText.WriteForwardDocumentation(writer, inputs, elements, outputs);
            Member(writer, $"public void Forward({InputText.Parameters(inputs, elements, outputs)}) => {Names.ContextField}.Forward({InputText.Arguments(inputs, outputs)});");
            writer.Blank();
        }

        if (sizes.Length > 1)
        {
            WriteSizedForward(writer, sizes);
        }

        Member(
            writer,
            $"public Context CreateContext() => new Context({Names.WeightsField});",
            "/// <summary>Creates another context over the same weights: one for each thread that runs the network.</summary>");
        writer.Blank();
        if (network.Trainable)
        {
            Member(
                writer,
                $"public {Names.TrainingContext} CreateTrainingContext(int batchSize, int seed = 0) => new {Names.Code}.Trainer({Names.WeightsField}, batchSize, seed);",
                "/// <summary>Creates what trains this network: forward and backward over batches.</summary>",
                "/// <param name=\"batchSize\">The most examples in a batch.</param>",
                "/// <param name=\"seed\">Seed of dropout.</param>",
                $"/// <exception cref=\"{Names.ArgumentOutOfRangeException}\">The batch size is not positive, or so large that a value of the network would have 2³¹ floats.</exception>",
                $"/// <exception cref=\"{Names.ObjectDisposedException}\">The network has been disposed.</exception>");
            writer.Blank();
        }

        Member(
            writer,
            $"public void Save(string path) => {Names.WeightsField}.Save(path);",
            "/// <summary>Writes the parameters as safetensors; the old file stays whole until the new one is complete.</summary>");
        writer.Blank();
        Member(writer, $"public void Save({Names.Stream} stream) => {Names.WeightsField}.Save(stream);", "/// <summary>Writes the parameters as safetensors.</summary>");
        writer.Blank();
        Member(
            writer,
            $"public void Dispose() => {Names.WeightsField}.Dispose();",
            "/// <summary>Frees the network's memory; its contexts can no longer be used.</summary>",
            $"/// <exception cref=\"{Names.InvalidOperationException}\">The network is in use on another thread; nothing has been freed.</exception>");
        writer.Blank();
        Member(
            writer,
            $"public {Names.NetworkProfile}? Profile",
            "/// <summary>Measures the steps of <c>Forward</c> while it is set; null, as it is at first, measures nothing.</summary>");
        using (writer.Braces())
        {
            writer.Line($"get => {Names.ContextField}.Profile;");
            writer.Line($"set => {Names.ContextField}.Profile = value;");
        }

        writer.Blank();
        Member(writer, $"{Names.NetworkInfo} {Names.NetworkInterface}.Description => Info;");
        writer.Blank();
        Member(writer, $"int {Names.NetworkInterface}.ExampleLength => {Sum(inputs)};");
        writer.Blank();
        Member(writer, $"int {Names.NetworkInterface}.ResultLength => {Sum(outputs)};");
        if (network.HasSeveralPorts)
        {
            writer.Blank();
            string parameters = $"{Names.ReadOnlySpan}<float> input, {Names.Span}<float> output";
            Member(writer, $"void {Names.NetworkInterface}.Forward({parameters}) => {Names.ContextField}.ForwardJoined(input, output);");
        }

        writer.Blank();
        WriteCode(writer, plan, sizes);
    }

    // A member with its documentation. The declaration may be the beginning of one.
    private static void Member(SourceWriter writer, string declaration, params string[] documentation)
    {
        foreach (string line in documentation)
        {
            writer.Line(line);
        }

        writer.Line(Names.Generated);
        writer.Line(declaration);
    }

    private static void WriteConstructors(SourceWriter writer, NetworkModel network)
    {
        Member(
            writer,
            $"public {network.Type.Identifier}({Names.NetworkOptions}? options = null) : this({Names.Code}.CreateWeights(options, initialize: true))",
            "/// <summary>Creates the network with fresh parameters, drawn from the seed of its options.</summary>",
            "/// <param name=\"options\">Seed, threads and vector width; the defaults when omitted.</param>");
        using (writer.Braces())
        {
        }

        writer.Blank();
        Member(writer, $"private {network.Type.Identifier}({Names.WeightStore} weights)");
        using SourceWriter.Scope constructor = writer.Braces();
        writer.Line($"{Names.WeightsField} = weights;");
        writer.Line($"{Names.ContextField} = new Context(weights);");
    }

    // What the whole network has once and no user sees.
    private static void WriteCode(SourceWriter writer, NetworkPlan plan, EmittedSize[] sizes)
    {
        NetworkModel network = plan.Network;
        writer.Line(Names.Generated);
        using SourceWriter.Scope code = ClassFrame.Code(writer);
        using (writer.Block($"internal static {Names.WeightStore} CreateWeights({Names.NetworkOptions}? options, bool initialize)"))
        {
            writer.Line(network.StandsIn
                ? $"throw new {Names.InvalidOperationException}({SourceWriter.Quote($"{network.Type.Name} was built although its declaration has an error; build it with analyzers to see which.")});"
                : $"return new {Names.WeightStore}(CreateTensors(), {PackedLength(plan.Packed)}, PackWeights, options, initialize);");
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
            writer.Line($"internal const int {ScheduleBuilder.ExactWeights} = {Of(plan.Packed.Length)};");
        }
    }

    private static void WriteSizedForward(SourceWriter writer, EmittedSize[] sizes)
    {
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (sizes[0].Inputs, sizes[0].Outputs);
        IReadOnlyList<string> extents = sizes[0].Plan.Network.InputAxes;
        foreach (string[] elements in InputText.Elements(inputs))
        {
            InputText.WriteSizedDocumentation(writer, sizes, elements, extents);
            Member(writer, $"public void Forward({InputText.Parameters(inputs, elements, extents, outputs)}) => {Names.ContextField}.Forward({InputText.Arguments(inputs, extents, outputs)});");
            writer.Blank();
        }
    }

    private static string Sum(IReadOnlyList<Port> ports) => string.Join(" + ", ports.Select(port => port.Length));

    private static void WriteLengths(SourceWriter writer, IReadOnlyList<Port> ports, string what, bool named)
    {
        foreach (Port port in ports)
        {
            string whose = named ? $" of <c>{InputText.Plain(port)}</c>" : string.Empty;
            Member(
                writer,
                $"public const int {port.Length} = {Of(port.Count)};",
                $"/// <summary>{(port.TakesBytes ? "Bytes" : "Floats")} of one {what}{whose}: {port.ShapeText}.</summary>");
            writer.Blank();
        }
    }

    private static string PackedLength(PackedBlock packed) => packed.HasExactWeights
        ? $"options is {{ Exact: true }} ? {Of(packed.LengthWhenExact)} : {Of(packed.Length)}"
        : Of(packed.Length);

    private static void WriteLoad(SourceWriter writer, TypeIdentity type, string parameter, string argument, string what)
    {
        Member(
            writer,
            $"public static {type.Reference} Load({parameter}, {Names.NetworkOptions}? options = null)",
            "/// <summary>Creates the network with weights from a file: PyTorch's names, shapes and order.</summary>",
            $"/// <param name=\"{argument}\">{what}</param>",
            "/// <param name=\"options\">Threads and vector width; the defaults when omitted.</param>",
            $"/// <exception cref=\"{Names.WeightFormatException}\">The file is damaged, or its tensors are not those of the network.</exception>");
        using SourceWriter.Scope method = writer.Braces();
        writer.Line($"{Names.WeightStore} weights = {Names.Code}.CreateWeights(options, initialize: false);");
        using (writer.Block("try"))
        {
            writer.Line($"weights.Load({argument});");
            writer.Line($"return new {type.Reference}(weights);");
        }

        using (writer.Block("catch"))
        {
            writer.Line("weights.Dispose();");
            writer.Line("throw;");
        }
    }

    private static void WriteInfo(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        Member(
            writer,
            $"public static {Names.NetworkInfo} Info {{ get; }} = new {Names.NetworkInfo}({SourceWriter.Quote(network.Type.Name)}, new {Names.LayerInfo}[]",
            "/// <summary>Layers with shapes, parameters, multiply-adds, receptive fields and algorithms; <c>ToString()</c> is a table.</summary>");
        PassPlan pass = plan.Inference;
        long workspace = plan.Sizes.Max(size => size.Pass.WorkspaceBytes);
        using (writer.Braces($"}}, arenaBytes: {pass.ArenaBytes}, examplesPerPass: {Of(plan.Sizes[0].ExamplesPerPass)}, workspaceBytes: {workspace}, packedBytes: {plan.Packed.Bytes}{Ports(network)}{Sizes(plan)});"))
        {
            foreach (Node node in network.Nodes)
            {
                string algorithm = pass.Algorithms.TryGetValue(node.Name, out string? chosen) ? chosen : node.Layer is InputLayer ? string.Empty : "folded";
                int[] shape = [node.Shape.Channels, .. node.Shape.Spatial];
                writer.Line($"new {Names.LayerInfo}({SourceWriter.Quote(node.Name)}, {SourceWriter.Quote(node.Layer.Kind)}, {SourceWriter.Quote(node.Settings)}, {Array(shape)}, {node.Parameters.Where(p => p is { IsTrainable: true, IsTied: false }).Sum(p => p.Length)}, {node.Macs}, {Array([.. node.ReceptiveField])}, {SourceWriter.Quote(algorithm)}),");
            }
        }
    }

    private static string Ports(NetworkModel network) =>
        $", inputs: {Ports(network, Port.Inputs(network))}, outputs: {Ports(network, Port.Outputs(network))}";

    private static string Ports(NetworkModel network, IReadOnlyList<Port> ports) => $"new {Names.PortInfo}[] {{ " + string.Join(", ", ports.Select(port =>
        $"new {Names.PortInfo}({SourceWriter.Quote(InputText.Plain(port))}, {SourceWriter.Quote(network.Nodes[port.Node].Name)}, {Array([port.Shape.Channels, .. port.Shape.Spatial])}){Origin(network, port)}")) + " }";

    // What an output's values are: which layer's, and whether training can give logits in their place.
    private static string Origin(NetworkModel network, Port port)
    {
        if (port.Declared is not null)
        {
            return string.Empty;
        }

        string logits = network.Trainable && network.SoftmaxBehind(port.Node) is not null ? ", HasLogits = true" : string.Empty;
        return $" {{ ComputedBy = {SourceWriter.Quote(network.ComputedBy(port.Node).Layer.Kind)}{logits} }}";
    }

    private static string Sizes(NetworkPlan plan) => plan.Sizes.Count == 1 ? string.Empty : $", sizes: new {Names.SizeInfo}[] {{ " + string.Join(", ", plan.Sizes.Skip(1).Select(size =>
    {
        NetworkModel network = size.Network;
        return $"new {Names.SizeInfo}({Array([.. network.InputSize])}, {Ports(network, Port.Inputs(network))}, {Ports(network, Port.Outputs(network))}, {network.Macs}, {size.Pass.ArenaBytes}, {Of(size.ExamplesPerPass)})";
    })) + " }";

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
                writer.Line($"new {Names.TensorSpec}({SourceWriter.Quote(tensor.Name)}, {Array([.. tensor.Shape])}, {Names.TensorRole}.{tensor.Role}, {Of(tensor.FanIn)}, {Of(tensor.FanOut)}, rectified: {(rectified ? "true" : "false")}),");
            }
        }
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

            return reader.Layer switch
            {
                { IsRectifier: true } => true,
                BatchNormLayer or NormalisationLayer or DropoutLayer or AddLayer or MaxPoolLayer => IsRectified(network, i),
                _ => false,
            };
        }

        return false;
    }

    private static string Array(int[] numbers) => numbers.Length == 0 ? $"{Names.Array}.Empty<int>()" : $"new int[] {{ {string.Join(", ", numbers.Select(Of))} }}";
}
