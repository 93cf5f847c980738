namespace EdgeLogger.Alerts.Notify;

/// <summary>A notice with what is sent along.</summary>
/// <param name="Notice">What is told.</param>
/// <param name="PlotPng">A plot of the first alert's evidence; null if there is none.</param>
/// <param name="MayRepeat">The gateway ended while it was being sent: it may have arrived.</param>
public sealed record Letter(Notice Notice, byte[]? PlotPng, bool MayRepeat);
