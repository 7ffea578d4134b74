namespace ConvGen;

/// <summary>
/// Gives new networks of the class the weights of a file: <c>new Net()</c> reads them, instead of drawing random ones. The file is a
/// resource of the assembly with the class, or lies beside the program.
/// </summary>
/// <param name="file">
/// The name of the safetensors file: of the resource (<c>LogicalName</c> in the project file), else of a file relative to
/// <see cref="AppContext.BaseDirectory"/>.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class PretrainedAttribute(string file) : Attribute
{
    /// <summary>The name of the file.</summary>
    public string File { get; } = file;
}
