using EdgeLogger.Alerts.Book;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Writes alerts into the gateway's own log, each when it is in the book.</summary>
internal sealed class AlertLog(ILogger<AlertLog> logger)
{
    public void Record(Change change) => logger.Log(
        change.Kind == ChangeKind.Opened ? LogLevel.Warning : LogLevel.Information,
        "{Kind} {Rule} on {Subject}: {Sentence}{Held}",
        Word(change.Kind), change.Verdict.Rule, change.Verdict.Subject.NameAndSlot(), change.Verdict.Sentence,
        change.Held ? " (silenced)" : "");

    public void ReportProblem(string problem) => logger.LogError("alerts: {Problem}", problem);

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Opened => "ALERT",
        ChangeKind.Over => "over:",
        ChangeKind.Withdrawn => "withdrawn:",
        _ => "still open:",
    };
}
