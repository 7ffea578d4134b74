using ConvGen.Model.Layers.Structure;
using ConvGen.Model.Primitives;

namespace ConvGen.Model.Members;

/// <summary>
/// The generated members of a network's class. The generator takes the names from here, and so does the check for members that collide.
/// </summary>
public static class NetworkMembers
{
#pragma warning disable CS1591 // The names say it.
    public const string
        Info = "Info",
        Parameters = "Parameters",
        Load = "Load",
        Save = "Save",
        Forward = "Forward",
        Context = "Context",
        CreateContext = "CreateContext",
        CreateTrainingContext = "CreateTrainingContext",
        Profile = "Profile",
        Dispose = "Dispose";
#pragma warning restore CS1591

    /// <summary>The nested class with everything that is not for users, under one name that no other code uses.</summary>
    public const string Code = "ConvGenCode";

    /// <summary>The field with the parameters.</summary>
    public const string WeightsField = "_convGenWeights";

    /// <summary>The field with the context that the network's own Forward uses.</summary>
    public const string ContextField = "_convGenContext";

    private const string LengthWord = "Length";

    private const string Text = "string", Whole = "int";
    private const string Floats = "global::System.ReadOnlySpan<float>", Bytes = "global::System.ReadOnlySpan<byte>";
    private const string Results = "global::System.Span<float>", Stream = "global::System.IO.Stream";
    private const string Options = "global::ConvGen.NetworkOptions", Weights = "global::ConvGen.WeightStore";
    private const string InfoType = "global::ConvGen.NetworkInfo", ProfileType = "global::ConvGen.NetworkProfile";
    private const string ParametersType = "global::ConvGen.ParameterCollection";

    // Members of every network.
    private static readonly NetworkMember[] Always =
    [
        Field(WeightsField),
        Field(ContextField),
        new(MemberKind.Class, Code, []),
        new(MemberKind.Class, Context, []),
        new(MemberKind.Constructor, string.Empty, new(Options)),
        new(MemberKind.Constructor, string.Empty, new(Weights)),
        Property(Info, InfoType),
        Property(Parameters, ParametersType),
        Property(Profile, ProfileType),
        Method(Load, Text, Options),
        Method(Load, Stream, Options),
        Method(CreateContext),
        Method(Save, Text),
        Method(Save, Stream),
        Method(Dispose),
        Implementation("INetwork.Info"),
        Implementation("INetwork.Parameters"),
        Implementation("INetwork.InputLength"),
        Implementation("INetwork.OutputLength"),
        Implementation("INetwork.Profile"),
        Implementation("INetwork.Forward", Floats, Results),
        Implementation("INetwork.CreateContext"),
        Implementation("INetwork.Save", Text),
        Implementation("INetwork.Save", Stream),
        Implementation("IDisposable.Dispose"),
    ];

    private static readonly NetworkMember[] WhenTrainable =
        [Method(CreateTrainingContext, Whole, Whole), Implementation("ITrainableNetwork.CreateTrainingContext", Whole, Whole)];

    private static readonly HashSet<string> Names =
    [
        .. Always.Concat(WhenTrainable).Append(Method(Forward)).Where(member => member.Kind != MemberKind.Constructor).SelectMany(
            member => member.Kind == MemberKind.Property
                ? [member.Name, $"get_{member.Name}", $"set_{member.Name}"]
                : new[] { member.Name }),
    ];

    /// <summary>Whether a generated member may collide with one of this name.</summary>
    public static bool MayBe(string name) => Names.Contains(name) || name.Contains(LengthWord);

    /// <summary>The constant with the elements of one example of an input or output.</summary>
    /// <param name="prefix">The input or output; see <see cref="PortNames.Prefix"/>.</param>
    /// <param name="suffix">The suffix for a further size; empty for the declared size.</param>
    public static string Length(string prefix, string suffix) => $"{prefix}{LengthWord}{suffix}";

    /// <summary>The suffix of names for a further size: <c>96x96</c>.</summary>
    public static string Suffix(NetworkModel size) => string.Join("x", size.InputSize.Select(extent => NumberText.Plain(extent)));

    /// <summary>All generated members of a network's class.</summary>
    public static IEnumerable<NetworkMember> Of(NetworkModel network)
    {
        string[] ports = [.. PortNames.Inputs(network).Concat(PortNames.Outputs(network)).Select(PortNames.Prefix)];
        IEnumerable<string> suffixes = network.Sizes.Select(Suffix).Prepend(string.Empty);
        return
        [
            .. Always,
            .. network.Trainable ? WhenTrainable : [],
            .. suffixes.SelectMany(suffix => ports.Select(port => Field(Length(port, suffix)))),
            .. ForwardOf(network),
        ];
    }

    private static IEnumerable<NetworkMember> ForwardOf(NetworkModel network)
    {
        string[] outputs = [.. network.Outputs.Select(_ => Results)];
        string[] extents = [.. network.InputAxes.Select(_ => Whole)];
        string[] floats = [.. network.Inputs.Select(_ => Floats)];
        string[] declared =
            [.. network.Inputs.Select(input => ((InputLayer)network.Nodes[input].Layer).Element == InputElement.Byte ? Bytes : Floats)];
        string[][] overloads = declared.SequenceEqual(floats) ? [floats] : [declared, floats];
        IEnumerable<NetworkMember> sized = overloads.Select(inputs => Method(Forward, [.. inputs, .. extents, .. outputs]));
        return overloads.Select(inputs => Method(Forward, [.. inputs, .. outputs])).Concat(network.Sizes.Count > 0 ? sized : []);
    }

    private static NetworkMember Field(string name) => new(MemberKind.Field, name, []);

    private static NetworkMember Method(string name, params string[] parameters) => new(MemberKind.Method, name, new(parameters));

    private static NetworkMember Implementation(string name, params string[] parameters) =>
        new(MemberKind.Implementation, name, new(parameters));

    private static NetworkMember Property(string name, string type) => new(MemberKind.Property, name, new(type));
}
