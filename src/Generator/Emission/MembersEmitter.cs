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
        string contract = network.Trainable ? "ITrainableNetwork" : "INetwork";
        return ClassFrame.Write(
            network.Type,
            network.StandsIn
                ? $"{network.Type.Name} has an error, which is reported where it is declared. This stands in for it, so that code that uses it compiles."
                : $"Members of {network.Type.Name}.",
            writer => WriteMembers(writer, plan),
            writer => WriteRemarks(writer, network),
            $" : global::ConvGen.{contract}");
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
        string name = network.Type.Name;
        foreach (EmittedSize size in sizes)
        {
            WriteLengths(writer, size.Inputs, "example", network.HasSeveralPorts);
            WriteLengths(writer, size.Outputs, "result", network.HasSeveralPorts);
        }

        WriteTensors(writer, network);
        for (int i = 0; i < inputs.Count; i++)
        {
            InputText.WriteFormat(writer, [.. sizes.Select(size => size.Inputs[i])]);
        }

        writer.Blank();
        if (plan.Packed.HasExactWeights)
        {
            writer.Line("// Where the packed weights begin that only exact networks have.");
            writer.Line($"private const int {ScheduleBuilder.ExactWeights} = {Of(plan.Packed.Length)};");
            writer.Blank();
        }

        writer.Line("private readonly WeightStore _weights;");
        writer.Line("private readonly Context _context;");
        writer.Blank();
        writer.Line("/// <summary>Creates the network with fresh parameters, drawn from the seed of its options.</summary>");
        writer.Line("/// <param name=\"options\">Seed, threads and vector width; the defaults when omitted.</param>");
        using (writer.Block($"public {name}(NetworkOptions? options = null) : this(options, initialize: true)"))
        {
        }

        writer.Blank();
        using (writer.Block($"private {name}(NetworkOptions? options, bool initialize)"))
        {
            if (network.StandsIn)
            {
                writer.Line($"throw new InvalidOperationException({SourceWriter.Quote($"{name} was built although its declaration has an error; build it with analyzers to see which.")});");
            }
            else
            {
                writer.Line($"_weights = new WeightStore(CreateTensors(), {PackedLength(plan.Packed)}, PackWeights, options, initialize);");
                writer.Line("_context = new Context(_weights);");
            }
        }

        writer.Blank();
        WriteInfo(writer, plan);
        writer.Blank();
        writer.Line("/// <summary>The network's tensors by name, in the order of its weight file.</summary>");
        writer.Line("public ParameterCollection Parameters => _weights.Parameters;");
        writer.Blank();
        WriteLoad(writer, name, "string path", "path", "The safetensors file.");
        writer.Blank();
        WriteLoad(writer, name, "global::System.IO.Stream stream", "stream", "A stream of the safetensors format.");
        writer.Blank();
        foreach (string[] elements in InputText.Elements(inputs))
        {
            InputText.WriteForwardDocumentation(writer, inputs, elements, outputs);
            writer.Line($"public void Forward({InputText.Parameters(inputs, elements, outputs)}) => _context.Forward({InputText.Arguments(inputs, outputs)});");
            writer.Blank();
        }

        if (sizes.Length > 1)
        {
            WriteSizedForward(writer, sizes);
        }

        writer.Line("/// <summary>Creates another context over the same weights: one for each thread that runs the network.</summary>");
        writer.Line("public Context CreateContext() => new Context(_weights);");
        writer.Blank();
        if (network.Trainable)
        {
            writer.Line("/// <summary>Creates what trains this network: forward and backward over batches.</summary>");
            writer.Line("/// <param name=\"batchSize\">The most examples in a batch.</param>");
            writer.Line("/// <param name=\"seed\">Seed of dropout.</param>");
            writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">The batch size is not positive, or so large that a value of the network would have 2³¹ floats.</exception>");
            writer.Line("/// <exception cref=\"ObjectDisposedException\">The network has been disposed.</exception>");
            writer.Line("public TrainingContext CreateTrainingContext(int batchSize, int seed = 0) => new Trainer(_weights, batchSize, seed);");
            writer.Blank();
        }

        writer.Line("/// <summary>Writes the parameters as safetensors; the old file stays whole until the new one is complete.</summary>");
        writer.Line("public void Save(string path) => _weights.Save(path);");
        writer.Blank();
        writer.Line("/// <summary>Writes the parameters as safetensors.</summary>");
        writer.Line("public void Save(global::System.IO.Stream stream) => _weights.Save(stream);");
        writer.Blank();
        writer.Line("/// <summary>Frees the network's memory; its contexts can no longer be used.</summary>");
        writer.Line("/// <exception cref=\"InvalidOperationException\">The network is in use on another thread; nothing has been freed.</exception>");
        writer.Line("public void Dispose() => _weights.Dispose();");
        writer.Blank();
        writer.Line("/// <summary>Measures the steps of <c>Forward</c> while it is set; null, as it is at first, measures nothing.</summary>");
        using (writer.Block("public NetworkProfile? Profile"))
        {
            writer.Line("get => _context.Profile;");
            writer.Line("set => _context.Profile = value;");
        }

        writer.Blank();
        writer.Line("NetworkInfo global::ConvGen.INetwork.Description => Info;");
        writer.Blank();
        writer.Line($"int global::ConvGen.INetwork.ExampleLength => {Sum(inputs)};");
        writer.Blank();
        writer.Line($"int global::ConvGen.INetwork.ResultLength => {Sum(outputs)};");
        if (network.HasSeveralPorts)
        {
            writer.Blank();
            writer.Line("void global::ConvGen.INetwork.Forward(ReadOnlySpan<float> input, Span<float> output) => _context.ForwardJoined(input, output);");
        }
    }

    private static void WriteSizedForward(SourceWriter writer, EmittedSize[] sizes)
    {
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (sizes[0].Inputs, sizes[0].Outputs);
        IReadOnlyList<string> extents = sizes[0].Plan.Network.InputAxes;
        foreach (string[] elements in InputText.Elements(inputs))
        {
            InputText.WriteSizedDocumentation(writer, sizes, elements, extents);
            writer.Line($"public void Forward({InputText.Parameters(inputs, elements, extents, outputs)}) => _context.Forward({InputText.Arguments(inputs, extents, outputs)});");
            writer.Blank();
        }
    }

    private static string Sum(IReadOnlyList<Port> ports) => string.Join(" + ", ports.Select(port => port.Length));

    private static void WriteLengths(SourceWriter writer, IReadOnlyList<Port> ports, string what, bool named)
    {
        foreach (Port port in ports)
        {
            string whose = named ? $" of <c>{InputText.Plain(port)}</c>" : string.Empty;
            writer.Line($"/// <summary>{(port.TakesBytes ? "Bytes" : "Floats")} of one {what}{whose}: {port.ShapeText}.</summary>");
            writer.Line($"public const int {port.Length} = {Of(port.Count)};");
            writer.Blank();
        }
    }

    private static string PackedLength(PackedBlock packed) => packed.HasExactWeights
        ? $"options is {{ Exact: true }} ? {Of(packed.LengthWhenExact)} : {Of(packed.Length)}"
        : Of(packed.Length);

    private static void WriteLoad(SourceWriter writer, string name, string parameter, string argument, string what)
    {
        writer.Line("/// <summary>Creates the network with weights from a file: PyTorch's names, shapes and order.</summary>");
        writer.Line($"/// <param name=\"{argument}\">{what}</param>");
        writer.Line("/// <param name=\"options\">Threads and vector width; the defaults when omitted.</param>");
        writer.Line("/// <exception cref=\"WeightFormatException\">The file is damaged, or its tensors are not those of the network.</exception>");
        using SourceWriter.Scope method = writer.Block($"public static {name} Load({parameter}, NetworkOptions? options = null)");
        writer.Line($"var network = new {name}(options, initialize: false);");
        using (writer.Block("try"))
        {
            writer.Line($"network._weights.Load({argument});");
            writer.Line("return network;");
        }

        using (writer.Block("catch"))
        {
            writer.Line("network.Dispose();");
            writer.Line("throw;");
        }
    }

    private static void WriteInfo(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        writer.Line("/// <summary>Layers with shapes, parameters, multiply-adds, receptive fields and algorithms; <c>ToString()</c> is a table.</summary>");
        writer.Line($"public static NetworkInfo Info {{ get; }} = new NetworkInfo({SourceWriter.Quote(network.Type.Name)}, new LayerInfo[]");
        PassPlan pass = plan.Inference;
        long workspace = plan.Sizes.Max(size => size.Pass.WorkspaceBytes);
        using (writer.Braces($"}}, arenaBytes: {pass.ArenaBytes}, examplesPerPass: {Of(plan.Sizes[0].ExamplesPerPass)}, workspaceBytes: {workspace}, packedBytes: {plan.Packed.Bytes}{Ports(network)}{Sizes(plan)});"))
        {
            foreach (Node node in network.Nodes)
            {
                string algorithm = pass.Algorithms.TryGetValue(node.Name, out string? chosen) ? chosen : node.Layer is InputLayer ? string.Empty : "folded";
                int[] shape = [node.Shape.Channels, .. node.Shape.Spatial];
                writer.Line($"new LayerInfo({SourceWriter.Quote(node.Name)}, {SourceWriter.Quote(node.Layer.Kind)}, {SourceWriter.Quote(node.Settings)}, {Array(shape)}, {node.Parameters.Where(p => p is { IsTrainable: true, IsTied: false }).Sum(p => p.Length)}, {node.Macs}, {Array([.. node.ReceptiveField])}, {SourceWriter.Quote(algorithm)}),");
            }
        }
    }

    private static string Ports(NetworkModel network) =>
        $", inputs: {Ports(network, Port.Inputs(network))}, outputs: {Ports(network, Port.Outputs(network))}";

    private static string Ports(NetworkModel network, IReadOnlyList<Port> ports) => "new PortInfo[] { " + string.Join(", ", ports.Select(port =>
        $"new PortInfo({SourceWriter.Quote(InputText.Plain(port))}, {SourceWriter.Quote(network.Nodes[port.Node].Name)}, {Array([port.Shape.Channels, .. port.Shape.Spatial])}){Origin(network, port)}")) + " }";

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

    private static string Sizes(NetworkPlan plan) => plan.Sizes.Count == 1 ? string.Empty : ", sizes: new SizeInfo[] { " + string.Join(", ", plan.Sizes.Skip(1).Select(size =>
    {
        NetworkModel network = size.Network;
        return $"new SizeInfo({Array([.. network.InputSize])}, {Ports(network, Port.Inputs(network))}, {Ports(network, Port.Outputs(network))}, {network.Macs}, {size.Pass.ArenaBytes}, {Of(size.ExamplesPerPass)})";
    })) + " }";

    private static void WriteTensors(SourceWriter writer, NetworkModel network)
    {
        writer.Line("// The tensors of the weight file, in its order.");
        writer.Line("private static TensorSpec[] CreateTensors() => new TensorSpec[]");
        using SourceWriter.Scope list = writer.Braces("};");
        for (int i = 0; i < network.Nodes.Count; i++)
        {
            bool rectified = IsRectified(network, i);
            foreach (ParameterTensor tensor in network.Nodes[i].Parameters.Where(tensor => !tensor.IsTied))
            {
                writer.Line($"new TensorSpec({SourceWriter.Quote(tensor.Name)}, {Array([.. tensor.Shape])}, TensorRole.{tensor.Role}, {Of(tensor.FanIn)}, {Of(tensor.FanOut)}, rectified: {(rectified ? "true" : "false")}),");
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

    private static string Array(int[] numbers) => numbers.Length == 0 ? "global::System.Array.Empty<int>()" : $"new int[] {{ {string.Join(", ", numbers.Select(Of))} }}";
}
