using System;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using EdgeLogger.Bench.Storm;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger bench storm: all boards at once.</summary>
internal static class BenchStormCommand
{
    public static Command Create()
    {
        Option<int> boards = NumberOption.Of("--boards", "N", "Virtual boards, 1 to 20000.", "a number of boards", 1,
            20_000, 10_000);
        Option<int?> seed = NumberOption.Optional("--seed", "S",
            "Seed of cells and jitter; without it, one of chance, which is printed.", "a whole number", 0, int.MaxValue);
        ChoiceOption<bool> broker = new(
            "--broker", "As for `serve`: mosquitto beside the gateway, or MQTTnet inside it; the gateway is then killed with it.",
            "mosquitto", ("mosquitto", false), ("mqttnet", true));
        Command command = new("storm", """
            Virtual boards, each with some minutes of frames in its flash, connect at once to a real broker with a gateway behind it; then
            the broker is killed, and all come back. Exit code 0: everything that every board has made is on the gateway's disk, once, the
            boards know it, and it can be read.

            Example: edgelogger bench storm --boards 10000 --seed 1
            """)
        {
            boards, seed, broker,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            int chosen = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1_000_000);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{"storm",-9} {parsed.GetValue(boards):N0} boards, seed {chosen}, {Environment.ProcessorCount} processors"));
            StormReport report = await StormRun.RunAsync(
                parsed.GetValue(boards), chosen, broker.Of(parsed), TimeProvider.System, Console.WriteLine,
                cancellationToken).ConfigureAwait(false);
            return report.IsClean ? 0 : 1;
        });
        return command;
    }
}
