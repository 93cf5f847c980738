using System;

namespace EdgeLogger.Alerts.Backtesting;

/// <summary>The clock of a record: what waits for a minute waits for a minute of the record.</summary>
internal sealed class RecordClock : TimeProvider
{
    /// <summary>Where the record stands, s.</summary>
    public double TimeS { get; set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => (long)(TimeS * TimestampFrequency);
}
