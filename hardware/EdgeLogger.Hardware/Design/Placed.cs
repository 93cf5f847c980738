using System.Collections.Generic;

namespace EdgeLogger.Hardware.Design;

/// <summary>A part on a sheet.</summary>
/// <param name="Reference">Unique on the sheet, e.g. R3.</param>
/// <param name="Type">What it is.</param>
/// <param name="Group">Part of the sheet it is drawn in.</param>
/// <param name="Nets">Net by pin number; a pin that is not connected has the net "".</param>
public sealed record Placed(string Reference, PartType Type, string Group, IReadOnlyDictionary<string, string> Nets);
