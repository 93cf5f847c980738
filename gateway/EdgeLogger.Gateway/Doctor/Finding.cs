namespace EdgeLogger.Gateway.Doctor;

/// <summary>One thing looked at.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="What">How it is.</param>
/// <param name="Advice">What to do; "" if nothing.</param>
internal sealed record Finding(FindingLevel Level, string What, string Advice = "");

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
