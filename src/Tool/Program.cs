using System.CommandLine;
using System.Globalization;
using ConvGen.Tool.Commands;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return new RootCommand("Turns ONNX files into ConvGen networks and back, and verifies them.")
{
    new ImportCommand(),
    new InspectCommand(),
    new VerifyCommand(),
    new ExportCommand(),
}.Parse(args).Invoke();
