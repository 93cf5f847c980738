using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.Derivation.Previews;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell recalibrate: a calibration of a slot was wrong.</summary>
internal sealed class RecalibrateCommand
{
    private readonly Argument<string> _slot =
        CellArguments.Slot("The slot: its board and its slot there, from 0, as in bench-01/0.");
    private readonly ChoiceOption<string> _channel = new(
        "--channel", "The channel whose calibration was wrong.", null, [.. Recalibration.Channels.Select(name => (name, name))])
    { Required = true };
    private readonly Option<double?> _wasScale = Number("--was-scale", "The scale of the calibration that was wrong.");
    private readonly Option<double?> _wasOffset = Number("--was-offset", "The offset of the calibration that was wrong.");
    private readonly Option<DateOnly?> _calibrated = ParsedOption.Of<DateOnly?>(
        "--calibrated", "DATE", "The day of the calibration that was wrong, as 2026-06-30.", CellOptions.ParseDay);
    private readonly Option<double?> _scale = Number("--scale", "The right scale. Default: as it was.");
    private readonly Option<double?> _offset = Number("--offset", "The right offset. Default: as it was.");
    private readonly Option<double?> _factor =
        Number("--factor", "Scale and offset were wrong by this factor, as 1.007. In place of --scale and --offset.");
    private readonly Option<string> _instrument = new("--instrument")
    {
        HelpName = TextOption.AnyText,
        Description = "What it was found with: make and serial number.",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<bool> _withdraw = new("--withdraw")
    { Description = "What was put right was a mistake: the board's own numbers hold again." };
    private readonly Option<bool> _preview = CellArguments.Preview();
    private readonly Option<string> _by = CellArguments.By();
    private readonly Option<string> _why = CellArguments.Why();
    private readonly Option<string> _data = DataDirectory.Option();
    private readonly Option<bool> _json = CellArguments.Json();

    public static Command Create()
    {
        RecalibrateCommand one = new();
        Command command = new("recalibrate", """
            Puts a calibration right that rows were measured by. The log keeps what the board sent; the tests with such rows are derived
            again, as if the board had had the right numbers from the start. `edgelogger cell calibrations SLOT` shows those there are;
            if the channel has had several, --was-scale, --was-offset or --calibrated says which.

            Example: edgelogger cell recalibrate bench-01/0 --channel current --calibrated 2026-11-30 --factor 1.007 --preview
                     edgelogger cell recalibrate bench-01/0 --channel current --calibrated 2026-11-30 --factor 1.007 --instrument "Keithley 2450, 4312345"
            """)
        {
            one._slot, one._channel, one._wasScale, one._wasOffset, one._calibrated, one._scale, one._offset, one._factor,
            one._instrument, one._withdraw, one._preview, one._by, one._why, one._data, one._json,
        };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(one._data), book => one.Recalibrate(parsed, book)));
        return command;
    }

    private void Recalibrate(ParseResult parsed, CellBook book)
    {
        string directory = parsed.GetRequiredValue(_data);
        bool asJson = parsed.GetValue(_json);
        CalibrationChange change = ChangeOf(parsed);
        Author author = new(parsed.GetRequiredValue(_by), parsed.GetRequiredValue(_why));
        IReadOnlyList<SlotCalibration> known =
            SlotLog.Calibrations(directory, change.Slot, book.RecalibrationsOf(change.Slot));
        IReadOnlyList<PlanEffect> effects =
            PlanPreview.With(directory, results => change.Preview(book, known, author, results));
        if (parsed.GetValue(_preview))
        {
            PlanPreview.Print(effects, asJson);
            return;
        }

        Recalibration entry = change.Make(book, known, author);
        if (asJson)
        {
            Console.WriteLine(CellJson.Of(entry));
            return;
        }

        Console.WriteLine(entry.IsWithdrawn ? $"{entry.Slot} {entry.Channel}: withdrawn, the board's numbers hold again."
            : $"{entry.Slot} {entry.Channel}: put right.");
        PlanPreview.Print(effects, asJson);
    }

    private CalibrationChange ChangeOf(ParseResult parsed) =>
        new(SlotName.Parse(parsed.GetRequiredValue(_slot)), _channel.Of(parsed)!)
        {
            WasScale = parsed.GetValue(_wasScale),
            WasOffset = parsed.GetValue(_wasOffset),
            Calibrated = parsed.GetValue(_calibrated)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Scale = parsed.GetValue(_scale),
            Offset = parsed.GetValue(_offset),
            Factor = parsed.GetValue(_factor),
            Instrument = parsed.GetRequiredValue(_instrument),
            Withdraw = parsed.GetValue(_withdraw),
        };

    private static Option<double?> Number(string name, string description) => NumberOption.Optional<double>(
        name, "NUMBER", description, "a number", -double.MaxValue, double.MaxValue);
}
