using System.CommandLine;

namespace EdgeLogger.Gateway.Commands.Bench;

/// <summary>The commands that are the bench's: what shows the product, tries it and measures it.</summary>
internal static class BenchCommands
{
    public static Command Demo() => new ForwardedCommand("demo", "Shows the whole system without hardware, in this terminal.");

    public static Command Replay() =>
        new ForwardedCommand("replay", "Plays a recorded cell through the whole chain, as fast as it goes.");

    public static Command Soak() =>
        new ForwardedCommand("soak", "Kills and cuts what can be killed and cut, and counts every frame and row at both ends.");

    public static Command Verify() =>
        new ForwardedCommand("verify", "Checks the whole chain against cells whose every number is known.");

    public static Command Bench() =>
        new ForwardedCommand("bench", "Measures parts of the gateway: how fast they are, and how well they judge.");

    public static Command VirtualBoard() =>
        new ForwardedCommand("virtual", "Runs a blank board of four slots at a virtual serial port, to practise on.");
}

/// <summary>
/// A command of the bench: help lists it here, and the second program takes the whole command line as it was typed.
/// </summary>
internal sealed class ForwardedCommand(string name, string description) : Command(name, $"(bench) {description}");
