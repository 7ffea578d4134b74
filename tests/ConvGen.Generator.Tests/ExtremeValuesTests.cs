using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using ConvGen.Analyzers.Reading;
using ConvGen.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Generator.Tests;

/// <summary>
/// Whatever number an attribute takes, the compiler is neither stopped nor kept busy: there is an error or a network. Attributes and their arguments
/// are found in the library, so that new ones are tried without another line.
/// </summary>
public class ExtremeValuesTests
{
    private const long MaxBytes = 800L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // With the references bound once: binding them takes longer than most networks.
    private static readonly CSharpCompilation Empty = UserProject.Current.Compile();

    // What overflows alone, as sums, or as squares and products only.
    private static readonly string[] Integers = ["46341", "1000000007", "int.MaxValue", "int.MinValue"];
    private static readonly string[] Fractions = ["1e9", "1e-30", "double.NaN"];
    private static readonly string[] Inputs = ["2, 64, 64", "1, 16777259", "65536"];

    // What has to be given, by its name.
    private static readonly Dictionary<string, string> Required = (
        "filters=4 k=3 units=4 tiles=2 kind=FilterKind.Box levels=1 clusters=3 pieces=2 groups=2 start=0 count=1 parts=2 part=0 r=2 scale=2 size=2 shape=2 " +
        "with=\"input\"").Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    public static TheoryData<string> Attributes => [.. typeof(ConvAttribute).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Attribute)) && type is { IsAbstract: false, IsGenericType: false })
        .Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Attributes))]
    public void AreAnErrorOrANetwork(string attribute)
    {
        Type type = typeof(ConvAttribute).Assembly.GetType($"ConvGen.{attribute}", throwOnError: true)!;
        foreach (string declaration in Declarations(type).Distinct())
            AssertIsCheap(declaration);
    }

    [Theory]
    [InlineData("[Block, Relu] class B; [Input(4), Use<B>(Repeat = int.MaxValue)]")]
    [InlineData("[Block, Conv(BlockArgument.Number1, k: 3, s: BlockArgument.Number2)] class B; [Input(4, 64, 64), Use<B>(int.MaxValue, 1)]")]
    [InlineData("[Block, Conv(BlockArgument.Number1 * 4, k: 3, s: BlockArgument.Number2)] class B; [Input(4, 64, 64), Use<B>(1000000, 1000000, Repeat = 1000)]")]
    [InlineData("[Block, Conv(k: 3, p: 1)] class B; [Input(4, 64), Use<B>(Repeat = 2000, Tied = true)]")]
    [InlineData("[Input(1, 4), MaxPool(k: 1000000000, s: 1, Padding = PaddingKind.Same)]")]
    [InlineData("[Input(1, 4, 4), AvgPool(k: 46340, s: 1, Padding = PaddingKind.Same)]")]
    [InlineData("[Input(1, 100000000), AvgPool(k: 7, s: 1, Padding = PaddingKind.Same), AdaptiveAvgPool(99999999)]")]
    [InlineData("[Input(100000000), Mish, GroupNorm(2)]")]
    [InlineData("[Input(1, 100000000), Conv(1, k: 100000, s: 99999), Trainable(InputGradient = true)]")]
    [InlineData("[Input(1, 1), MaxPool(2, 1, 100000000, Dilation = 100000000)]")]
    [InlineData("[Input(1, 30000, 30000), Conv(1, k: 30000, p: 15000)]")]
    [InlineData("[Input(1, 4, 4, 4), ConvTranspose(1, k: 1000, s: 1000)]")]
    public void TogetherAreAnErrorOrANetwork(string declaration) => AssertIsCheap(declaration);

    // Every argument alone, those of one kind all at once, and windows also with each padding.
    private static IEnumerable<string> Declarations(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(each => each.GetParameters().Length).First();
        Dictionary<string, string> given = constructor.GetParameters().Where(each => !each.HasDefaultValue && Required.ContainsKey(each.Name!))
            .ToDictionary(each => each.Name!, each => Required[each.Name!]);
        (string Name, Type Type)[] arguments =
        [
            .. constructor.GetParameters().Select(each => (each.Name!, each.ParameterType)),
            .. type.GetProperties().Where(each => each.CanWrite).Select(each => (each.Name, each.PropertyType)),
        ];
        string[] endings = type.IsSubclassOf(typeof(WindowAttribute)) ? ["Rounding = RoundingMode.Floor", "Padding = PaddingKind.Same"] : [""];
        foreach (string input in type == typeof(InputAttribute) ? Inputs.Take(1) : Inputs)
        {
            int rank = Math.Max(1, input.Count(letter => letter == ','));
            foreach (string ending in endings)
            {
                foreach ((string name, Type of) in arguments)
                {
                    foreach (string value in Values(of, rank))
                        yield return Declaration(type, input, new(given) { [name] = value }, ending);
                }

                foreach (string value in Integers)
                {
                    yield return Declaration(
                        type, input, new(given.Concat(arguments.Where(each => each.Type == typeof(int)).Select(each => KeyValuePair.Create(each.Name, value))).DistinctByLast()), ending);
                }
            }
        }
    }

    private static IEnumerable<string> Values(Type type, int rank)
    {
        string[] numbers = type.GetElementType() == typeof(int) || type == typeof(int) ? Integers
            : type.GetElementType() == typeof(double) || type == typeof(double) ? Fractions
            : type == typeof(long) ? ["long.MaxValue", "long.MinValue", "-1", "1"]
            : type == typeof(bool) ? ["true"]
            : type.IsEnum ? [.. Enum.GetNames(type).Select(name => $"{type.Name}.{name}"), $"({type.Name})77"]
            : [];
        string Array(string number, int count) => $"[{string.Join(", ", Enumerable.Repeat(number, count))}]";
        return !type.IsArray || numbers.Length == 0 ? numbers : [.. numbers.Select(number => Array(number, rank)), Array(numbers[0], 1000)];
    }

    private static string Declaration(Type type, string input, Dictionary<string, string> arguments, string ending)
    {
        string written = string.Join(", ", arguments
            .OrderBy(each => char.IsUpper(each.Key[0]))
            .Select(each => $"{each.Key}{(char.IsUpper(each.Key[0]) ? " =" : ":")} {each.Value}")
            .Append(ending)
            .Where(text => text.Length > 0));
        string attribute = $"{type.Name[..^"Attribute".Length]}{(written.Length > 0 ? $"({written})" : "")}";
        string layers = type == typeof(InputAttribute) ? $"{attribute}, Relu, Dense(1, Name = \"end\")"
            : type == typeof(TrainableAttribute) || type == typeof(BudgetAttribute) || type == typeof(SizeAttribute) ? $"Input({input}), {attribute}, Relu"
            : $"Input({input}), PRelu, {attribute}";
        return $"[{layers}{(type == typeof(TrainableAttribute) ? "" : ", Trainable")}]";
    }

    private static void AssertIsCheap(string declaration)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = Empty.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText($"using ConvGen;\n{declaration} internal partial class Net;", UserProject.Current.Parsing, "Net.cs", cancellationToken: cancellation));
        long bytes = 0;
        Exception? thrown = null;
        Thread compiler = new(Generate) { IsBackground = true };
        long start = Stopwatch.GetTimestamp();
        compiler.Start();
        Assert.True(compiler.Join(Longest), $"More than {Longest.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s: {declaration}");
        Assert.True(thrown is null, $"{declaration}: {thrown}");
        Assert.True(bytes < MaxBytes, $"{bytes >> 20} MB, {Stopwatch.GetElapsedTime(start)}: {declaration}");

        void Generate()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                NetworkReader.Read(compilation.GetTypeByMetadataName("Net")!, cancellation, _ => { });
                thrown = new TrackedGenerator().Run(compilation).Exception;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                thrown = error;
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}

file static class Arguments
{
    /// <summary>The pairs as they are after each has taken the place of those before it with its key.</summary>
    public static IEnumerable<KeyValuePair<string, string>> DistinctByLast(this IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.GroupBy(pair => pair.Key).Select(group => group.Last());
}
