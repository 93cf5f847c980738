namespace EdgeLogger.DeviceTrial;

/// <summary>Takes one line of the trial's report.</summary>
public delegate void WriteLine(string line);
