namespace ConvGen;

/// <summary>C×[D×][H×]W becomes C·D·H·W features, in that order.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
