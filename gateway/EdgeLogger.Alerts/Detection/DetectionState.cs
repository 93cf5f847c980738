namespace EdgeLogger.Alerts.Detection;

/// <summary>How a detector finds its subject.</summary>
public enum DetectionState : byte
{
    /// <summary>As it should be, or not enough is known to say otherwise.</summary>
    Clear = 0,

    /// <summary>On its way to abnormal: worth a colour on a page, not a call.</summary>
    Suspicious = 1,

    /// <summary>Abnormal, with the detector's own design rate of false alarms.</summary>
    Abnormal = 2,
}
