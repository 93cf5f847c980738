using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;

namespace EdgeLogger.Boards.Calibration;

/// <summary>
/// The calibration of one channel: reference by reference measured, then worked out, then written to the board.
/// </summary>
public sealed class CalibrationSession
{
    private const int LeastReadings = 20;

    private readonly BoardCommands _commands;
    private readonly string _board;
    private readonly int _slot;
    private readonly List<(double Reference, CalibrationPoint Point)> _points = [];

    private CalibrationSession(BoardCommands commands, string board, int slot, CalibratedChannel channel)
    {
        _commands = commands;
        _board = board;
        _slot = slot;
        Channel = channel;
    }

    public CalibratedChannel Channel { get; }

    /// <summary>The references measured so far, and their codes.</summary>
    public IReadOnlyList<(double Reference, CalibrationPoint Point)> Points => _points;

    /// <summary>Asks the board what the channel is.</summary>
    /// <exception cref="BoardException">The board does not answer, or has no such channel.</exception>
    public static async Task<CalibrationSession> BeginAsync(
        BoardCommands commands, string board, int slot, string channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commands);
        CalibratedChannel found = await commands.DoAsync(
            board, new BoardCommand("report"), report =>
            CalibratedChannel.Find(report, slot, channel), cancellationToken).ConfigureAwait(false);
        return new CalibrationSession(commands, board, slot, found);
    }

    /// <summary>Measures what is applied now.</summary>
    /// <param name="reference">Its value, in the channel's unit.</param>
    /// <param name="seconds">How long, 1 to 3,600 s.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BoardException">The board does not answer, or gives too few good readings.</exception>
    public async Task<CalibrationPoint> MeasureAsync(double reference, int seconds, CancellationToken cancellationToken)
    {
        (int count, int bad, double meanCode, double codeDeviation) = await _commands.DoAsync(
            _board, new BoardCommand("measure") { Slot = _slot, Seconds = seconds }, ReadMeasured,
            cancellationToken).ConfigureAwait(false);
        if (count < Math.Min(LeastReadings, seconds * 5) || bad > count / 10)
        {
            throw new BoardException(
                $"Slot {_slot} of {_board} gave {count} good readings of the {Channel.Name} and {bad} bad ones in {seconds} s: "
                + "check the sensor and its wiring before you calibrate.");
        }

        CalibrationPoint point = new(Channel.Fitted(reference), meanCode, codeDeviation, count);
        _points.Add((reference, point));
        return point;
    }

    /// <summary>Works the calibration out of the points.</summary>
    /// <param name="referenceUncertainty">Standard uncertainty of the reference, in the channel's unit, whatever the
    /// value.</param>
    /// <param name="referencePpm">And in parts per million of the value.</param>
    /// <exception cref="BoardException">The points do not make one; the message says why.</exception>
    public ChannelCalibration WorkOut(double referenceUncertainty, double referencePpm)
    {
        double fittedPerUnit = Channel.FittedPerUnit(_points.Count == 0 ? 0 : _points.Average(point => point.Reference));
        ChannelCalibration fitted = ChannelCalibration.Of(
            [.. _points.Select(point => point.Point)], Channel.NominalScale,
            value => Math.Sqrt(Math.Pow(referenceUncertainty * fittedPerUnit, 2) + Math.Pow(referencePpm * 1e-6 * value, 2)));
        return fitted with
        {
            ExpandedUncertainty = fitted.ExpandedUncertainty / fittedPerUnit,
            LargestResidual = fitted.LargestResidual / fittedPerUnit,
        };
    }

    /// <summary>Writes a calibration to the board, and returns the version of its configuration from then on.</summary>
    /// <exception cref="BoardException">The board refuses it, or does not answer.</exception>
    public async Task<int> WriteAsync(ChannelCalibration calibration, DateTimeOffset day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return await _commands.DoAsync(_board, new BoardCommand("calibrate")
        {
            Slot = _slot,
            Channel = Channel.Name,
            ZeroCode = calibration.ZeroCode,
            GainPpb = calibration.GainPpb,
            Date = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        }, answer => answer.GetProperty("version").GetInt32(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>This calibration as the history keeps it, once it is written.</summary>
    /// <param name="calibration">What was written.</param>
    /// <param name="utc">When.</param>
    /// <param name="by">Who.</param>
    /// <param name="reference">Against what; empty if nobody said.</param>
    /// <param name="version">The board's configuration from then on.</param>
    public CalibrationRecord Record(ChannelCalibration calibration, DateTimeOffset utc, string by, string reference, int version)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return new CalibrationRecord(
            utc, by, _board, _slot, Channel.Name, reference, Channel.Unit, [.. _points.Select(point => point.Reference)],
            [.. _points.Select(point => point.Point.MeanCode)], calibration.ZeroCode, calibration.GainPpb,
            calibration.ExpandedUncertainty,
            calibration.LargestResidual, version);
    }

    private (int Count, int Bad, double MeanCode, double CodeDeviation) ReadMeasured(JsonElement answer)
    {
        JsonElement measured = answer.GetProperty("channels").EnumerateArray()
            .First(each => each.GetProperty("channel").GetString() == Channel.Name);
        return (measured.GetProperty("n").GetInt32(), measured.GetProperty("bad").GetInt32(),
            measured.GetProperty("mean_millicodes").GetInt64() / 1000.0, measured.GetProperty("sd_millicodes")
            .GetInt64() / 1000.0);
    }
}
