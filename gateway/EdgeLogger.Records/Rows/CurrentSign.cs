namespace EdgeLogger.Records.Rows;

/// <summary>Which direction of current a file writes as positive.</summary>
public enum CurrentSign
{
    /// <summary>As its format says; a file whose voltage says otherwise is refused.</summary>
    FromFormat,

    /// <summary>Charging is positive, whatever the voltage does.</summary>
    ChargePositive,

    /// <summary>Discharging is positive: every current is negated.</summary>
    DischargePositive,
}
