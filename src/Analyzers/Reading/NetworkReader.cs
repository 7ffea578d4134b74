using ConvGen.Analyzers.Diagnostics;
using ConvGen.Model;
using ConvGen.Model.Layers;
using ConvGen.Model.Networks;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;
using ConvGen.Model.Reading;
using Microsoft.CodeAnalysis;

namespace ConvGen.Analyzers.Reading;

/// <summary>
/// Reads a network from a class's attributes: for the analyzer, which reports problems, and for the generator, which does not.
/// </summary>
public static class NetworkReader
{
    /// <summary>Reads the network that a class declares.</summary>
    /// <param name="type">The class, from source.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <param name="report">Receives a diagnostic for every error, and advice about a valid network; <see langword="null"/> for
    /// none.</param>
    /// <returns>
    /// The network, which has no reference to the compilation, or <see langword="null"/> when the class declares none or there is an error.
    /// </returns>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static NetworkModel? Read(INamedTypeSymbol type, CancellationToken cancellation, Action<Diagnostic>? report = null)
    {
        if (NetworkSource.Find(type, cancellation) is not { } source)
        {
            return null;
        }

        bool failed = false;
        Location fallback = source.Declaration?.Identifier.GetLocation() ?? type.Locations.FirstOrDefault() ?? Location.None;
        void Say(Problem problem, Location? location) => report?.Invoke(ProblemDiagnostics.Create(problem, location ?? fallback));
        void Report(Problem problem, Location? location)
        {
            failed = true;
            Say(problem, location);
        }

        Location? Locate(AttributeData? attribute, Problem problem) =>
            report is null || attribute is null ? null : AttributeSource.Locate(attribute, problem, cancellation);
        Location? LocateSubject(Subject subject, Problem problem)
        {
            cancellation.ThrowIfCancellationRequested();
            return subject.Kind == SubjectKind.Member
                ? source.Members[subject.Index].Location
                : Locate(Attribute(source, subject), problem);
        }

        (NetworkDeclaration declaration, bool isWhole) = Declare(
            source, Report, (attribute, problem) => Report(problem, Locate(attribute, problem)), cancellation);
        if (!isWhole)
        {
            return null;
        }

        NetworkModel? model = NetworkInference.Infer(
            declaration,
            (subject, problem) => Report(problem, LocateSubject(subject, problem)),
            report is null || failed ? null : (subject, problem) => Say(problem, LocateSubject(subject, problem)));
        return failed ? null : model;
    }

    /// <summary>
    /// Reads what a class declares, without placing its layers. It is fast, and equal declarations give equal networks in
    /// <see cref="NetworkInference"/>.
    /// </summary>
    /// <param name="type">The class, from source.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <returns>
    /// The declaration and whether it was read without an error, or <see langword="null"/> when there is none or nothing can be added to
    /// its class.
    /// </returns>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static (NetworkDeclaration Declaration, bool IsRight)? ReadDeclaration(INamedTypeSymbol type, CancellationToken cancellation)
    {
        bool isOpen = true, isRight = true;
        if (NetworkSource.Find(type, cancellation) is not { } source)
        {
            return null;
        }

        (NetworkDeclaration declaration, bool isWhole) = Declare(source, (_, _) => isOpen = false, (_, _) => isRight = false, cancellation);
        return isOpen ? (declaration, isRight && isWhole) : null;
    }

    /// <summary>Whether an attribute of namespace ConvGen, by its name in brackets, is a layer or a setting of networks.</summary>
    /// <param name="name">The name.</param>
    public static bool IsAttribute(string name) =>
        AttributeNames.IsLayer(name + "Attribute") || AttributeNames.IsSetting(name + "Attribute");

    /// <summary>The class, as far as generated code needs it.</summary>
    /// <param name="type">The class, from source.</param>
    public static TypeIdentity Identify(INamedTypeSymbol type) => TypeReading.Identify(type);

    /// <summary>
    /// The location of the [Budget] argument to blame, else of the attribute, else of the class: for limits that only the generator can
    /// check.
    /// </summary>
    /// <param name="type">The class, from source.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static Location LocateBudget(INamedTypeSymbol type, Problem problem, CancellationToken cancellation)
    {
        Location? found = NetworkSource.Find(type, cancellation)?.Budget is { } budget
            ? AttributeSource.Locate(budget, problem, cancellation)
            : null;
        return found ?? type.Locations.FirstOrDefault() ?? Location.None;
    }

    // The declaration as far as it was read, and whether it is complete and ordered.
    private static (NetworkDeclaration Declaration, bool IsWhole) Declare(
        NetworkSource source,
        Action<Problem, Location?> reportAtType,
        Action<AttributeData, Problem> report,
        CancellationToken cancellation)
    {
        TypeReading.Check(source.Type, source.Declaration, reportAtType);
        bool isOne = source.StrayLayer is null && source.InputOnBlock is null;
        if (source.StrayLayer is { } stray)
        {
            report(stray, Problem.Of(ProblemIds.LayersOnTwoParts, [source.Type.Name]));
        }

        if (source.InputOnBlock is { } input)
        {
            report(input, Problem.Of(ProblemIds.BlockWithInput, [source.Type.Name]));
        }

        var reader = new BlockReader(isOne ? report : (_, _) => { }, cancellation);
        EquatableArray<LayerDeclaration> layers = source.Layers.Select(reader.Read).ToEquatableArray();
        NetworkDeclaration declaration = new(
            TypeReading.Identify(source.Type),
            layers,
            source.Trainable is not null,
            source.Trainable is { } trainable && reader.Read(trainable, SettingReaders.InputGradient),
            source.Budget is { } budget ? reader.Read(budget, SettingReaders.Budget) : null)
        {
            Sizes = source.Sizes.Select(size => reader.Read(size, SettingReaders.Size)).ToEquatableArray(),
            Pretrained = source.Pretrained is { } weights ? reader.Read(weights, SettingReaders.Pretrained) : null,
            OwnMembers = source.Members.Select(each => each.Member).ToEquatableArray(),
        };
        return (declaration, isOne && reader.IsReadable && !source.HasUnknown);
    }

    private static AttributeData? Attribute(NetworkSource source, Subject subject) => subject.Kind switch
    {
        SubjectKind.Layer => source.Layers[subject.Index],
        SubjectKind.Size => source.Sizes[subject.Index],
        SubjectKind.Budget => source.Budget,
        SubjectKind.Trainable => source.Trainable,
        SubjectKind.Pretrained => source.Pretrained,
        _ => null,
    };
}
