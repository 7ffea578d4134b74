using ConvGen.Conformance.Cases;

namespace ConvGen.Conformance.Planning;

/// <summary>The optimizers of the cases. A new one is one more entry.</summary>
internal static class OptimizerFactory
{
    private static readonly Dictionary<string, Func<Attributes, Optimizer>> Table = new()
    {
        ["SGD"] = settings => new Sgd(
            (float)settings.Real("lr"),
            (float)settings.Real("momentum"),
            (float)settings.Real("dampening"),
            (float)settings.Real("weight_decay"),
            settings.Flag("nesterov")),
        ["Adam"] = settings => new Adam(
            (float)settings.Real("lr"),
            settings.Reals("betas")[0],
            settings.Reals("betas")[1],
            settings.Real("eps"),
            settings.Real("weight_decay"),
            settings.Flag("amsgrad")),
        ["AdamW"] = settings => new AdamW(
            (float)settings.Real("lr"),
            settings.Reals("betas")[0],
            settings.Reals("betas")[1],
            settings.Real("eps"),
            settings.Real("weight_decay"),
            settings.Flag("amsgrad")),
        ["RMSprop"] = settings => new RmsProp(
            (float)settings.Real("lr"),
            settings.Real("alpha"),
            settings.Real("eps"),
            settings.Real("weight_decay"),
            settings.Real("momentum"),
            settings.Flag("centered")),
    };

    /// <summary>A new optimizer with a case's settings.</summary>
    /// <exception cref="SkippedCaseException">There is no such optimizer.</exception>
    public static Optimizer Create(Attributes settings)
    {
        string type = settings.Text("type", "");
        return Table.TryGetValue(type, out Func<Attributes, Optimizer>? create) ? create(settings) : throw new SkippedCaseException(type);
    }
}
