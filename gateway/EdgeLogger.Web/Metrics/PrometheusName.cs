using System;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Web.Metrics;

/// <summary>Names by Prometheus's convention: the unit last, in words.</summary>
internal static class PrometheusName
{
    /// <summary>The name of a quantity: voltage_volts of voltage_v.</summary>
    public static string Of(Quantity quantity)
    {
        string ending = "_" + quantity.Unit.ToLowerInvariant();
        string stem = quantity.Name.EndsWith(ending, StringComparison.Ordinal) ? quantity.Name[..^ending.Length] : quantity.Name;
        return quantity.Unit switch
        {
            "V" => stem + "_volts",
            "A" => stem + "_amperes",
            "degC" => stem + "_celsius",
            "MPa" => stem + "_megapascals",
            _ => quantity.Name,
        };
    }
}
