using System.CommandLine;
using System.Globalization;
using ConvGen.Tool.Commands;
using Spectre.Console;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected)
{
    // Names are not broken where somebody searches for them.
    AnsiConsole.Profile.Width = 1000;
}

return new RootCommand("Turns ONNX files into ConvGen networks and back, and verifies them.")
{
    new ImportCommand(),
    new InspectCommand(),
    new VerifyCommand(),
    new ExportCommand(),
}.Parse(args).Invoke();
