namespace EdgeLogger.Derivation.Store;

/// <summary>
/// Where the results of a test stood before its end closed what was open. What comes after that is taken back if the test goes on
/// after all: the checkpoint is that of before.
/// </summary>
/// <param name="LastHalf">Index of the last half cycle; -1: none.</param>
/// <param name="LastCycle">Number of the last cycle; 0: none.</param>
/// <param name="LastStep">Number of the last step; 0: none.</param>
/// <param name="TrendState">The state of the trends; null before the first cycle.</param>
public sealed record BeforeEnd(int LastHalf, int LastCycle, int LastStep, byte[]? TrendState);
