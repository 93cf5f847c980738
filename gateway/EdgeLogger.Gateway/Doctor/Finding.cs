namespace EdgeLogger.Gateway.Doctor;

/// <summary>One thing looked at.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="What">How it is.</param>
/// <param name="Advice">What to do; "" if nothing.</param>
internal sealed record Finding(FindingLevel Level, string What, string Advice = "");
