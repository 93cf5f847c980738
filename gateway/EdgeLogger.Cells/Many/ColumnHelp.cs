namespace EdgeLogger.Cells.Many;

/// <summary>What a user should know of a column of a table of tests.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">The unit of its numbers; empty: none.</param>
/// <param name="Meaning">What it says, in a sentence.</param>
/// <param name="Example">A text that it may have.</param>
public sealed record ColumnHelp(string Name, string Unit, string Meaning, string Example)
{
    /// <summary>A table without it is refused.</summary>
    public bool IsRequired { get; init; }
}
