using ConvGen.Onnx.Problems;

namespace ConvGen.Tool.Commands;

/// <summary>Runs a command; what goes wrong is written as a build log has it, and the exit code is 1.</summary>
internal static class ToolRun
{
    /// <summary>Runs the work of a command.</summary>
    /// <param name="model">The path of the model or assembly, for messages.</param>
    /// <param name="work">The work, which returns the exit code.</param>
    public static int Do(string model, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (OnnxImportException refused)
        {
            foreach (ImportProblem problem in refused.Problems)
            {
                Console.Error.WriteLine(problem.ToString(model));
            }
        }
        catch (OnnxExportException refused)
        {
            foreach (ExportProblem problem in refused.Problems)
            {
                Console.Error.WriteLine(problem.ToString(model));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"{model}: error: {error.Message}");
        }

        return 1;
    }
}
