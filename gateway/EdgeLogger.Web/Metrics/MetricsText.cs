using System.Globalization;
using System.Text;

namespace EdgeLogger.Web.Metrics;

/// <summary>Writes the text that Prometheus reads: its exposition format, version 0.0.4.</summary>
internal sealed class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private string _name = "";

    /// <summary>Begins a metric; its samples follow.</summary>
    public MetricsText Begin(string name, string type, string help)
    {
        _name = name;
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        return this;
    }

    /// <summary>The metric's only sample.</summary>
    public MetricsText Sample(double value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{_name} {Number(value)}\n");
        return this;
    }

    /// <summary>A sample with a label.</summary>
    public MetricsText Sample(string label, string labelValue, double value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{_name}{{{label}=\"{Escape(labelValue)}\"}} {Number(value)}\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    private static string Number(double value) => double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", System.StringComparison.Ordinal)
        .Replace("\"", "\\\"", System.StringComparison.Ordinal)
        .Replace("\n", "\\n", System.StringComparison.Ordinal);
}
