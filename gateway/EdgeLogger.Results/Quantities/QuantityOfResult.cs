using System;

namespace EdgeLogger.Results.Quantities;

/// <summary>A quantity of one kind of result.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="Name">The name in files, messages and databases: snake case, the unit last.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Unit">The unit; empty for a ratio, a count or text.</param>
/// <param name="Meaning">What it is, in one sentence.</param>
/// <param name="Number">
/// Takes its value from a result; null if it is not known. 1 is yes and 0 no; moments are Unix ms, quality flags
/// their bits.
/// </param>
/// <param name="Text">Takes its text from a result; empty for quantities that are neither text nor quality flags.</param>
public sealed record Quantity<T>(
    string Name, QuantityType Type, string Unit, string Meaning, Func<T, double?> Number, Func<T, string> Text)
        : Quantity(Name, Type, Unit, Meaning);
