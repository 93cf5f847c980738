using System.Collections.Generic;
using System.CommandLine;
using EdgeLogger.Cells.Model;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What a test is run under, as a user says it.</summary>
internal sealed class TestOptions
{
    private readonly Option<double?> _pressureMpa = NumberOption.Optional<double>(
        "--pressure-mpa", "MPA", "Stack pressure that is set, MPa.", "megapascals", 0, 10_000);
    private readonly Option<double?> _temperatureDegC = NumberOption.Optional<double>(
        "--temperature-degc", "DEGC", "Temperature that is set, degC.", "degrees Celsius", -273.15, 2000);
    private readonly Option<string?> _cycler = new("--cycler")
    { HelpName = "NAME", Description = "The cycler that drives the cell." };
    private readonly Option<string?> _channel = new("--channel") { HelpName = "NAME", Description = "Its channel." };
    private readonly Option<string?> _protocol = new("--protocol")
    { HelpName = "WORDS", Description = "What it does, in words." };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_pressureMpa, _temperatureDegC, _cycler, _channel, _protocol];

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What was given.</summary>
    public TestSettings Of(ParseResult parsed) => new()
    {
        Conditions = new TestConditions
        {
            PressureMpa = parsed.GetValue(_pressureMpa),
            TemperatureDegC = parsed.GetValue(_temperatureDegC),
            Cycler = parsed.GetValue(_cycler) ?? "",
            Channel = parsed.GetValue(_channel) ?? "",
            Protocol = parsed.GetValue(_protocol) ?? "",
        },
    };
}
