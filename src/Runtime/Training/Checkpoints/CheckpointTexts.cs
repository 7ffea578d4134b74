using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConvGen;

/// <summary>
/// The texts of a checkpoint by their names. Numbers are written so that they are read as the same ones, whatever the culture.
/// </summary>
/// <param name="source">The file's name in messages.</param>
/// <param name="texts">The texts.</param>
internal sealed class CheckpointTexts(string source, Dictionary<string, string> texts)
{
    /// <summary>All of them.</summary>
    public Dictionary<string, string> All => texts;

    /// <summary>Sets numbers, separated by blanks.</summary>
    public void Set<T>(string name, params ReadOnlySpan<T> numbers)
        where T : IFormattable
    {
        var text = new StringBuilder();
        foreach (T number in numbers)
        {
            string format = number is float or double ? "R" : "D";
            text.Append(text.Length == 0 ? "" : " ").Append(number.ToString(format, CultureInfo.InvariantCulture));
        }

        texts[name] = text.ToString();
    }

    /// <summary>Numbers.</summary>
    /// <exception cref="WeightFormatException">They are missing, are no numbers, or are not as many.</exception>
    public T[] Get<T>(string name, int count)
        where T : ISpanParsable<T>
    {
        string text = Text(name);
        string[] parts = text.Length == 0 ? [] : text.Split(' ');
        var numbers = new T[parts.Length];
        bool isRight = parts.Length == count;
        for (int i = 0; isRight && i < parts.Length; i++)
        {
            isRight = T.TryParse(parts[i], CultureInfo.InvariantCulture, out numbers[i]!);
        }

        return isRight ? numbers : throw new WeightFormatException(
            $"{source}: the metadata '{name}' of the checkpoint are not {count.ToString(CultureInfo.InvariantCulture)} numbers.");
    }

    /// <summary>A number.</summary>
    /// <exception cref="WeightFormatException">It is missing, or none.</exception>
    public T Get<T>(string name)
        where T : ISpanParsable<T> => Get<T>(name, 1)[0];

    /// <summary>A number that is a count.</summary>
    /// <exception cref="WeightFormatException">It is missing, none, or negative.</exception>
    public T GetCount<T>(string name)
        where T : struct, System.Numerics.INumber<T>
    {
        T count = Get<T>(name);
        return count >= T.Zero
            ? count
            : throw new WeightFormatException($"{source}: the metadata '{name}' of the checkpoint are negative.");
    }

    /// <summary>A text.</summary>
    /// <exception cref="WeightFormatException">There is none.</exception>
    public string Text(string name) => texts.TryGetValue(name, out string? text)
        ? text
        : throw new WeightFormatException($"{source} is no checkpoint of a training session: it has no metadata '{name}'.");

    /// <summary>Sets the results of epochs.</summary>
    public void Set(string name, List<EpochResult> results)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (EpochResult result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
        }

        texts[name] = Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The results of epochs.</summary>
    /// <exception cref="WeightFormatException">There are none, or they are not what was written.</exception>
    public List<EpochResult> GetResults(string name)
    {
        try
        {
            using var json = JsonDocument.Parse(Text(name));
            return [.. json.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception e) when (e
            is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new WeightFormatException($"{source}: the metadata '{name}' of the checkpoint are not results of epochs: {e.Message}", e);
        }
    }

    private static void Write(Utf8JsonWriter json, EpochResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", result.Epoch);
        json.WriteNumber("epochs", result.Epochs);
        json.WriteString("trainLoss", Format(result.TrainLoss));
        json.WriteNumber("ticks", result.Elapsed.Ticks);
        json.WriteString("speed", Format(result.ExamplesPerSecond));
        if (result.Test is { } test)
        {
            json.WriteNumber("examples", test.Examples);
            json.WriteString("loss", Format(test.Loss));
            if (test.Accuracy is { } accuracy)
            {
                json.WriteString("accuracy", Format(accuracy));
            }

            json.WriteStartArray("metrics");
            foreach (MetricValue metric in test.Metrics)
            {
                json.WriteStartObject();
                json.WriteString("name", metric.Name);
                json.WriteString("value", Format(metric.Value));
                json.WriteBoolean("higher", metric.HigherIsBetter);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static EpochResult Read(JsonElement json)
    {
        EvaluationResult? test = null;
        if (json.TryGetProperty("loss", out JsonElement loss))
        {
            double? accuracy = json.TryGetProperty("accuracy", out JsonElement share) ? Number(share) : null;
            test = new EvaluationResult(Number(loss), accuracy, json.GetProperty("examples").GetInt32())
            {
                Metrics =
                [
                    .. json.GetProperty("metrics").EnumerateArray().Select(metric => new MetricValue(
                        metric.GetProperty("name").GetString()!,
                        Number(metric.GetProperty("value")),
                        metric.GetProperty("higher").GetBoolean())),
                ],
            };
        }

        return new EpochResult(
            json.GetProperty("epoch").GetInt32(),
            json.GetProperty("epochs").GetInt32(),
            Number(json.GetProperty("trainLoss")),
            test,
            TimeSpan.FromTicks(json.GetProperty("ticks").GetInt64()),
            Number(json.GetProperty("speed")));
    }

    // As texts, for JSON has no numbers that are infinite or none.
    private static string Format(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
