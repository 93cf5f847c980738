namespace EdgeLogger.Harness;

/// <summary>What a run left.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Errors);
