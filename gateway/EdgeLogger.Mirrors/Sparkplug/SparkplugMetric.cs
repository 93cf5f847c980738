namespace EdgeLogger.Mirrors.Sparkplug;

/// <summary>One metric of a payload. Exactly one value is set, or none: the metric is null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Number">The value of a double.</param>
/// <param name="Whole">The value of a whole number.</param>
/// <param name="Flag">The value of a boolean.</param>
internal readonly record struct SparkplugMetric(string Name, SparkplugType Type, double? Number = null, long? Whole = null, bool? Flag = null)
{
    /// <summary>A measured value; one that is not known is a null metric.</summary>
    public static SparkplugMetric Of(string name, double value) =>
        new(name, SparkplugType.Double, double.IsFinite(value) ? value : null);
}
