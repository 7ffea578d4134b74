using ConvGen.Fuzzing.Drawing;
using ConvGen.Fuzzing.Evaluation;
using ConvGen.Fuzzing.Graphs;
using ConvGen.Fuzzing.Running;
using ConvGen.Numerics.Tests.Reference;

namespace ConvGen.Fuzzing;

/// <summary>The evaluator's own gradients are the slopes of what it evaluates.</summary>
public class AdjointTests
{
    private const int Networks = 150;
    private const int Examples = 2;
    private const double Length = 1e-6;

    // Near a kink the slope on one side is not that on the other.
    private const int MaxUndecided = Networks / 8;

    [Fact]
    public void GradientsAreSlopes()
    {
        int undecided = 0, compared = 0;
        for (int seed = 0; seed < Networks; seed++)
        {
            PlacedGraph placed = PlacedGraph.Of(GraphReader.Read(NetworkDrawer.Draw(seed)));
            Dictionary<string, Tensor> tensors = Experiment.DrawTensors(placed, seed);
            Experiment experiment = new(placed, tensors, Examples, seed);
            (_, Dictionary<string, Tensor> gradients) = experiment.Evaluate(isTraining: true).Backward(experiment.Upstream);
            if (gradients.Count == 0)
                continue;
            Random random = new(seed);
            Dictionary<string, Tensor> direction = gradients.ToDictionary(entry => entry.Key, entry => entry.Value.Select(_ => random.NextDouble() * 2 - 1));
            double norm = Math.Sqrt(direction.Values.Sum(tensor => Dot(tensor, tensor)));
            double predicted = gradients.Sum(entry => Dot(entry.Value, direction[entry.Key])) / norm;
            double scale = Math.Sqrt(gradients.Values.Sum(tensor => Dot(tensor, tensor)));
            double measured = (LossAt(Length) - LossAt(-Length)) / (2 * Length), nearer = (LossAt(Length / 10) - LossAt(-Length / 10)) / (Length / 5);
            compared++;
            if (Math.Min(Math.Abs(predicted - measured), Math.Abs(predicted - nearer)) > 1e-4 * scale + 1e-7)
                undecided++;

            double LossAt(double step)
            {
                Dictionary<string, Tensor> moved = new(tensors);
                foreach ((string name, Tensor along) in direction)
                    moved[name] = moved[name].Zip(along, (value, d) => value + step / norm * d);
                return experiment.With(moved).Evaluate(isTraining: true).Outputs.Zip(experiment.Upstream, Dot).Sum();
            }
        }

        Assert.InRange(compared, Networks / 2, Networks);
        Assert.InRange(undecided, 0, MaxUndecided);
    }

    private static double Dot(Tensor a, Tensor b) => a.Values.Zip(b.Values, (x, y) => x * y).Sum();
}
