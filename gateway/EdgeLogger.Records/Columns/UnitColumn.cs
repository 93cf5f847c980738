namespace EdgeLogger.Records.Columns;

/// <summary>A column and how its numbers become s, V, A or degrees Celsius.</summary>
/// <param name="Field">Place in the line, from 0; -1 if the column is not there.</param>
/// <param name="Factor">What to multiply by; NaN where numbers have no known unit.</param>
/// <param name="Offset">What to add after that.</param>
internal readonly record struct UnitColumn(int Field, double Factor, double Offset)
{
    public static readonly UnitColumn None = new(-1, 1, 0);

    public bool Exists => Field >= 0;
}
