using System.Reflection;
using ConvGen.Fuzzing.Declarations;
using ConvGen.Fuzzing.Drawing;
using ConvGen.Fuzzing.Graphs;

namespace ConvGen.Fuzzing;

/// <summary>What is drawn: every layer, every setting of each, and every value of an enumeration.</summary>
public class DrawerTests
{
    private const int Networks = 5000;

    // They say nothing about what a network computes.
    private static readonly Type[] NotDrawn = [typeof(BudgetAttribute), typeof(BlockAttribute), typeof(PretrainedAttribute)];

    private static readonly Lazy<Declaration[]> Drawn = new(() => [.. Enumerable.Range(0, Networks).Select(NetworkDrawer.Draw)]);

    private static IEnumerable<Type> Attributes => typeof(LayerAttribute).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract && !NotDrawn.Contains(type));

    [Fact]
    public void EveryLayerIsDrawn()
    {
        HashSet<Type?> drawn = [.. Drawn.Value.SelectMany(declaration => declaration.All).Select(AttributeFactory.TypeOf).Select(Open)];
        Assert.Empty(Attributes.Where(type => !drawn.Contains(type)).Select(type => type.Name));
    }

    [Fact]
    public void EverySettingIsDrawn()
    {
        HashSet<(Type, string)> drawn = [];
        HashSet<object> choices = [];
        foreach (Layer layer in Drawn.Value.SelectMany(declaration => declaration.All))
        {
            Type type = Open(AttributeFactory.TypeOf(layer))!;
            ParameterInfo[] parameters = type.GetConstructors().Single().GetParameters();
            for (int i = 0; i < layer.Arguments.Length; i++)
            {
                drawn.Add((type, layer.Arguments[i].Name ?? parameters[Math.Min(i, parameters.Length - 1)].Name!));
                choices.Add(layer.Arguments[i].Value);
            }
        }

        IEnumerable<(Type, string)> settings = Attributes.SelectMany(type => type.GetConstructors().Single().GetParameters().Select(parameter => (type, parameter.Name!))
            .Concat(type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => (type, property.Name))));
        HashSet<(Type, string)> meaningless = [.. WithoutTensors().Select(type => (type, "Share")), (typeof(OutputAttribute), "Trainable")];
        Nothing(string.Join(", ", settings.Where(setting => !drawn.Contains(setting) && !meaningless.Contains(setting)).Select(setting => $"{setting.Item1.Name}.{setting.Item2}")));
        IEnumerable<object> values = Attributes.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType).Distinct()
            .Where(type => type.IsEnum).SelectMany(type => Enum.GetValues(type).Cast<object>());
        Nothing(string.Join(", ", values.Where(value => !choices.Contains(value) && !IsDefault(value)).Select(value => $"{value.GetType().Name}.{value}")));
    }

    [Fact]
    public void GraphsOfEveryFormAreDrawn()
    {
        Graph[] graphs = [.. Drawn.Value.Select(GraphReader.Read)];
        Assert.Contains(graphs, graph => graph.Inputs.Any(input => !graph.Nodes.Any(node => node.Reads.Contains(input))));
        Assert.Contains(graphs, graph => graph.Outputs.Any(output => graph.Inputs.Contains(output.Node)));
        Assert.Contains(graphs, graph => graph.Outputs.Select(output => output.Node).Distinct().Count() < graph.Outputs.Length);
        Assert.Contains(graphs, graph => graph.Nodes.Any(node =>
            node.Attribute is SoftmaxAttribute && graph.Nodes.Count(other => other.Reads.Contains(node.Reads[0])) > 1));
        Assert.Contains(graphs, graph => graph.Sizes.Length > 1);
        Assert.Equal([0, 1, 2, 3], graphs.Select(graph => ((InputAttribute)graph.Nodes[0].Attribute).Shape.Length - 1).Distinct().Order());
    }

    [Fact]
    public void ASeedGivesOneDeclarationAndItsTextTheSame()
    {
        foreach (Declaration declaration in Drawn.Value.Take(200))
            Assert.Equal(declaration.ToString(), DeclarationReader.Read(declaration.ToString()).ToString());
        Assert.Equal(Drawn.Value[7].ToString(), NetworkDrawer.Draw(7).ToString());
    }

    private static IEnumerable<Type> WithoutTensors()
    {
        HashSet<Type> with = [typeof(UseAttribute<>)];
        foreach (PlacedGraph placed in Drawn.Value.Select(declaration => PlacedGraph.Of(GraphReader.Read(declaration))))
            with.UnionWith(placed.Definitions.Zip(placed.Graph.Nodes).Where(each => each.First is { Tensors.Length: > 0 }).Select(each => each.Second.Attribute.GetType()));
        return Attributes.Where(type => !with.Contains(type));
    }

    private static void Nothing(string missing) => Assert.True(missing.Length == 0, missing);

    private static Type? Open(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    private static bool IsDefault(object value) => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) == 0;
}
