namespace ConvGen.Benchmarks.Networks;

/// <summary>A convolution 5×5 by Fourier transforms.</summary>
[Block]
[Conv(k: 5, p: 2, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier5x5;

/// <summary>A convolution 7×7 by Fourier transforms.</summary>
[Block]
[Conv(k: 7, p: 3, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier7x7;

/// <summary>A convolution 9×9 by Fourier transforms.</summary>
[Block]
[Conv(k: 9, p: 4, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier9x9;

/// <summary>A convolution 15×15 by Fourier transforms.</summary>
[Block]
[Conv(k: 15, p: 7, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier15x15;

/// <summary>A convolution of 15 taps by Fourier transforms.</summary>
[Block]
[Conv(k: 15, p: 7, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier15;

/// <summary>A convolution of 31 taps by Fourier transforms.</summary>
[Block]
[Conv(k: 31, p: 15, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier31;

/// <summary>A convolution of 63 taps by Fourier transforms.</summary>
[Block]
[Conv(k: 63, p: 31, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier63;

/// <summary>A convolution of 127 taps by Fourier transforms.</summary>
[Block]
[Conv(k: 127, p: 63, Algorithm = ConvolutionAlgorithm.Fft)]
public class Fourier127;

/// <summary>1 convolution 5×5 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier5x5>]
public sealed partial class Fourier5x5Of16Times1;

/// <summary>9 convolutions 5×5 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier5x5>(Repeat = 9)]
public sealed partial class Fourier5x5Of16Times9;

/// <summary>1 convolution 5×5 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier5x5>]
public sealed partial class Fourier5x5Of32Times1;

/// <summary>9 convolutions 5×5 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier5x5>(Repeat = 9)]
public sealed partial class Fourier5x5Of32Times9;

/// <summary>1 convolution 5×5 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier5x5>]
public sealed partial class Fourier5x5Of64Times1;

/// <summary>9 convolutions 5×5 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier5x5>(Repeat = 9)]
public sealed partial class Fourier5x5Of64Times9;

/// <summary>1 convolution 7×7 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier7x7>]
public sealed partial class Fourier7x7Of16Times1;

/// <summary>9 convolutions 7×7 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier7x7>(Repeat = 9)]
public sealed partial class Fourier7x7Of16Times9;

/// <summary>1 convolution 7×7 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier7x7>]
public sealed partial class Fourier7x7Of32Times1;

/// <summary>9 convolutions 7×7 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier7x7>(Repeat = 9)]
public sealed partial class Fourier7x7Of32Times9;

/// <summary>1 convolution 7×7 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier7x7>]
public sealed partial class Fourier7x7Of64Times1;

/// <summary>9 convolutions 7×7 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier7x7>(Repeat = 9)]
public sealed partial class Fourier7x7Of64Times9;

/// <summary>1 convolution 9×9 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier9x9>]
public sealed partial class Fourier9x9Of16Times1;

/// <summary>9 convolutions 9×9 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier9x9>(Repeat = 9)]
public sealed partial class Fourier9x9Of16Times9;

/// <summary>1 convolution 9×9 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier9x9>]
public sealed partial class Fourier9x9Of32Times1;

/// <summary>9 convolutions 9×9 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier9x9>(Repeat = 9)]
public sealed partial class Fourier9x9Of32Times9;

/// <summary>1 convolution 9×9 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier9x9>]
public sealed partial class Fourier9x9Of64Times1;

/// <summary>9 convolutions 9×9 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier9x9>(Repeat = 9)]
public sealed partial class Fourier9x9Of64Times9;

/// <summary>1 convolution 15×15 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier15x15>]
public sealed partial class Fourier15x15Of16Times1;

/// <summary>9 convolutions 15×15 of 16 channels on 64×64.</summary>
[Input(16, 64, 64)]
[Use<Fourier15x15>(Repeat = 9)]
public sealed partial class Fourier15x15Of16Times9;

/// <summary>1 convolution 15×15 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier15x15>]
public sealed partial class Fourier15x15Of32Times1;

/// <summary>9 convolutions 15×15 of 32 channels on 64×64.</summary>
[Input(32, 64, 64)]
[Use<Fourier15x15>(Repeat = 9)]
public sealed partial class Fourier15x15Of32Times9;

/// <summary>1 convolution 15×15 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier15x15>]
public sealed partial class Fourier15x15Of64Times1;

/// <summary>9 convolutions 15×15 of 64 channels on 64×64.</summary>
[Input(64, 64, 64)]
[Use<Fourier15x15>(Repeat = 9)]
public sealed partial class Fourier15x15Of64Times9;

/// <summary>1 convolution of 15 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier15>]
public sealed partial class Fourier15Of16Times1;

/// <summary>9 convolutions of 15 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier15>(Repeat = 9)]
public sealed partial class Fourier15Of16Times9;

/// <summary>1 convolution of 15 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier15>]
public sealed partial class Fourier15Of32Times1;

/// <summary>9 convolutions of 15 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier15>(Repeat = 9)]
public sealed partial class Fourier15Of32Times9;

/// <summary>1 convolution of 15 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier15>]
public sealed partial class Fourier15Of64Times1;

/// <summary>9 convolutions of 15 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier15>(Repeat = 9)]
public sealed partial class Fourier15Of64Times9;

/// <summary>1 convolution of 31 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier31>]
public sealed partial class Fourier31Of16Times1;

/// <summary>9 convolutions of 31 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier31>(Repeat = 9)]
public sealed partial class Fourier31Of16Times9;

/// <summary>1 convolution of 31 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier31>]
public sealed partial class Fourier31Of32Times1;

/// <summary>9 convolutions of 31 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier31>(Repeat = 9)]
public sealed partial class Fourier31Of32Times9;

/// <summary>1 convolution of 31 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier31>]
public sealed partial class Fourier31Of64Times1;

/// <summary>9 convolutions of 31 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier31>(Repeat = 9)]
public sealed partial class Fourier31Of64Times9;

/// <summary>1 convolution of 63 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier63>]
public sealed partial class Fourier63Of16Times1;

/// <summary>9 convolutions of 63 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier63>(Repeat = 9)]
public sealed partial class Fourier63Of16Times9;

/// <summary>1 convolution of 63 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier63>]
public sealed partial class Fourier63Of32Times1;

/// <summary>9 convolutions of 63 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier63>(Repeat = 9)]
public sealed partial class Fourier63Of32Times9;

/// <summary>1 convolution of 63 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier63>]
public sealed partial class Fourier63Of64Times1;

/// <summary>9 convolutions of 63 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier63>(Repeat = 9)]
public sealed partial class Fourier63Of64Times9;

/// <summary>1 convolution of 127 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier127>]
public sealed partial class Fourier127Of16Times1;

/// <summary>9 convolutions of 127 taps of 16 channels on 1024.</summary>
[Input(16, 1024)]
[Use<Fourier127>(Repeat = 9)]
public sealed partial class Fourier127Of16Times9;

/// <summary>1 convolution of 127 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier127>]
public sealed partial class Fourier127Of32Times1;

/// <summary>9 convolutions of 127 taps of 32 channels on 1024.</summary>
[Input(32, 1024)]
[Use<Fourier127>(Repeat = 9)]
public sealed partial class Fourier127Of32Times9;

/// <summary>1 convolution of 127 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier127>]
public sealed partial class Fourier127Of64Times1;

/// <summary>9 convolutions of 127 taps of 64 channels on 1024.</summary>
[Input(64, 1024)]
[Use<Fourier127>(Repeat = 9)]
public sealed partial class Fourier127Of64Times9;
