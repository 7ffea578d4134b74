using ConvGen.Generator.Planning;

namespace ConvGen.Generator.Kernels.Winograd;

/// <summary>How the tiles and the output channels of a plan are cut on one vector target.</summary>
/// <param name="TilesPerGroup">Tiles that are multiplied together at most.</param>
/// <param name="Cycles">Estimated cycles.</param>
/// <param name="Groups">The tiles in groups.</param>
/// <param name="Parts">The blocks of output channels in parts, so that maps of few tiles can be split too; all but the last are equal.</param>
internal sealed record WinogradGrouping(int TilesPerGroup, double Cycles, IReadOnlyList<Run> Groups, IReadOnlyList<Run> Parts)
{
    /// <summary>Pieces of work of one example.</summary>
    public int Items => Groups.Sum(g => g.Count) * Parts.Sum(p => p.Count);

    /// <summary>Distance between blocks of channels in the working memory.</summary>
    public int BlockStride => TilesPerGroup * ValueLayout.BlockSize;
}
