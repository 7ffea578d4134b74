using System.Text;
using ConvGen.Generator.Writing;

namespace ConvGen.Generator.Merging;

/// <summary>
/// Methods that differ in numbers only, as one: generic over a structure that has the numbers as static properties. C# compiles it once;
/// the just-in-time compiler makes machine code for each structure, in which the numbers are constants. Where the methods call merged
/// ones, whose structures differ, those are type parameters too.
/// </summary>
internal sealed class MergedMethod
{
    private const string Numbers = "TNumbers";

    private readonly IReadOnlyList<NumberedText> _methods;
    private readonly NumberTable _table = new(Numbers);
    private readonly List<(string Contract, string[] Structures)> _callees = [];
    private readonly string _text;

    /// <summary>Merges methods of equal skeletons.</summary>
    public MergedMethod(IReadOnlyList<NumberedText> methods)
    {
        _methods = methods;
        var text = new StringBuilder();
        string line = string.Empty;
        void Append(string more)
        {
            text.Append(more);
            line = more.LastIndexOf('\n') is >= 0 and int end ? more.Substring(end + 1) : line + more;
        }

        Append(methods[0].Pieces[0]);
        for (int i = 0; i < methods[0].Gaps.Count; i++)
        {
            Gap[] gaps = [.. methods.Select(method => method.Gaps[i])];
            Append(gaps[0].Contract is { } contract
                ? Structure(contract, [.. gaps.Select(gap => gap.Text)])
                : _table.Expression(NumberPlace.Of(line), [.. gaps.Select(gap => gap.Number)]));
            Append(methods[0].Pieces[i + 1]);
        }

        _text = text.ToString();
    }

    /// <summary>The methods.</summary>
    public IReadOnlyList<MethodText> Methods => [.. _methods.Select(method => method.Method)];

    /// <summary>Whether there is less to compile than in the methods.</summary>
    public bool Saves
    {
        get
        {
            int method = _methods[0].Method.Text.Count(letter => letter == '\n'), structure = _table.Properties.Count + 5;
            return _methods.Count * method > method + ((_methods.Count + 1) * structure);
        }
    }

    /// <summary>What is called instead of one of the methods.</summary>
    /// <param name="name">The name of the merged method.</param>
    /// <param name="index">Which of the methods it was.</param>
    public string Callee(string name, int index) =>
        $"{name}<{string.Join(", ", [_methods[index].Method.Name, .. _callees.Select(callee => callee.Structures[index])])}>";

    /// <summary>The interface, the structures and the method.</summary>
    /// <param name="name">The name of the method.</param>
    public IEnumerable<string> Texts(string name)
    {
        var contract = new SourceWriter();
        contract.Line($"// The numbers of {name}, which are constants in the machine code that each structure gets.");
        using (contract.Block($"private interface {Contract(name)}"))
        {
            contract.Lines(_table.Properties.Select(property => $"static abstract int {property.Name} {{ get; }}"));
        }

        yield return contract.ToString();
        for (int i = 0; i < _methods.Count; i++)
        {
            var structure = new SourceWriter();
            structure.Text(_methods[i].Method.Comment);
            using (structure.Block($"private readonly struct {_methods[i].Method.Name} : {Contract(name)}"))
            {
                structure.Lines(_table.Properties.Select(each => $"public static int {each.Name} => {Text.Of(each.Values[i])};"));
            }

            yield return structure.ToString();
        }

        (string Parameter, string Contract)[] parameters =
            [(Numbers, Contract(name)), .. _callees.Select((callee, i) => (Parameter(i), callee.Contract))];
        string constraints = string.Concat(parameters.Select(each => $"\n    where {each.Parameter} : struct, {each.Contract}"));
        int end = _text.IndexOf('\n', _text.IndexOf(NumberedText.OwnName));
        yield return _text.Insert(end, constraints).Replace(
            NumberedText.OwnName.ToString(), $"{name}<{string.Join(", ", parameters.Select(each => each.Parameter))}>");
    }

    /// <summary>The interface of a merged method's structures.</summary>
    public static string Contract(string name) => "I" + name;

    private static string Parameter(int callee) => $"TCallee{(callee == 0 ? string.Empty : Text.Of(callee + 1))}";

    private string Structure(string contract, string[] structures)
    {
        if (structures.All(structure => structure == structures[0]))
        {
            return structures[0];
        }

        int known = _callees.FindIndex(callee => callee.Structures.SequenceEqual(structures));
        if (known < 0)
        {
            known = _callees.Count;
            _callees.Add((contract, structures));
        }

        return Parameter(known);
    }
}
