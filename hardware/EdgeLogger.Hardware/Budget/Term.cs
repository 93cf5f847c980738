namespace EdgeLogger.Hardware.Budget;

/// <summary>One contribution to an uncertainty.</summary>
/// <param name="Name">What.</param>
/// <param name="Standard">Standard uncertainty that it alone causes, in the unit of the result.</param>
/// <param name="OnBench">Whether the virtual bench simulates it; if not, no simulated measurement can show it.</param>
public sealed record Term(string Name, double Standard, bool OnBench = true);
