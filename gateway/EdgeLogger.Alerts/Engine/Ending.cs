using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Engine;

/// <summary>Verdicts that end an alert although no detector has spoken.</summary>
internal static class Ending
{
    public static Verdict Of(string rule, Subject subject, string sentence) => new()
    {
        Rule = rule,
        Subject = subject,
        State = DetectionState.Clear,
        Value = double.NaN,
        Threshold = double.NaN,
        Unit = "",
        Severity = Severity.Info,
        Sentence = sentence,
    };
}
