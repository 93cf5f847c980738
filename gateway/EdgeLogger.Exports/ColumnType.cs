namespace EdgeLogger.Exports;

/// <summary>What a column of an export holds.</summary>
public enum ColumnType
{
    /// <summary>Text: a name, a signature.</summary>
    Text,

    /// <summary>A double; none where it is not known.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A moment in UTC; none where it is not known.</summary>
    Utc,
}
