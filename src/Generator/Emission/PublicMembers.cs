using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>What a network's class offers its users.</summary>
internal sealed class PublicMembers
{
    private readonly NetworkModel _network;
    private readonly List<NetworkMember> _given;

    private PublicMembers(NetworkModel network)
    {
        _network = network;
        _given = [.. NetworkMembers.Of(network)];
    }

    /// <summary>The members, in the order in which they are written.</summary>
    public static IReadOnlyList<EmittedMember> Of(NetworkPlan plan)
    {
        var members = new PublicMembers(plan.Network);
        EmittedSize[] sizes = EmittedSize.All(plan);
        return
        [
            .. sizes.SelectMany(size => members.Lengths(size.Inputs, "example").Concat(members.Lengths(size.Outputs, "result"))),
            members.Constructor(),
            members.Info(plan),
            members.Member(
                NetworkMembers.Parameters,
                $"public {Names.ParameterCollection} Parameters",
                "The network's tensors by name, in the order of its weight file.")
                .Returning($"{NetworkMembers.WeightsField}.Parameters"),
            members.Load("string path", "path", "The safetensors file."),
            members.Load($"{Names.Stream} stream", "stream", "A stream of the safetensors format."),
            .. members.Forward(sizes),
            members.Member(
                NetworkMembers.CreateContext,
                "public Context CreateContext()",
                "Creates another context over the same weights: one for each thread that runs the network.")
                .Returning($"new Context({NetworkMembers.WeightsField})"),
            .. plan.Network.Trainable ? [members.CreateTrainingContext()] : Array.Empty<EmittedMember>(),
            members.Member(
                NetworkMembers.Save,
                "public void Save(string path)",
                "Writes the parameters as safetensors; the old file stays whole until the new one is complete. "
                + "A symbolic link stays, and its target is written.")
                .Returning($"{Names.WeightFile}.Save({NetworkMembers.WeightsField}, path)"),
            members.Member(NetworkMembers.Save, $"public void Save({Names.Stream} stream)", "Writes the parameters as safetensors.")
                .Returning($"{Names.WeightFile}.Save({NetworkMembers.WeightsField}, stream)"),
            members.Member(
                NetworkMembers.Dispose,
                "public void Dispose()",
                "Frees the network's memory; its contexts can no longer be used.",
                Exception(Names.InvalidOperationException, "The network is in use on another thread; nothing has been freed."))
                .Returning($"{NetworkMembers.WeightsField}.Dispose()"),
            members.Profile(),
        ];
    }

    private static string Exception(string type, string when) => $"/// <exception cref=\"{type}\">{when}</exception>";

    private static string Parameter(string name, string what) => $"/// <param name=\"{name}\">{what}</param>";

    // The next of the members of a name.
    private NetworkMember Take(string name)
    {
        NetworkMember given = _given.First(member => member.Name == name);
        _given.Remove(given);
        return given;
    }

    private EmittedMember Member(string name, string declaration, string summary, params string[] documentation) =>
        new(Take(name), declaration, [$"/// <summary>{summary}</summary>", .. documentation]);

    private IEnumerable<EmittedMember> Lengths(IReadOnlyList<Port> ports, string what)
    {
        foreach (Port port in ports)
        {
            string whose = _network.HasSeveralPorts ? $" of <c>{InputText.Plain(port)}</c>" : string.Empty;
            string summary = $"{(port.TakesBytes ? "Bytes" : "Floats")} of one {what}{whose}: {port.ShapeText}.";
            yield return Member(port.Length, $"public const int {port.Length} = {Text.Of(port.Count)};", summary);
        }
    }

    private EmittedMember Constructor()
    {
        string declaration = $"public {_network.Type.Identifier}({Names.NetworkOptions}? options = null)";
        if (_network.Pretrained is not { } file)
        {
            return WithWeights(
                $"{NetworkMembers.Code}.CreateWeights(options, initialize: true)",
                Member(
                    string.Empty,
                    declaration,
                    "Creates the network with fresh parameters, drawn from the seed of its options.",
                    Parameter("options", "Seed, threads and vector width; the defaults when omitted.")));
        }

        string weights = $"{NetworkMembers.Code}.CreateWeights(options, initialize: false)";
        return WithWeights(
            $"{Names.WeightFile}.LoadPretrained({weights}, typeof({_network.Type.Reference}).Assembly, {SourceWriter.Quote(file)})",
            Member(
                string.Empty,
                declaration,
                "Creates the network with the weights of its file, which is a resource of its assembly or lies beside the program.",
                Parameter("options", "Threads and vector width; the defaults when omitted."),
                Exception(Names.FileNotFoundException, "There is neither such a resource nor such a file."),
                Exception(Names.WeightFormatException, "The file is damaged, or its tensors are not those of the network.")));
    }

    private static EmittedMember WithWeights(string weights, EmittedMember constructor) => constructor with
    {
        Body = writer =>
        {
            writer.Continue($" : this({weights})");
            writer.Braces().Dispose();
        },
    };

    private EmittedMember Info(NetworkPlan plan) => Member(
        NetworkMembers.Info,
        $"public static {Names.NetworkInfo} Info",
        "Layers with shapes, parameters, multiply-adds, receptive fields and algorithms; <c>ToString()</c> is a table.") with
    {
        Body = writer => InfoText.Write(writer, plan),
    };

    private EmittedMember Load(string parameter, string argument, string what) => Member(
        NetworkMembers.Load,
        $"public static {_network.Type.Reference} Load({parameter}, {Names.NetworkOptions}? options = null)",
        "Creates the network with weights from a file: PyTorch's names, shapes and order.",
        Parameter(argument, what),
        Parameter("options", "Threads and vector width; the defaults when omitted."),
        Exception(Names.WeightFormatException, "The file is damaged, or its tensors are not those of the network.")) with
    {
        Body = writer =>
        {
            using SourceWriter.Scope method = writer.Braces();
            writer.Line($"{Names.WeightStore} weights = {NetworkMembers.Code}.CreateWeights(options, initialize: false);");
            using (writer.Block("try"))
            {
                writer.Line($"{Names.WeightFile}.Load(weights, {argument});");
                writer.Line($"return new {_network.Type.Reference}(weights);");
            }

            using (writer.Block("catch"))
            {
                writer.Line("weights.Dispose();");
                writer.Line("throw;");
            }
        },
    };

    private IEnumerable<EmittedMember> Forward(EmittedSize[] sizes)
    {
        (IReadOnlyList<Port> inputs, IReadOnlyList<Port> outputs) = (sizes[0].Inputs, sizes[0].Outputs);
        foreach (string[] elements in InputText.Elements(inputs))
        {
            yield return new EmittedMember(
                Take(NetworkMembers.Forward),
                $"public void Forward({InputText.Parameters(inputs, elements, outputs)})",
                [.. InputText.ForwardDocumentation(inputs, elements, outputs)])
                .Returning($"{NetworkMembers.ContextField}.Forward({InputText.Arguments(inputs, outputs)})");
        }

        if (sizes.Length == 1)
        {
            yield break;
        }

        IReadOnlyList<string> extents = _network.InputAxes;
        foreach (string[] elements in InputText.Elements(inputs))
        {
            yield return new EmittedMember(
                Take(NetworkMembers.Forward),
                $"public void Forward({InputText.Parameters(inputs, elements, extents, outputs)})",
                [.. InputText.SizedDocumentation(sizes, elements, extents)])
                .Returning($"{NetworkMembers.ContextField}.Forward({InputText.Arguments(inputs, extents, outputs)})");
        }
    }

    private EmittedMember CreateTrainingContext() => Member(
        NetworkMembers.CreateTrainingContext,
        $"public {Names.TrainingContext} CreateTrainingContext(int batchSize, int seed = 0)",
        "Creates what trains this network: forward and backward over batches.",
        Parameter("batchSize", "The most examples in a batch."),
        Parameter("seed", "Seed of dropout."),
        Exception(
            Names.ArgumentOutOfRangeException,
            "The batch size is not positive, or more than fits, which the message says; nothing has been allocated."),
        Exception(Names.ObjectDisposedException, "The network has been disposed."))
        .Returning($"new {NetworkMembers.Code}.Trainer({NetworkMembers.WeightsField}, batchSize, seed)");

    private EmittedMember Profile() => Member(
        NetworkMembers.Profile,
        $"public {Names.NetworkProfile}? Profile",
        "Measures the steps of <c>Forward</c> while it is set; null, as it is at first, measures nothing.") with
    {
        IsSettable = true,
        Body = writer =>
        {
            using SourceWriter.Scope property = writer.Braces();
            writer.Line($"get => {NetworkMembers.ContextField}.Profile;");
            writer.Line($"set => {NetworkMembers.ContextField}.Profile = value;");
        },
    };
}
