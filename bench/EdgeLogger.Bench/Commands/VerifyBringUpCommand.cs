using System;
using System.CommandLine;
using System.Globalization;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.VirtualBench.Accuracy;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger verify bring-up: what a new board reads, on the virtual bench.</summary>
internal static class VerifyBringUpCommand
{
    private const int Slots = 4;

    public static Command Create()
    {
        Option<ulong> seed = NumberOption.Seed("Decides the board's parts and noise.");
        Command command = new("bring-up", """
            Goes through the steps of hardware/procedures/bring-up.md with a virtual board in place of a real one: four slots drawn from the
            data sheets' figures, not yet calibrated, inputs shorted and then at known values. Prints what each slot reads.
            """)
        {
            seed,
        };
        command.SetAction(parsed =>
        {
            Console.WriteLine($"{"step",-32} {"slot",4} {"reading",14}");
            for (int slot = 0; slot < Slots; slot++)
            {
                foreach (BringUpReading reading in BringUp.Run((parsed.GetValue(seed) * 10) + (ulong)slot))
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reading.Step,-32} {slot + 1,4} "
                        + $"{reading.Value,14:G6} {reading.Unit}"));
                }
            }
        });
        return command;
    }
}
