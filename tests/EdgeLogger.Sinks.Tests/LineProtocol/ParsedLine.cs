using System.Collections.Generic;

namespace EdgeLogger.Sinks.Tests.LineProtocol;

/// <summary>A line taken apart.</summary>
internal sealed record ParsedLine(
    string Measurement, List<(string Key, string Value)> Tags, List<(string Key, string Value)> Fields, string Time);
