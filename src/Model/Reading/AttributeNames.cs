namespace ConvGen.Model.Reading;

/// <summary>The attributes of namespace ConvGen by the names of their classes.</summary>
public static class AttributeNames
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "ConvGen";

    /// <summary>Places a block.</summary>
    public const string Use = "UseAttribute";

    /// <summary>Marks a class whose layers are placed by uses.</summary>
    public const string Block = "BlockAttribute";

    /// <summary>An input.</summary>
    public const string Input = "InputAttribute";

    /// <summary>An output.</summary>
    public const string Output = "OutputAttribute";

    /// <summary>A further size of the input.</summary>
    public const string Size = "SizeAttribute";

    /// <summary>Asks for code for training.</summary>
    public const string Trainable = "TrainableAttribute";

    /// <summary>Limits.</summary>
    public const string Budget = "BudgetAttribute";

    /// <summary>The weights of new networks.</summary>
    public const string Pretrained = "PretrainedAttribute";

    /// <summary>Whether an attribute is a layer or a use of a block.</summary>
    public static bool IsLayer(string name) => name == Use || LayerReaders.IsLayer(name);

    /// <summary>Whether an attribute sets something of a whole network.</summary>
    public static bool IsSetting(string name) => name is Size or Trainable or Budget or Pretrained;

    /// <summary>Whether an attribute may be on a network, but not on a block.</summary>
    public static bool BelongsToNetworks(string? name) => name is Input or Output || (name is not null && IsSetting(name));

    /// <summary>The name as in brackets: without <c>Attribute</c>.</summary>
    public static string InBrackets(string name) => name.Replace("Attribute", string.Empty);
}
