using ConvGen.Model.Layers;
using ConvGen.Model.Primitives;
using ConvGen.Model.Problems;

namespace ConvGen.Model.Graph;

/// <summary>Checks the counts of a network: sizes within the range of an index, limits, something to train.</summary>
internal static class NetworkRules
{
    /// <summary>Reports an output or a tensor with more values than an index can address.</summary>
    public static bool Fits(Layer layer, string name, Inference inference, ICollection<Problem> problems)
    {
        int before = problems.Count;
        void Overflow(string what) => problems.Add(Problem.Of(ProblemIds.SizeOverflow, [layer.Title(name), what]));

        if (inference.Shape.Length > int.MaxValue)
        {
            Overflow($"the output {inference.Shape} has {Count(inference.Shape.Length)} values");
        }

        foreach (ParameterTensor tensor in inference.Parameters)
        {
            if (tensor.Length > int.MaxValue)
            {
                Overflow($"the tensor '{tensor.Name}' has {Count(tensor.Length)} values");
            }
        }

        if (inference.Macs == long.MaxValue)
        {
            Overflow("its multiply-accumulate operations cannot be counted");
        }

        return problems.Count == before;
    }

    /// <summary>Checks the sums over all layers.</summary>
    /// <param name="declaration">The network as declared.</param>
    /// <param name="nodes">The layers that could be placed.</param>
    /// <param name="complete">Whether these are all of them.</param>
    /// <param name="report">Receives each problem with what it is about.</param>
    public static void Check(NetworkDeclaration declaration, Node[] nodes, bool complete, Action<Subject, Problem> report)
    {
        if (declaration.Budget is { } limits)
        {
            CheckLimits(limits, report);
        }

        if (!complete)
        {
            return;
        }

        long values = nodes
            .SelectMany(node => node.Parameters)
            .Where(tensor => !tensor.IsTied)
            .Aggregate(0L, (sum, tensor) => Saturating.Add(sum, tensor.Length));
        long macs = nodes.Aggregate(0L, (sum, node) => Saturating.Add(sum, node.Macs));
        string network = declaration.Type.Name;
        if (values > int.MaxValue)
        {
            report(Subject.Type, Problem.Of(ProblemIds.SizeOverflow, [network, $"all tensors together have {Count(values)} values"]));
        }

        if (macs == long.MaxValue)
        {
            report(Subject.Type, Problem.Of(ProblemIds.SizeOverflow, [network, "its multiply-accumulate operations cannot be counted"]));
        }

        if (declaration is { Trainable: true, InputGradient: false } && nodes.Length > 1 && !nodes.Any(node => node.IsTrained))
        {
            report(Subject.Trainable, Problem.Of(ProblemIds.NothingToTrain, [network]));
        }

        if (declaration.Pretrained is { } file && string.IsNullOrWhiteSpace(file))
        {
            report(Subject.Pretrained, Problem.Of(ProblemIds.NoWeightFile, [network], "file"));
        }

        if (declaration.Budget is { } budget)
        {
            CheckBudget(budget, network, nodes, macs, report);
        }
    }

    private static void CheckLimits(Budget budget, Action<Subject, Problem> report)
    {
        (string Name, long Limit)[] limits =
            [("Parameters", budget.Parameters), ("Macs", budget.Macs), ("ArenaBytes", budget.ArenaBytes)];
        foreach ((string name, long limit) in limits)
        {
            if (limit < 0)
            {
                report(Subject.Budget, Problem.Of(ProblemIds.NegativeBudget, [name, NumberText.Plain(limit)], name) with
                {
                    Fixes = new(Fix.Remove(name)),
                });
            }
        }
    }

    private static void CheckBudget(Budget budget, string network, Node[] nodes, long macs, Action<Subject, Problem> report)
    {
        void Report(string id, string argument, long count, long limit, Func<Node, long> share) =>
            report(Subject.Budget, Exceeded(id, network, argument, count, limit, nodes, share));

        long parameters = nodes.Sum(TrainableValues);
        if (budget.Parameters >= 0 && parameters > budget.Parameters)
        {
            Report(ProblemIds.ParameterBudget, "Parameters", parameters, budget.Parameters, TrainableValues);
        }

        if (budget.Macs >= 0 && macs > budget.Macs)
        {
            Report(ProblemIds.MacBudget, "Macs", macs, budget.Macs, node => node.Macs);
        }
    }

    private static Problem Exceeded(
        string id, string network, string argument, long count, long limit, Node[] nodes, Func<Node, long> share)
    {
        Node largest = nodes.OrderByDescending(share).First();
        string[] arguments =
        [
            network, NumberText.Grouped(count), NumberText.Grouped(count - limit), NumberText.Grouped(limit),
            largest.Layer.Title(largest.Name), NumberText.Grouped(share(largest)),
        ];
        return Problem.Of(id, arguments, argument) with { Fixes = new(Budget.Raise(argument, count)) };
    }

    private static long TrainableValues(Node node) =>
        node.Parameters.Where(tensor => tensor is { IsTrainable: true, IsTied: false }).Sum(tensor => tensor.Length);

    private static string Count(long value) => value == long.MaxValue ? "too many" : NumberText.Grouped(value);
}
