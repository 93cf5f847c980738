namespace EdgeLogger.Gateway.Doctor;

/// <summary>How much a finding matters.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing; nothing is broken.</summary>
    Note,

    /// <summary>Something is wrong.</summary>
    Bad,
}
