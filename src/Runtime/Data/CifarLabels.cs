namespace ConvGen;

/// <summary>Which of CIFAR's formats a file has, and which labels are wanted of it.</summary>
public enum CifarLabels
{
    /// <summary>CIFAR-10: one label byte, 10 classes.</summary>
    Ten,

    /// <summary>CIFAR-100: two label bytes, of which the second, one of 100 classes, is taken.</summary>
    HundredFine,

    /// <summary>CIFAR-100: two label bytes, of which the first, one of 20 groups of classes, is taken.</summary>
    HundredCoarse,
}
