namespace EdgeLogger.Cells.Model;

/// <summary>What a channel's codes are worth, before a sensor's curve: scale x code + offset.</summary>
/// <param name="Scale">Value of one code; finite, not 0.</param>
/// <param name="Offset">Value of code 0; finite.</param>
public readonly record struct CodeLine(double Scale, double Offset);
