namespace EdgeLogger.Hardware.Parts;

/// <summary>One figure of a data sheet, in the unit that the property's name ends with.</summary>
/// <param name="Typical">Typical value; the magnitude where the sheet says plus or minus. Taken as one standard deviation over parts.</param>
/// <param name="Maximum">Guaranteed largest magnitude; NaN where the sheet guarantees nothing.</param>
/// <param name="Where">Section or table of the document, and the condition.</param>
/// <param name="CheckedAgainst">Public text in which the figure was found; empty: not checked, written from memory.</param>
public sealed record Spec(double Typical, double Maximum, string Where, string CheckedAgainst = "")
{
    /// <summary>Whether the figure was found in a public text. What was not has to be looked up before a board is ordered.</summary>
    public bool IsChecked => CheckedAgainst.Length > 0;
}
