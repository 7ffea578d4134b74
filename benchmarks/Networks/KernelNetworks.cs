namespace ConvGen.Benchmarks.Networks;

/// <summary>1 convolution 3×3 of 64 channels on 56×56.</summary>
[Input(64, 56, 56)]
[Conv(k: 3, p: 1)]
public sealed partial class Conv3x3Of64At56Times1;

/// <summary>9 convolutions 3×3 of 64 channels on 56×56.</summary>
[Input(64, 56, 56)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
public sealed partial class Conv3x3Of64At56Times9;

/// <summary>1 convolution 3×3 of 128 channels on 28×28.</summary>
[Input(128, 28, 28)]
[Conv(k: 3, p: 1)]
public sealed partial class Conv3x3Of128At28Times1;

/// <summary>9 convolutions 3×3 of 128 channels on 28×28.</summary>
[Input(128, 28, 28)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
public sealed partial class Conv3x3Of128At28Times9;

/// <summary>1 convolution 3×3 of 256 channels on 14×14.</summary>
[Input(256, 14, 14)]
[Conv(k: 3, p: 1)]
public sealed partial class Conv3x3Of256At14Times1;

/// <summary>9 convolutions 3×3 of 256 channels on 14×14.</summary>
[Input(256, 14, 14)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
[Conv(k: 3, p: 1)]
public sealed partial class Conv3x3Of256At14Times9;

/// <summary>1 convolution 1×1 of 256 channels on 28×28.</summary>
[Input(256, 28, 28)]
[Conv(k: 1)]
public sealed partial class Conv1x1Of256At28Times1;

/// <summary>9 convolutions 1×1 of 256 channels on 28×28.</summary>
[Input(256, 28, 28)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
[Conv(k: 1)]
public sealed partial class Conv1x1Of256At28Times9;
