namespace EdgeLogger.Alerts.Notify;

/// <summary>Why a notice is sent.</summary>
public enum NoticeKind
{
    /// <summary>Something has begun.</summary>
    Opened = 0,

    /// <summary>It is over.</summary>
    Over = 1,

    /// <summary>A person wants to see whether notices arrive.</summary>
    Test = 2,
}
