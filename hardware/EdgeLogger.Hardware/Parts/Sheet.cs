using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>The data sheet of one part, as far as this design leans on it.</summary>
/// <param name="PartNumber">What to order.</param>
/// <param name="Manufacturer">Who makes it.</param>
/// <param name="Document">Number or name of the data sheet.</param>
/// <param name="Figures">Name, with the unit last, and figure.</param>
public sealed record Sheet(string PartNumber, string Manufacturer, string Document, IReadOnlyList<KeyValuePair<string, Spec>> Figures)
{
    internal static KeyValuePair<string, Spec> Row(string name, Spec spec) => new(name, spec);
}
