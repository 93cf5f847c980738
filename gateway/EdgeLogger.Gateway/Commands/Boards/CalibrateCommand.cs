using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>edgelogger board calibrate BOARD SLOT, and the history of calibrations.</summary>
internal static class CalibrateCommand
{
    private static readonly string[] Channels = ["voltage", "current", "temperature", "pressure"];

    public static Command Create()
    {
        Argument<string> board = BoardOptions.Board();
        Argument<int> slot = BoardOptions.Slot();
        ChoiceOption<string> channel =
            new("--channel", "What is calibrated.", "voltage", [.. Channels.Select(name => (name, name))]);
        Option<double[]?> points = ParsedOption.Of(
            "--points", "A,B,...", "The references, two at least, in V, A, degC or MPa. Without it each is asked for.",
            ParsePoints);
        Option<string> reference = new("--reference")
        {
            HelpName = TextOption.AnyText,
            Description = "The instrument that gives "
                + "them, for the history: make and serial number.",
            DefaultValueFactory = _ => ""
        };
        Option<double> uncertainty = NumberOption.Of(
            "--reference-uncertainty", "U", "Its standard uncertainty, in the channel's unit.",
            "an uncertainty in V, A, degC or MPa", 0, double.MaxValue, 0.0);
        Option<double> ppm = NumberOption.Of(
            "--reference-ppm", "PPM", "And in parts per million of the value.", "parts per million", 0, 1e6, 0.0);
        Option<int> seconds = NumberOption.Of(
            "--seconds", "S", "How long each reference is measured, 1 to 3600 s.", "seconds", 1, 3600, 20);
        Option<bool> yes = new("--yes") { Description = "Write it without asking." };
        BoardOptions common = new();
        Command command = new("calibrate", """
            Walks through reference points, works out gain and zero with their uncertainty, and writes them to the board. What was measured
            before keeps its own calibration. At each point: apply the reference, let it settle, press Enter.

            Example: edgelogger board calibrate bench-01 0 --channel voltage --points 0,2.5,4.2 --reference "Keithley 2450, 4312345" --reference-ppm 20
            """)
        {
            board, slot, channel, points, reference, uncertainty, ppm, seconds, yes,
        };
        common.AddTo(command, isChange: true);
        command.SetAction((parsed, cancellationToken) => common.RunAsync(parsed, async boards =>
        {
            string id = parsed.GetRequiredValue(board);
            int number = parsed.GetRequiredValue(slot);
            CalibrationSession session = await CalibrationSession.BeginAsync(
                boards, id, number, channel.Of(parsed)!, cancellationToken).ConfigureAwait(false);
            await MeasureAsync(session, parsed.GetValue(points) ?? [], parsed.GetValue(seconds),
                cancellationToken).ConfigureAwait(false);
            ChannelCalibration found = session.WorkOut(parsed.GetValue(uncertainty), parsed.GetValue(ppm));
            Print(session, found);
            if (!parsed.GetValue(yes) && !Confirm())
            {
                Console.WriteLine("Nothing is written.");
                return 1;
            }

            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            int version = await session.WriteAsync(found, now, cancellationToken).ConfigureAwait(false);
            common.Audit(parsed, "board-calibrate", id, $"slot {number} {session.Channel.Name}");
            Keep(parsed.GetRequiredValue(common.Data), session.Record(
                found, now, parsed.GetRequiredValue(common.By), parsed.GetRequiredValue(reference), version));
            Console.WriteLine($"Written to {id}, slot {number}: configuration {version}.");
            return 0;
        }, cancellationToken));
        return command;
    }

    /// <summary>edgelogger board calibrations: the history.</summary>
    public static Command History()
    {
        Argument<string?> board = BoardOptions.AnyBoard();
        Option<string> data = DataDirectory.Option();
        Command command = new("calibrations", "Lists all calibrations: when, who, against what, and how good.") { board, data };
        command.SetAction(parsed =>
        {
            foreach (CalibrationRecord record in new CalibrationHistory(parsed.GetRequiredValue(data))
                .Read(parsed.GetValue(board)))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{record.Utc:yyyy-MM-dd HH:mm:ss'Z'}  {record.Board}/{record.Slot} {record.Channel}  by {record.By} "
                    + $"against {(record.Reference.Length > 0 ? record.Reference : "an instrument not named")} at "
                    + $"{string.Join(", ", record.References)} {record.Unit}: zero code {record.ZeroCode}, gain "
                    + $"{record.GainPpb / 1e3:+0.###;-0.###;0} ppm, U = {record.ExpandedUncertainty:G3} {record.Unit} (k = 2), "
                    + $"configuration {record.ConfigVersion}"));
            }
        });
        return command;
    }

    private static async Task MeasureAsync(
        CalibrationSession session, double[] points, int seconds, CancellationToken cancellationToken)
    {
        IEnumerable<double> references = points.Length > 0 ? points : AskedFor(session);
        foreach (double reference in references)
        {
            if (points.Length > 0)
            {
                Console.Write($"Apply {session.Channel.Text(reference)}, let it settle, press Enter: ");
                Console.ReadLine();
                Console.WriteLine();
            }

            Console.WriteLine($"measuring {seconds} s ...");
            CalibrationPoint point = await session.MeasureAsync(reference, seconds, cancellationToken).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {session.Channel.Text(reference)}: mean code {point.MeanCode:N1}, scatter "
                + $"{point.CodeDeviation:N1}, {point.Count} readings"));
        }
    }

    private static IEnumerable<double> AskedFor(CalibrationSession session)
    {
        while (true)
        {
            Console.Write(session.Points.Count < 2
                ? $"Apply a reference, let it settle, and type its value in {session.Channel.Unit}: "
                : $"The next one in {session.Channel.Unit}, or Enter if these are all: ");
            string? line = Console.ReadLine()?.Trim();
            if (string.IsNullOrEmpty(line) && session.Points.Count >= 2)
            {
                yield break;
            }

            if (line is null)
            {
                throw new UserErrorException("A calibration needs two reference points at least.");
            }

            if (double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double reference)
                && double.IsFinite(reference))
            {
                yield return reference;
            }
            else
            {
                Console.WriteLine($"'{line}' is not a number.");
            }
        }
    }

    private static void Print(CalibrationSession session, ChannelCalibration found) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

        gain         {found.GainPpb / 1e3:+0.000;-0.000;0} ppm over the parts' values
        zero         code {found.ZeroCode}
        residual     {found.LargestResidual:G3} {session.Channel.Unit} at most
        uncertainty  {found.ExpandedUncertainty:G3} {session.Channel.Unit} (k = 2, within the points; GUM 5.1 and H.3)
        """));

    private static bool Confirm()
    {
        Console.Write("Write it to the board? [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private static void Keep(string directory, CalibrationRecord record)
    {
        try
        {
            Directory.CreateDirectory(directory);
            new CalibrationHistory(directory).Add(record);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The board is calibrated, but the history could not be written: {error.Message}", error);
        }
    }

    private static double[] ParsePoints(string text)
    {
        List<double> points = [];
        foreach (string part in text.Split(','))
        {
            points.Add(double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value)
                ? value
                : throw new UserErrorException($"'{Given.Shown(text)}' are not references; give two numbers or more, with "
                    + "commas between, for example 0,2.5,4.2."));
        }

        return points.Count >= 2
            ? [.. points]
            : throw new UserErrorException("A calibration needs two reference points at least.");
    }
}
