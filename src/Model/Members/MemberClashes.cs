using ConvGen.Model.Problems;

namespace ConvGen.Model.Members;

/// <summary>Checks a class's own members against the generated ones.</summary>
internal static class MemberClashes
{
    /// <summary>Reports each member that collides with a generated one, and a class whose name is that of a generated member.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="network">The network.</param>
    /// <param name="report">Receives each problem with the member that it is about.</param>
    public static void Check(NetworkDeclaration declaration, NetworkModel network, Action<Subject, Problem> report)
    {
        string name = declaration.Type.Name;
        NetworkMember[] given = [.. NetworkMembers.Of(network)];
        NetworkMember? namesake = given.FirstOrDefault(member =>
            member.Kind is not (MemberKind.Constructor or MemberKind.Implementation) && member.Name == name);
        if (namesake is not null)
        {
            report(Subject.Type, Problem.Of(ProblemIds.NetworkName, [name, namesake.Title]) with { Suggestion = $"{name}Network" });
        }

        for (int i = 0; i < declaration.OwnMembers.Count; i++)
        {
            OwnMember own = declaration.OwnMembers[i];
            if (given.FirstOrDefault(own.Excludes) is { } taken)
            {
                string what = taken.Kind == MemberKind.Constructor ? "a constructor with the same parameters" : $"the {taken.Title}";
                report(Subject.OfMember(i), Problem.Of(ProblemIds.MemberClash, [own.Title, name, what]) with { Suggestion = Renamed(own) });
            }
            else if (own.CallsNoOther)
            {
                report(Subject.OfMember(i), Problem.Of(ProblemIds.ConstructorCallsNone, [name]));
            }
            else if (own.IsRequired)
            {
                report(Subject.OfMember(i), Problem.Of(ProblemIds.RequiredMember, [own.Title, name]));
            }
        }
    }

    private static string? Renamed(OwnMember own) => own.IsInherited || own.Kind is MemberKind.Constructor or MemberKind.Implementation
        ? null
        : own.Name.StartsWith("_", StringComparison.Ordinal) ? $"_own{own.Name}" : $"Own{own.Name}";
}
