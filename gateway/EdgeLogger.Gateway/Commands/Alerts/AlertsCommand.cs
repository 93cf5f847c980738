using System.CommandLine;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts ...: what a person does with alerts, also while the gateway is running.</summary>
internal static class AlertsCommand
{
    public static Command Create() => new("alerts", "Shows alerts, acknowledges them, silences them, and checks rules and "
        + "notifiers. A running gateway applies changes by itself.")
    {
        ListCommand.Create(),
        ExplainCommand.Create(),
        AckCommand.Create(),
        SilenceCommand.Create(),
        MaintenanceCommand.Create(),
        UnsilenceCommand.Create(),
        RulesCommand.Create(),
        TestCommand.Create(),
        BacktestCommand.Create(),
    };
}
