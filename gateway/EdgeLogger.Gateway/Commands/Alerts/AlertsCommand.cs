using System.CommandLine;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts: what rings, and what would have.</summary>
internal static class AlertsCommand
{
    public static Command Create() => new("alerts", "Shows what the alert rules find.")
    {
        BacktestCommand.Create(),
    };
}
