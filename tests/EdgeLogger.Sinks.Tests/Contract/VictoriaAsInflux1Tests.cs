using System;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>The HTTP adapter with VictoriaMetrics, asked for its kind.</summary>
public sealed class VictoriaAsInflux1Tests : VictoriaContract
{
    protected override InfluxOptions Options(Uri server) => InfluxOptions.Parse($"{server}?db={Database}");
}
