namespace EdgeLogger.Results.Export;

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated values, UTF-8, names of columns in the first line.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,

    /// <summary>Battery Data Format, as CSV: samples of one cell.</summary>
    Bdf,
}
