using static System.FormattableString;

namespace ConvGen;

/// <summary>
/// How the learning rate changes while training goes on: a factor for the optimizer's own rate at each time. Time counts steps or epochs,
/// as <see cref="TrainingSession{TNetwork}.ScheduleUnit"/> says. Schedules have no state and may be shared.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>The optimizer's rate as it is, always.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The factor at a time.</summary>
    /// <param name="time">How many steps or epochs are done; not negative.</param>
    /// <returns>What the optimizer's rate is multiplied by; finite and not negative.</returns>
    public abstract double At(long time);

    /// <summary>Multiplies the rate by a factor again and again, as torch's StepLR: factor^⌊time/period⌋.</summary>
    /// <param name="period">How many steps or epochs the rate stays the same.</param>
    /// <param name="factor">What it is multiplied by then.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not positive, or the factor negative or not finite.</exception>
    public static LearningRateSchedule Step(long period, double factor = 0.1) => new StepSchedule(period, factor);

    /// <summary>
    /// Half a cosine from 1 down to a share of the rate, which it then keeps (Loshchilov and Hutter 2017, as torch's CosineAnnealingLR):
    /// final + (1 − final)·(1 + cos(π·time/length))/2.
    /// </summary>
    /// <param name="length">How many steps or epochs it takes.</param>
    /// <param name="final">The factor at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive, or the final factor negative or not finite.</exception>
    public static LearningRateSchedule Cosine(long length, double final = 0) => new CosineSchedule(length, final);

    /// <summary>
    /// Rises evenly to the full rate (Goyal et al. 2017), (time + 1)/(length + 1), and then follows another schedule from its beginning.
    /// </summary>
    /// <param name="length">How many steps or epochs it rises.</param>
    /// <param name="then">What follows; the constant rate when omitted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static LearningRateSchedule WarmUp(long length, LearningRateSchedule? then = null) =>
        new WarmUpSchedule(length, then ?? Constant);

    /// <summary>
    /// Falls to zero along a power of the time that is left, as torch's PolynomialLR: (1 − min(time, length)/length)^power.
    /// </summary>
    /// <param name="length">How many steps or epochs it takes.</param>
    /// <param name="power">The exponent; 1 falls evenly.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length or the power is not positive, or the power not finite.</exception>
    public static LearningRateSchedule Polynomial(long length, double power = 1) => new PolynomialSchedule(length, power);

    /// <summary>
    /// One cycle (Smith and Topin 2018, as torch's OneCycleLR, whose momentum stays as it is): rises along half a cosine from
    /// 1/<paramref name="start"/> of the rate to all of it, and falls along another to 1/<paramref name="end"/> of where it began.
    /// </summary>
    /// <param name="length">How many steps or epochs there are in all; the rate stays where it ends.</param>
    /// <param name="rise">Which share of them rises.</param>
    /// <param name="start">What the rate is divided by at first.</param>
    /// <param name="end">What that is divided by at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The length is below 2, the share not above 0 and below 1, or a divisor below 1 or not finite.
    /// </exception>
    public static LearningRateSchedule OneCycle(long length, double rise = 0.3, double start = 25, double end = 1e4) =>
        new OneCycleSchedule(length, rise, start, end);

    /// <summary>Checks a factor.</summary>
    private protected static double Factor(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{name} must be finite and not negative, not {value}."));
}
