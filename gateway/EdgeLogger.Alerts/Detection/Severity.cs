namespace EdgeLogger.Alerts.Detection;

/// <summary>How soon a person should look.</summary>
public enum Severity : byte
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>Within a day: data or a cell is going off.</summary>
    Warning = 1,

    /// <summary>Now: data is being lost, or a cell may be unsafe.</summary>
    Critical = 2,
}
