using EdgeLogger.Alerts.Book;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Writes alerts into the gateway's own log, each when it is in the book.</summary>
internal sealed class AlertLog(ILogger<AlertLog> logger)
{
    public void Record(Change change) => logger.Log(
        change.Opens ? LogLevel.Warning : LogLevel.Information, "{Kind} {Rule} on {Subject}: {Sentence}{Held}",
        change.Opens ? "ALERT" : "over:", change.Verdict.Rule, change.Verdict.Subject.Name, change.Verdict.Sentence,
        change.Held ? " (silenced)" : "");

    public void ReportProblem(string problem) => logger.LogError("alerts: {Problem}", problem);
}
