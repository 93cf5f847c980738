namespace EdgeLogger.Records.Columns;

/// <summary>What a time column counts from.</summary>
internal enum TimeSource
{
    /// <summary>The start of the test.</summary>
    Total,

    /// <summary>A calendar: dates and times of day.</summary>
    Date,

    /// <summary>The start of the step: it restarts.</summary>
    Step,
}
