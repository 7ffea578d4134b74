using ConvGen.Onnx.Normalising;
using ConvGen.Onnx.Tensors;

namespace ConvGen.Onnx.Patterns;

/// <summary>Whether a value is computed in a certain way.</summary>
internal delegate bool Pattern(string value, Matching matching);

/// <summary>The words that patterns are made of.</summary>
internal static class Be
{
    private static readonly HashSet<string> Commutative = ["Add", "Mul", "Max", "Min"];

    /// <summary>Any value, the same wherever the name stands.</summary>
    public static Pattern Any(string name) => (value, matching) => matching.Bind(name, value);

    /// <summary>A constant.</summary>
    public static Pattern Constant(string name) =>
        (value, matching) => matching.Constants.ContainsKey(value) && matching.Bind(name, value);

    /// <summary>A constant single number, up to rounding in single precision.</summary>
    public static Pattern Number(double number) => (value, matching) =>
        matching.Constants.TryGetValue(value, out OnnxTensor? constant) && constant.Length == 1 && IsNear(constant.Single(), number);

    /// <summary>An operation; its operands in either order where that makes no difference.</summary>
    public static Pattern Op(string op, params Pattern[] operands) => When(op, _ => true, operands);

    /// <summary>An operation with certain settings.</summary>
    public static Pattern When(string op, Func<Settings, bool> condition, params Pattern[] operands) => (value, matching) =>
        matching.Maker(value) is { } maker && maker.Op == op && maker.Inputs.Count == operands.Length && condition(maker.Settings)
        && (matching.Try(() => Matches(operands, maker.Inputs, matching))
            || (Commutative.Contains(op) && operands.Length == 2
                && matching.Try(() => Matches(operands, [maker.Inputs[1], maker.Inputs[0]], matching))));

    /// <summary>A pattern, whose value gets a name.</summary>
    public static Pattern Named(string name, Pattern pattern) =>
        (value, matching) => pattern(value, matching) && matching.Bind(name, value);

    /// <summary>The first of several patterns that is found.</summary>
    public static Pattern OneOf(params Pattern[] patterns) =>
        (value, matching) => patterns.Any(pattern => matching.Try(() => pattern(value, matching)));

    /// <summary>A pattern whose value nothing else reads.</summary>
    public static Pattern Once(Pattern pattern) => (value, matching) => matching.IsReadOnce(value) && pattern(value, matching);

    /// <summary>A quotient by a number, or a product with its reciprocal.</summary>
    public static Pattern Over(Pattern dividend, double divisor) =>
        OneOf(Op("Div", dividend, Number(divisor)), Op("Mul", dividend, Number(1 / divisor)));

    /// <summary>Whether two numbers differ by no more than digits that exporters leave out.</summary>
    public static bool IsNear(double number, double other) => Math.Abs(number - other) <= 1e-5 * Math.Max(1e-3, Math.Abs(other));

    private static bool Matches(Pattern[] operands, IReadOnlyList<string> inputs, Matching matching)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (!operands[i](inputs[i], matching))
            {
                return false;
            }
        }

        return true;
    }
}
