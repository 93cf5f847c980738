using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>The data sheet of one part, as far as this design leans on it.</summary>
/// <param name="PartNumber">What to order.</param>
/// <param name="Manufacturer">Who makes it.</param>
/// <param name="Document">Number or name of the data sheet.</param>
/// <param name="Figures">Name, with the unit last, and figure.</param>
public sealed record Sheet(
    string PartNumber, string Manufacturer, string Document, IReadOnlyList<KeyValuePair<string, Spec>> Figures)
{
    internal static KeyValuePair<string, Spec> Row(string name, Spec spec) => new(name, spec);
}

/// <summary>One figure of a data sheet, in the unit that the property's name ends with.</summary>
/// <param name="Typical">Typical value; the magnitude where the sheet says plus or minus. Taken as one standard deviation over
/// parts.</param>
/// <param name="Maximum">Guaranteed largest magnitude; NaN where the sheet guarantees nothing.</param>
/// <param name="Where">Section or table of the document, and the condition.</param>
/// <param name="CheckedAgainst">Public text in which the figure was found; empty: not checked, written from memory.</param>
public sealed record Spec(double Typical, double Maximum, string Where, string CheckedAgainst = "")
{
    /// <summary>
    /// Whether the figure was found in a public text. What was not has to be looked up before a board is ordered.
    /// </summary>
    public bool IsChecked => CheckedAgainst.Length > 0;
}
