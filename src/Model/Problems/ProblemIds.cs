namespace ConvGen.Model.Problems;

/// <summary>The identifiers of all errors in a network, and of all advice about a valid one.</summary>
public static class ProblemIds
{
#pragma warning disable CS1591 // The names say it; docs/diagnostics has a page for each.
    public const string NotPartial = "CG0001";
    public const string GenericType = "CG0002";
    public const string NoInput = "CG0003";
    public const string LayersOnTwoParts = "CG0004";
    public const string DuplicateName = "CG0005";
    public const string UnusableName = "CG0006";
    public const string UnknownName = "CG0007";
    public const string LaterLayer = "CG0008";
    public const string NoLayer = "CG0009";
    public const string PortNames = "CG0010";
    public const string NothingAbove = "CG0011";
    public const string UnsupportedType = "CG0012";
    public const string NothingToCombine = "CG0013";
    public const string NoBlock = "CG0014";
    public const string BlockNumber = "CG0015";
    public const string TooManyLayers = "CG0016";
    public const string NoWeightFile = "CG0017";
    public const string InternalFault = "CG0020";
    public const string InputLast = "CG0021";
    public const string BlockWithInput = "CG0022";
    public const string BlockNumberOutside = "CG0023";
    public const string ForeignName = "CG0024";
    public const string BlockValue = "CG0025";
    public const string NothingToShare = "CG0026";

    public const string MemberClash = "CG0030";
    public const string NetworkName = "CG0031";
    public const string ConstructorCallsNone = "CG0032";
    public const string RequiredMember = "CG0033";
    public const string AliasTaken = "CG0034";

    public const string NonIntegerOutput = "CG1001";
    public const string KernelTooLarge = "CG1002";
    public const string EmptyOutput = "CG1003";
    public const string PoolingPadding = "CG1004";
    public const string Groups = "CG1005";
    public const string RankMismatch = "CG1006";
    public const string AxisCount = "CG1007";
    public const string CombinedShapes = "CG1008";
    public const string ConcatShapes = "CG1009";
    public const string ParameterBudget = "CG1010";
    public const string MacBudget = "CG1011";
    public const string ArenaBudget = "CG1012";
    public const string SizeOverflow = "CG1013";
    public const string PaddingTakesAll = "CG1014";
    public const string ChannelCount = "CG1015";
    public const string TiedShapes = "CG1016";
    public const string NormalisedAxes = "CG1020";
    public const string MaxoutPieces = "CG1025";
    public const string UnpoolShapes = "CG1026";
    public const string NoPooling = "CG1027";
    public const string ReflectionReach = "CG1035";
    public const string RangeOutside = "CG1036";
    public const string ScaledToNothing = "CG1037";
    public const string ReshapedLength = "CG1038";
    public const string BlockTiling = "CG1039";
    public const string TooManyTiles = "CG1045";
    public const string TapCount = "CG1046";
    public const string FilterRank = "CG1047";
    public const string FilterSize = "CG1048";
    public const string SizeDoesNotFit = "CG1049";
    public const string SizeChangesWeights = "CG1050";
    public const string ReducedAxis = "CG1051";
    public const string PermutedAxes = "CG1052";
    public const string MatrixShapes = "CG1053";
    public const string GatheredPosition = "CG1054";
    public const string CausalAxes = "CG1055";
    public const string TooMuchCode = "CG1060";

    public const string NotPositive = "CG2001";
    public const string NegativePadding = "CG2002";
    public const string NoKernel = "CG2003";
    public const string GivenTwice = "CG2004";
    public const string PaddingTwice = "CG2005";
    public const string DropoutProbability = "CG2006";
    public const string Epsilon = "CG2007";
    public const string Momentum = "CG2008";
    public const string NotFinite = "CG2009";
    public const string UnknownEnumValue = "CG2010";
    public const string InputDimension = "CG2011";
    public const string InputRank = "CG2012";
    public const string NegativeBudget = "CG2013";
    public const string WinogradWindow = "CG2014";
    public const string OutputPadding = "CG2015";
    public const string Mean = "CG2016";
    public const string Std = "CG2017";
    public const string AsConvSetting = "CG2018";
    public const string NegativeNumber = "CG2020";
    public const string Limits = "CG2021";
    public const string FractionNotPositive = "CG2027";
    public const string PartNumber = "CG2036";
    public const string NegativePosition = "CG2037";
    public const string NoScale = "CG2038";
    public const string Sigma = "CG2043";
    public const string FilterSetting = "CG2044";
    public const string TapNotFinite = "CG2045";
    public const string FftWindow = "CG2046";
    public const string UnknownOption = "CG2047";

    public const string NothingToTrain = "CG3001";

    public const string LayerShape = "CG4001";
    public const string IdleLanes = "CG4002";
    public const string UnreadValue = "CG4003";
    public const string IdleBias = "CG4004";
    public const string NarrowField = "CG4005";
    public const string BatchDimension = "CG4006";
    public const string SlowDebugBuild = "CG4007";
#pragma warning restore CS1591
}
