using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ConvGen.Engine;
using ConvGen.Runtime.Tests.Weights;
using ConvGen.Weights;

namespace ConvGen.Runtime.Tests.Fuzzing;

public class SafetensorsFuzzTests
{
    private static readonly TensorSpec[] Tensors =
    [
        new("conv1.weight", [2, 3], TensorRole.Weight, 3, 2, false),
        new("b", [3], TensorRole.Bias, 3, 2, false),
    ];

    [Fact]
    public void DamagedFilesAreRefusedOrHarmless()
    {
        using var store = Store.Create(Tensors);
        var values = store.ValuesBuffer;
        float[] before = new float[values.Length];
        new FuzzRun<WeightFormatException> { BytesPerByte = 40, Bytes = 150_000 }.Run(
            FuzzRun<WeightFormatException>.Count,
            new Mutator(Corpus(), KeepHeaderLength, seed: 1),
            (file, number) =>
            {
                bool isFile = number % 2 == 0;
                bool hasContents = number % 3 > 0;
                values.Span.CopyTo(before);
                int version = store.Version;
                try
                {
                    MemoryMarshal.TryGetArray(file, out var bytes);
                    using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count);
                    SafetensorsReader.Read(stream, "the file", isFile ? file.Length : null, store.Parameters, values, hasContents);
                    Assert.NotEqual(version, store.Version);
                }
                catch (WeightFormatException)
                {
                    Assert.Equal(version, store.Version);
                    Assert.True(values.Span.SequenceEqual(before) || (!hasContents && !values.Span.ContainsAnyExcept(0)));
                    throw;
                }
            });
    }

    private static List<byte[]> Corpus()
    {
        using var store = Store.Create(Tensors);
        store.Parameters["b"].Set([1, -2, 3]);
        return
        [
            SafetensorsFile.Save(store),
            OfTypes("F16", 2, "BF16", 2),
            OfTypes("F64", 8, "F32", 4),
            SafetensorsFile.Of(
                """{"__metadata__":{"a":"b"},"n.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"b":{"shape":[3],"dtype":"F32","data_offsets":[8,20]},"conv1.weight":{"data_offsets":[20,44],"dtype":"F32","shape":[2,3],"extra":[1,2]}}""",
                new byte[44]),
            SafetensorsFile.Of("{ \"\\u0062\" : {\"dtype\":\"F32\", \"shape\":[3], \"data_offsets\":[0,12]}, \"\u00e9\\n\":{\"dtype\":\"U8\",\"shape\":[0,7],\"data_offsets\":[12,12]}}  ", new byte[12]),
        ];
    }

    private static byte[] OfTypes(string weight, int weightSize, string bias, int biasSize)
    {
        int middle = 6 * weightSize;
        int end = middle + 3 * biasSize;
        byte[] data = [.. Enumerable.Range(0, end).Select(i => (byte)(37 * i))];
        return SafetensorsFile.Of(
            $$$"""{"conv1.weight":{"dtype":"{{{weight}}}","shape":[2,3],"data_offsets":[0,{{{middle}}}]},"b":{"dtype":"{{{bias}}}","shape":[3],"data_offsets":[{{{middle}}},{{{end}}}]}}""",
            data);
    }

    /// <summary>As if only the header had become longer.</summary>
    private static int KeepHeaderLength(Span<byte> file, int grown)
    {
        if (file.Length >= sizeof(long))
        {
            BinaryPrimitives.WriteInt64LittleEndian(file, unchecked(BinaryPrimitives.ReadInt64LittleEndian(file) + grown));
        }

        return file.Length;
    }
}
