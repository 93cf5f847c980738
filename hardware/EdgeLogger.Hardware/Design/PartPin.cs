namespace EdgeLogger.Hardware.Design;

/// <summary>One pin of a part.</summary>
/// <param name="Number">On the package.</param>
/// <param name="Name">In the data sheet.</param>
public sealed record PartPin(string Number, string Name);
