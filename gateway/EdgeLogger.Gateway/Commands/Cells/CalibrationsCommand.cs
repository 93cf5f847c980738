using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell calibrations: by what a slot's rows were measured.</summary>
internal static class CalibrationsCommand
{
    public static Command Create()
    {
        Argument<string> slot = CellArguments.Slot("The slot: its board and its slot there, from 0, as in bench-01/0.");
        Option<string> data = DataDirectory.Option();
        Option<bool> json = CellArguments.Json();
        Command command = new("calibrations", "Lists the calibrations that a slot has had, and those that were put right.")
            { slot, data, json };
        command.SetAction(parsed => OpenBook.Look(parsed.GetRequiredValue(data), book =>
        {
            SlotName name = SlotName.Parse(parsed.GetRequiredValue(slot));
            IReadOnlyList<SlotCalibration> known =
                SlotLog.Calibrations(parsed.GetRequiredValue(data), name, book?.RecalibrationsOf(name) ?? []);
            Console.WriteLine(parsed.GetValue(json) ? CellJson.Of(known)
                : known.Count == 0 ? $"The log has no calibration of {name}."
                : string.Join(Environment.NewLine, known.Select(CalibrationText.Of)));
        }));
        return command;
    }
}
