using System.Globalization;

namespace ConvGen.Model.Problems;

/// <summary>What problems say: a format for each identifier, whose places the arguments of a problem fill.</summary>
public static class ProblemMessages
{
    private static readonly Dictionary<string, string> Formats = new()
    {
        [ProblemIds.NotPartial] = "{0} '{1}' must be partial so that the code of network '{2}' can be added to it",
        [ProblemIds.GenericType] = "Network '{0}' cannot be generated because '{1}' is generic",
        [ProblemIds.NoInput] = "Network '{0}' has no [Input]; the shape of an example comes first, as in [Input(1, 28, 28)]",
        [ProblemIds.LayersOnTwoParts] =
            "The layers of network '{0}' must stand on one part of the class: the order of attributes on different parts is "
                + "undefined",
        [ProblemIds.DuplicateName] = "{0} cannot be named '{1}': {2} '{1}' has that name already",
        [ProblemIds.UnusableName] =
            "{0} cannot be named '{1}': a name needs visible characters, no spaces around them and no control characters",
        [ProblemIds.UnknownName] = "{0} reads '{1}', but no layer above it has that name{2}",
        [ProblemIds.LaterLayer] = "{0} reads {1}; only layers above it can be read",
        [ProblemIds.NoLayer] = "Network '{0}' has an input but no layer",
        [ProblemIds.PortNames] = "Network '{0}' has inputs or outputs '{1}' and '{2}', which would both be the parameter '{3}'",
        [ProblemIds.NothingAbove] = "{0} has nothing above it to read; [Input] must stand first",
        [ProblemIds.UnsupportedType] = "Network '{0}' must be a plain class, but it is {1}",
        [ProblemIds.NothingToCombine] = "{0} combines several layers, but names none",
        [ProblemIds.NoBlock] = "'{0}' cannot be used as a block: {1}",
        [ProblemIds.BlockNumber] = "Block '{0}' {1}",
        [ProblemIds.TooManyLayers] = "{0}; a network may have {1} at most",
        [ProblemIds.NoWeightFile] =
            "[Pretrained] of network '{0}' names no file; give the name of a safetensors file, which is a resource of the "
                + "assembly or lies beside the program",
        [ProblemIds.InternalFault] = "ConvGen failed on network '{0}' with an internal error; please report it with the declaration: {1}",
        [ProblemIds.InputLast] =
            "{0} stands last, and without [Output] the last layer is the output of network '{1}'; no layer above it would be "
                + "computed",
        [ProblemIds.BlockWithInput] = "[Input] belongs to networks, but '{0}' is a block; a network uses it by [Use<{0}>]",
        [ProblemIds.BlockNumberOutside] =
            "{0} uses BlockArgument.{1}, which stands for a number of the use and belongs in [Block] classes; in network "
                + "'{2}' the number itself has to be written",
        [ProblemIds.ForeignName] = "There is no attribute '{0}'; ConvGen's is '{1}'",
        [ProblemIds.BlockValue] = "Use of '{0}': {1}",
        [ProblemIds.NothingToShare] = "{0} cannot share the tensors of '{1}': {2}",
        [ProblemIds.MemberClash] = "{0} cannot be in network '{1}': it collides with {2}, which is generated",
        [ProblemIds.NetworkName] = "Network '{0}' cannot have that name, because the {1} is generated in it",
        [ProblemIds.ConstructorCallsNone] =
            "Constructor of network '{0}' must begin with a generated one, as in ': this(options)', which creates the network",
        [ProblemIds.RequiredMember] = "{0} of network '{1}' cannot be required, because Load creates the network without it",
        [ProblemIds.AliasTaken] = "'{0}' needs another name: the code of network '{1}', in the same namespace, has an alias of this name",
        [ProblemIds.NonIntegerOutput] = "{0}, {1}: {2} = {3} is not an integer. Fits: {4}.",
        [ProblemIds.KernelTooLarge] = "{0}, {1}: kernel {2} is larger than the padded input {3}",
        [ProblemIds.EmptyOutput] = "{0}, {1}: the dilated kernel spans {2}, more than the padded input {3}; the output would be empty",
        [ProblemIds.PoolingPadding] =
            "{0}, {1}: with padding {2} a window of kernel {3} holds nothing but padding; padding must be smaller than the "
                + "kernel",
        [ProblemIds.Groups] = "{0}: {1} groups do not divide {2} {3}",
        [ProblemIds.RankMismatch] = "{0} needs an input with spatial axes, as 16×28×28, but reads {1} features",
        [ProblemIds.AxisCount] = "{0}: the length of {1} is {2}, but the number of spatial axes is {3}",
        [ProblemIds.CombinedShapes] = "{0} cannot combine the shapes {1}; along each axis sizes must be equal or 1",
        [ProblemIds.ConcatShapes] = "{0} cannot join different spatial sizes: {1}",
        [ProblemIds.ParameterBudget] = "Network '{0}' has {1} parameters, {2} over the budget of {3}; the most are in {4}: {5}",
        [ProblemIds.MacBudget] =
            "Network '{0}' needs {1} multiply-accumulates per example, {2} over the budget of {3}; the most are in {4}: {5}",
        [ProblemIds.ArenaBudget] = "Network '{0}' needs an arena of {1} bytes, {2} over the budget of {3}",
        [ProblemIds.SizeOverflow] = "{0} is too large: {1}",
        [ProblemIds.PaddingTakesAll] = "{0}, {1}: {2} = {3}; padding takes away every output position",
        [ProblemIds.ChannelCount] = "{0}: the length of {1} is {2}, but it must be 1 or the number of channels, which is {3}",
        [ProblemIds.TiedShapes] = "{0} cannot share the tensor '{1}': it is {2}, and here {3} is needed",
        [ProblemIds.NormalisedAxes] = "{0} cannot normalise over the last {1} axes of {2}, which has {3}",
        [ProblemIds.MaxoutPieces] = "{0}: {1} pieces do not divide {2} channels",
        [ProblemIds.UnpoolShapes] = "{0} puts back values of shape {1}, but the pooling that From names has the shape {2}",
        [ProblemIds.NoPooling] = "{0} needs From = the name of a MaxPool above it, but {1}",
        [ProblemIds.ReflectionReach] = "{0}, {1}: a reflection of {2} positions needs an input of more than {2}, but it has {3}",
        [ProblemIds.RangeOutside] = "{0}, {1}: the range from {2} to {3} is not inside the input, which has {4}",
        [ProblemIds.ScaledToNothing] = "{0}, {1}: {2} positions scaled by {3} leave none",
        [ProblemIds.ReshapedLength] = "{0} cannot make {1} of {2}: they have {3} and {4} values",
        [ProblemIds.BlockTiling] = "{0}, {1}: {2} positions are no multiple of {3}",
        [ProblemIds.TooManyTiles] =
            "{0}, {1}: {2} tiles need as many output positions, but there are {3}; the other kernels would never be used",
        [ProblemIds.TapCount] = "{0}: Taps has {1} numbers, but a kernel of {2} has {3}",
        [ProblemIds.FilterRank] = "{0}: {1} is defined over 2-D maps, but the input is {2}",
        [ProblemIds.FilterSize] = "{0}: {1} has 3 taps along each axis, but the kernel is {2}",
        [ProblemIds.SizeDoesNotFit] = "With inputs of {0}: {1}",
        [ProblemIds.SizeChangesWeights] =
            "With inputs of {0} {1} would need {2} numbers for '{3}' instead of {4}, and all sizes share one set of weights; "
                + "a global or adaptive pooling before it makes it independent of the size",
        [ProblemIds.ReducedAxis] = "{0}: axis {1} is not an axis of {2}, which has 0 (channels) to {3}, or is named twice",
        [ProblemIds.PermutedAxes] = "{0}: the axes [{1}] do not name each of 0 (channels) to {2}, the axes of {3}, once",
        [ProblemIds.MatrixShapes] = "{0} cannot multiply {1}; it needs two values, {2} and {3}",
        [ProblemIds.GatheredPosition] = "{0} cannot gather {1} of {2}; {3}",
        [ProblemIds.CausalAxes] =
            "{0}: Padding = Causal is for 1-D maps, whose axis is time, but the input is {1}; PadBegin and PadEnd pad each axis "
                + "by itself",
        [ProblemIds.TooMuchCode] = "{0}: with it the network has {1} {2}, which are written out in its code; the maximum is {3}",
        [ProblemIds.NotPositive] = "{0}: {1} must be positive, but is {2}",
        [ProblemIds.NegativePadding] = "{0}: {1} must not be negative, but is {2}",
        [ProblemIds.NoKernel] = "{0} has no kernel size; give k or Kernel",
        [ProblemIds.GivenTwice] = "{0}: {1} and {2} say the same thing; give one of them",
        [ProblemIds.PaddingTwice] = "{0}: {1} cannot be given together with Padding = {2}, which decides the padding",
        [ProblemIds.DropoutProbability] = "{0}: p must be at least 0 and less than 1, but is {1}",
        [ProblemIds.Epsilon] = "{0}: Epsilon must be positive and finite in single precision, but is {1}",
        [ProblemIds.Momentum] = "{0}: Momentum must be from 0 to 1, but is {1}",
        [ProblemIds.NotFinite] = "{0}: {1} must be finite in single precision, but is {2}",
        [ProblemIds.UnknownEnumValue] = "{0}: {1} has no value {2}; it can be {3}",
        [ProblemIds.InputDimension] = "{0}: every dimension must be positive, but number {1} is {2}",
        [ProblemIds.InputRank] = "{0} needs 1 to 4 dimensions (C, C×L, C×H×W or C×D×H×W), but has {1}",
        [ProblemIds.NegativeBudget] = "Budget: {0} must not be negative, but is {1}",
        [ProblemIds.WinogradWindow] =
            "{0}: Algorithm = Winograd needs a 3×3 kernel over a 2-D map with stride 1, dilation 1 and one group, but this "
                + "is {1}, groups {2}",
        [ProblemIds.OutputPadding] =
            "{0}, {1}: output padding must be less than the larger of stride and dilation, which is {2}, but is {3}",
        [ProblemIds.Mean] = "{0}: Mean and Mean/Std must be finite in single precision, but Mean is {1}",
        [ProblemIds.Std] = "{0}: Std must be positive, and it and 1/Std finite in single precision, but it is {1}",
        [ProblemIds.AsConvSetting] = "{0}: {1}",
        [ProblemIds.NegativeNumber] = "{0}: {1} must be at least 0 and finite in single precision, but is {2}",
        [ProblemIds.Limits] = "{0}: no number is at least {1} and at most {2}",
        [ProblemIds.FractionNotPositive] = "{0}: {1} must be positive and finite in single precision, but is {2}",
        [ProblemIds.PartNumber] = "{0}: part must be from 0 to {1}, but is {2}",
        [ProblemIds.NegativePosition] = "{0}: {1} must not be negative, but is {2}",
        [ProblemIds.NoScale] = "{0} has no scale; give scale or Size",
        [ProblemIds.Sigma] = "{0}: Sigma must be positive and finite in single precision, but is {1}",
        [ProblemIds.FilterSetting] = "{0}: a filter of kind {1} {2}",
        [ProblemIds.TapNotFinite] = "{0}: Taps must be finite in single precision, but one is {1}",
        [ProblemIds.FftWindow] =
            "{0}: Algorithm = Fft needs a kernel of at most 1024 taps over a 1-D or 2-D map with stride 1, dilation 1 and "
                + "one group, but this is {1}, groups {2}",
        [ProblemIds.UnknownOption] = "Option {0} is '{1}', but must be {2}",
        [ProblemIds.NothingToTrain] = "Network '{0}' is marked [Trainable], but no layer has parameters to train",
        [ProblemIds.LayerShape] = "{0}: {1}, {2} parameters, {3} MACs{4}",
        [ProblemIds.IdleLanes] = "{0}: {1} {2} run in {3} vectors of 16, as {4} would",
        [ProblemIds.UnreadValue] = "No layer reads {0}, and it is no output",
        [ProblemIds.IdleBias] = "{0}: the bias does nothing, because {1} subtracts the mean of each channel",
        [ProblemIds.NarrowField] = "{0}: each position {1} sees {2} of the input's {3}",
        [ProblemIds.SlowDebugBuild] =
            "Network '{0}' runs 10 to 80 times slower in this debug build than in a release build; ConvGenOptimize = true in the "
                + "project file makes it as fast, false leaves it",
        [ProblemIds.BatchDimension] = "{0}: {1} is read as {2} of {3} positions; the number of examples is not part of a shape",
    };

    /// <summary>The format of an identifier's messages.</summary>
    /// <exception cref="KeyNotFoundException">There is no such identifier.</exception>
    public static string Format(string id) => Formats[id];

    /// <summary>What fills the places of a problem's format: its arguments, and what its cause says.</summary>
    public static object[] Arguments(Problem problem) =>
        problem.Cause is { } cause ? [.. problem.Arguments, Message(cause)] : [.. problem.Arguments];

    /// <summary>The message of a problem.</summary>
    public static string Message(Problem problem) =>
        string.Format(CultureInfo.InvariantCulture, Format(problem.Id), Arguments(problem));

    /// <summary>The message behind its identifier, where a problem is part of another.</summary>
    public static string MessageWithId(Problem problem) => $"{problem.Id}: {Message(problem)}";
}
