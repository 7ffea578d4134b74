using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ConvGen.Onnx;
using ConvGen.Onnx.Declarations;
using ConvGen.Onnx.Problems;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvGen.Tool.Commands;

/// <summary>The arguments that every command has: which model, and how it is read.</summary>
internal sealed class ModelArguments
{
    private readonly Argument<FileInfo> _model = new("model") { Description = "The ONNX file." };

    private readonly Option<string[]> _inputShapes = new("--input-shape")
    {
        Description = "The shape of an input, where the file leaves sizes open: 1x3x224x224, or name=1x3x224x224 with several inputs.",
    };

    private readonly Option<string[]> _outputs = new("--outputs")
    {
        Description = "The values that are returned, separated by commas, instead of the graph's outputs: cuts off what follows them.",
    };

    private readonly Option<string?> _className = new("--class")
    {
        Description = "The name of the class; made of the file's name if omitted.",
    };

    private readonly Option<string> _namespace = new("--namespace")
    {
        Description = "The namespace of the class.",
        DefaultValueFactory = _ => "Models",
    };

    private readonly Option<bool> _trainable = new("--trainable") { Description = "Declares the network trainable." };

    /// <summary>Adds the arguments to a command.</summary>
    public ModelArguments(Command command)
    {
        _inputShapes.Validators.Add(CheckShapes);
        _className.Validators.Add(result => Check(result, IsName, "is not a name for a class"));
        _namespace.Validators.Add(result => Check(result, IsNamespace, "is not a namespace"));
        command.Arguments.Add(_model);
        command.Options.Add(_inputShapes);
        command.Options.Add(_outputs);
        command.Options.Add(_className);
        command.Options.Add(_namespace);
        command.Options.Add(_trainable);
    }

    /// <summary>The path of the model.</summary>
    public string Path(ParseResult result) => result.GetRequiredValue(_model).ToString();

    /// <summary>How it is read.</summary>
    public ImportOptions Options(ParseResult result)
    {
        string stem = System.IO.Path.GetFileNameWithoutExtension(Path(result));
        return new()
        {
            ClassName = result.GetValue(_className) ?? Identifiers.ForClass(stem),
            Namespace = result.GetValue(_namespace)!,
            InputShapes = (result.GetValue(_inputShapes) ?? []).Select(Split)
                .ToDictionary(each => each.Name, each => (IReadOnlyList<int>)Sizes(each.Shape)!),
            Outputs = [.. (result.GetValue(_outputs) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries))],
            Trainable = result.GetValue(_trainable),
        };
    }

    private static (string Name, string Shape) Split(string text)
    {
        int at = text.LastIndexOf('=');
        return at < 0 ? (string.Empty, text) : (text[..at], text[(at + 1)..]);
    }

    private static int[]? Sizes(string text)
    {
        var sizes = new List<int>();
        foreach (string part in text.Split('x', 'X', '×'))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
            {
                return null;
            }

            sizes.Add(size);
        }

        return [.. sizes];
    }

    private void CheckShapes(OptionResult result) =>
        Check(result, text => Sizes(Split(text).Shape) is not null, "is not a shape; write 1x3x224x224, or name=1x3x224x224");

    // In the form of other errors, so that the log of a build shows it as one.
    private void Check(OptionResult result, Func<string, bool> isRight, string otherwise)
    {
        foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !isRight(text)))
        {
            string model = result.GetResult(_model) is { Tokens: [Token path, ..] } ? path.Value + ": " : string.Empty;
            result.AddError($"{model}error {ProblemCodes.Option}: {result.Option.Name}: '{text}' {otherwise}");
        }
    }

    private static bool IsName(string text) => SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None;

    private static bool IsNamespace(string text) => text.Length == 0 || text.Split('.').All(IsName);
}
