using ConvGen.Fuzzing.Running;

namespace ConvGen.Fuzzing;

/// <summary>The tests that share a child process: it takes some seconds to start a compiler.</summary>
[CollectionDefinition(nameof(FuzzCollection))]
public sealed class FuzzCollection : ICollectionFixture<FuzzCollection.Fixture>
{
    /// <summary>The process.</summary>
    public sealed class Fixture : IDisposable
    {
        internal FuzzProcess Process { get; } = new();

        /// <inheritdoc/>
        public void Dispose() => Process.Dispose();
    }
}
