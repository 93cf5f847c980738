namespace EdgeLogger.Cycles.Steps;

/// <summary>What the step under way looks like so far. Eight bytes, as everything in the engine's state.</summary>
internal enum StepMode : long
{
    None,
    Rest,
    Level,
    Hold,
    Sweep,
    Dynamic,
}
