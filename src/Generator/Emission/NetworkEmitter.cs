using ConvGen.Generator.Plans;
using ConvGen.Generator.Writing;
using ConvGen.Model;

namespace ConvGen.Generator.Emission;

/// <summary>One emitted file.</summary>
internal readonly record struct EmittedFile(string HintName, string Text);

/// <summary>Writes all files of one network.</summary>
internal static class NetworkEmitter
{
    /// <summary>The files of a network, in a fixed order.</summary>
    /// <param name="plan">What to emit.</param>
    /// <param name="project">What it is emitted for.</param>
    public static IEnumerable<EmittedFile> Emit(NetworkPlan plan, TargetProject project)
    {
        TypeIdentity type = plan.Network.Type;
        string hint = HintNames.Of(type);
        if (plan.Network.StandsIn)
        {
            yield return new EmittedFile($"{hint}.g.cs", StandInEmitter.Emit(plan));
            yield break;
        }

        yield return new EmittedFile($"{hint}.g.cs", MembersEmitter.Emit(plan));
        yield return new EmittedFile($"{hint}.Forward.g.cs", ForwardEmitter.Emit(plan));
        if (plan.Training is not null)
        {
            yield return new EmittedFile($"{hint}.Backward.g.cs", BackwardEmitter.Emit(plan));
        }

        VectorTarget[] targets = [VectorTarget.Avx512, VectorTarget.Avx2, VectorTarget.Portable(project.HasMultiplyAddEstimate)];
        foreach (VectorTarget target in targets.Where(target => plan.Network.Targets.Contains(target.Name)))
        {
            yield return new EmittedFile($"{hint}.{target.Name}.g.cs", TargetEmitter.Emit(plan, target, project.ChecksOverflow));
        }
    }
}
