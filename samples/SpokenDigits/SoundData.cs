using ConvGen;

namespace SpokenDigits;

/// <summary>Sounds to train on and to test on.</summary>
/// <param name="Train">To train on.</param>
/// <param name="Test">Never trained on.</param>
internal sealed record SoundData(IDataset Train, IDataset Test)
{
    private const int Rate = 8000;
    private const int FirstForTraining = 5;

    /// <summary>Reads the recordings of a folder.</summary>
    /// <exception cref="DataFormatException">A recording is damaged, or there are none.</exception>
    public static SoundData Load(string folder)
    {
        Recording[] recordings = [.. Directory.EnumerateFiles(folder, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Recording.Read)];
        Recording[] test = [.. recordings.Where(recording => recording.Number < FirstForTraining)];
        Recording[] train = [.. recordings.Where(recording => recording.Number >= FirstForTraining)];
        if (train.Length == 0 || test.Length == 0)
            throw new DataFormatException($"{folder} has {train.Length} recordings to train and {test.Length} to test; both are needed.");
        return new(Collect(train), Collect(test));
    }

    /// <summary>Makes the tones of a telephone's keys.</summary>
    public static SoundData Synthesise(int seed)
    {
        const int ForTraining = 1_000;
        const int ForTest = 200;

        InMemoryDataset Make(int first, int count) => Collect([.. Enumerable.Range(first, count).Select(number => KeyTones.Make(seed, number, Rate))]);
        return new(Make(0, ForTraining), Make(ForTraining, ForTest));
    }

    /// <summary>Brings recordings to one length and loudness.</summary>
    private static InMemoryDataset Collect(Recording[] recordings)
    {
        float[] samples = new float[recordings.Length * SpeechNetwork.InputLength];
        for (int i = 0; i < recordings.Length; i++)
            Fit(recordings[i].Samples, samples.AsSpan(i * SpeechNetwork.InputLength, SpeechNetwork.InputLength));
        return new(samples, [.. recordings.Select(recording => (float)recording.Digit)], SpeechNetwork.InputLength);
    }

    /// <summary>The middle of what is too long, silence around what is too short; as loud as a sine of amplitude √2.</summary>
    private static void Fit(ReadOnlySpan<float> sound, Span<float> room)
    {
        int cut = Math.Max(0, sound.Length - room.Length) / 2;
        sound = sound.Slice(cut, Math.Min(sound.Length, room.Length));
        double energy = 0;
        foreach (float sample in sound)
            energy += sample * sample;
        float gain = (float)(1 / Math.Sqrt(energy / Math.Max(1, sound.Length) + 1e-9));
        room.Clear();
        Span<float> middle = room[((room.Length - sound.Length) / 2)..];
        for (int i = 0; i < sound.Length; i++)
            middle[i] = sound[i] * gain;
    }
}
