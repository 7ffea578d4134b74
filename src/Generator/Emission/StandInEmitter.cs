using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>
/// Writes the members of a class whose declaration has an error, which throw: as many of them as the class can have beside what it has of
/// its own, so that code that uses them has no errors of its own, and generated code never has one.
/// </summary>
internal static class StandInEmitter
{
    // In the order in which the table has them.
    private static readonly string[] Implementations =
    [
        $"{Names.NetworkInfo} {Names.NetworkInterface}.Info",
        $"{Names.ParameterCollection} {Names.NetworkInterface}.Parameters",
        $"int {Names.NetworkInterface}.InputLength",
        $"int {Names.NetworkInterface}.OutputLength",
        $"{Names.NetworkProfile}? {Names.NetworkInterface}.Profile {{ get => throw; set => throw; }}",
        $"void {Names.NetworkInterface}.Forward({Names.ReadOnlySpan}<float> input, {Names.Span}<float> output)",
        $"{Names.InferenceContext} {Names.NetworkInterface}.CreateContext()",
        $"void {Names.NetworkInterface}.Save(string path)",
        $"void {Names.NetworkInterface}.Save({Names.Stream} stream)",
        $"void {Names.Disposable}.Dispose()",
        $"{Names.TrainingContext} {Names.TrainableNetworkInterface}.CreateTrainingContext(int batchSize, int seed)",
    ];

    // What contexts have to override.
    private static readonly string JoinedForward =
        $"void {NetworkMembers.Forward}({Names.ReadOnlySpan}<float> input, {Names.Span}<float> output)";

    /// <summary>The text of the file.</summary>
    public static string Emit(NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        return ClassFrame.Write(
            network.Type,
            $"{network.Type.Name} has an error, which is reported where it is declared. This stands in for it, "
            + "so that code that uses it compiles.",
            writer => WriteMembers(writer, plan),
            writer => writer.Line("/// <remarks>The declaration has an error.</remarks>"),
            $" : {MembersEmitter.Interface(network)}");
    }

    private static void WriteMembers(SourceWriter writer, NetworkPlan plan)
    {
        NetworkModel network = plan.Network;
        string message = $"{network.Type.Name} was built although its declaration has an error; build it with analyzers to see which.";
        string exception = $"new {Names.InvalidOperationException}({SourceWriter.Quote(message)})";
        NetworkMember[] open = [.. NetworkMembers.Of(network).Where(given => IsOpen(network, given))];
        IReadOnlyList<EmittedMember> members = PublicMembers.Of(plan);

        // Without the class that it returns there is nothing that a context could be.
        bool hasContext = open.Any(given => given is { Kind: MemberKind.Class, Name: NetworkMembers.Context });
        foreach (EmittedMember member in members.Where(member => open.Contains(member.Given)
            && (hasContext || member.Given.Name != NetworkMembers.CreateContext)))
        {
            member.WriteStandIn(writer, exception);
            writer.Blank();
        }

        IEnumerable<NetworkMember> implementations = NetworkMembers.Of(network).Where(given => given.Kind == MemberKind.Implementation);
        foreach ((NetworkMember given, string declaration) in implementations.Zip(
            Implementations, (given, declaration) => (given, declaration)))
        {
            if (open.Contains(given))
            {
                writer.Line(Names.Generated);
                writer.Line(declaration.EndsWith("}", StringComparison.Ordinal)
                    ? declaration.Replace("throw;", $"throw {exception};")
                    : $"{declaration} => throw {exception};");
                writer.Blank();
            }
        }

        if (hasContext)
        {
            WriteContext(writer, members.Where(member => member.Given.Name == NetworkMembers.Forward), exception);
        }
    }

    private static void WriteContext(SourceWriter writer, IEnumerable<EmittedMember> forward, string exception)
    {
        writer.Line(Names.Generated);
        using SourceWriter.Scope context = writer.Block($"public sealed class Context : {Names.InferenceContext}");
        using (writer.Block("private Context() : base(null!, 0)"))
        {
        }

        IEnumerable<string> others = forward.Select(member => member.Declaration).Where(each => each != $"public {JoinedForward}");
        foreach (string declaration in others.Append($"public override {JoinedForward}"))
        {
            writer.Blank();
            writer.Line($"{declaration} => throw {exception};");
        }

        writer.Blank();
        writer.Line($"protected override void Execute(int step, int begin, int end, int worker) => throw {exception};");
    }

    private static bool IsOpen(NetworkModel network, NetworkMember given) =>
        (given.Kind is MemberKind.Constructor or MemberKind.Implementation || given.Name != network.Type.Name)
            && !network.OwnMembers.Any(own => own.Excludes(given));
}
