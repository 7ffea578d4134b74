using ConvGen;

namespace ImageFilters;

/// <summary>Six fixed filters over one picture, as it comes from a file. There is nothing to train and no weight file.</summary>
[Input(3, Side, Side, Layout = InputLayout.Interleaved, Element = InputElement.Byte, Name = "picture")]
[ImageFilter(FilterKind.Box, k: 9, p: 4, PadMode = PadMode.Replicate), Output("box")]
[ImageFilter(FilterKind.Gaussian, k: 9, p: 4, PadMode = PadMode.Replicate, From = "picture"), Output("gaussian")]
[ImageFilter(FilterKind.SobelVertical, p: 1, PadMode = PadMode.Replicate, From = "picture"), Output("sobelVertical")]
[ImageFilter(FilterKind.SobelHorizontal, p: 1, PadMode = PadMode.Replicate, From = "picture"), Output("sobelHorizontal")]
[ImageFilter(FilterKind.Laplacian, p: 1, PadMode = PadMode.Replicate, From = "picture"), Output("laplacian")]
[ImageFilter(FilterKind.Sharpen, p: 1, PadMode = PadMode.Replicate, From = "picture"), Output("sharpen")]
internal sealed partial class Filters
{
    /// <summary>Width and height of the picture.</summary>
    public const int Side = 256;
}
