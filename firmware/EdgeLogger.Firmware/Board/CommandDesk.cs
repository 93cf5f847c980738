using System.Collections;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// Takes commands by MQTT and by the serial line, does them, and keeps the answers until they are fetched. What takes seconds is
/// answered when it is done, while everything else goes on. docs/specs/board-commands.md.
/// </summary>
public sealed class CommandDesk
{
    // How far from its zero code a current may lie to be taken for none: 0.05 % of the converter's range, of 24 bits or of 20.
    private const int OpenCircuitCodes = 4194;
    private const int OpenCircuitInaCodes = 262;

    private const int MostAnswers = 8;
    private const int BlinkMs = 250;
    private const int IdentifyMs = 10_000;

    private readonly BoardCore _core;
    private readonly BoardConfiguration? _configuration;
    private readonly IIndicator? _lamp;
    private readonly ArrayList _answers = new ArrayList();
    private readonly ArrayList _serialAnswers = new ArrayList();
    private readonly ArrayList _measurements = new ArrayList();
    private readonly DocumentParts _document = new DocumentParts();
    private string _lastId = "";
    private long _lastNumber;
    private byte[]? _lastAnswer;
    private long _uptimeMs;
    private long _lampUntilMs;
    private bool _isLit;

    internal CommandDesk(BoardCore core, BoardConfiguration? configuration, IIndicator? lamp)
    {
        _core = core;
        _configuration = configuration;
        _lamp = lamp;
        _lastNumber = configuration == null ? 0 : configuration.CommandNumber;
    }

    /// <summary>Commands that were retained, or no commands.</summary>
    public int Refused { get; private set; }

    /// <summary>Whether the board has to restart because somebody asked for it.</summary>
    public bool IsRestartWanted { get; private set; }

    /// <summary>The oldest answer for MQTT that was not sent; null if there is none.</summary>
    public byte[]? Answer => _answers.Count > 0 ? (byte[])_answers[0]! : null;

    /// <summary>The oldest answer for the serial line; null if there is none.</summary>
    public byte[]? SerialAnswer => _serialAnswers.Count > 0 ? (byte[])_serialAnswers[0]! : null;

    /// <summary><see cref="Answer"/> was sent.</summary>
    public void AnswerSent() => _answers.RemoveAt(0);

    /// <summary><see cref="SerialAnswer"/> was sent.</summary>
    public void SerialAnswerSent() => _serialAnswers.RemoveAt(0);

    /// <summary>Takes a message on the command topic. One that the broker has kept is not meant for now: it is dropped.</summary>
    public void Take(InboundMessage message)
    {
        if (message.IsRetained)
        {
            Refused++;
            return;
        }

        Take(message.Payload, 0, message.Length, false);
    }

    /// <summary>Takes a message on the configuration topic.</summary>
    public void TakeConfiguration(InboundMessage message)
    {
        if (message.Length > 0)
        {
            _configuration?.Offer(message.Payload, message.Length);
        }
    }

    /// <summary>Takes a command from the serial line.</summary>
    public void TakeSerial(byte[] json, int offset, int length) => Take(json, offset, length, true);

    /// <summary>Does what is due.</summary>
    public void Step(long uptimeMs)
    {
        _uptimeMs = uptimeMs;
        for (int i = _measurements.Count - 1; i >= 0; i--)
        {
            SlotMeasurement measurement = (SlotMeasurement)_measurements[i]!;
            if (uptimeMs >= measurement.EndMs)
            {
                _measurements.RemoveAt(i);
                measurement.Slot.Readings.End();
                Reply(measurement.Request, Finish(measurement));
            }
        }

        StepLamp();
    }

    private void StepLamp()
    {
        bool isLit = _uptimeMs < _lampUntilMs && (_lampUntilMs - _uptimeMs) / BlinkMs % 2 == 0;
        if (isLit != _isLit)
        {
            _isLit = isLit;
            _lamp?.Set(isLit);
        }
    }

    private void Take(byte[] json, int offset, int length, bool isSerial)
    {
        CommandRequest request = new CommandRequest();
        request.IsSerial = isSerial;
        string problem = request.Read(json, offset, length);
        if (problem.Length > 0)
        {
            Refused++;
            Reply(request, CommandAnswer.Refusal(request, problem));
            return;
        }

        // QoS 1 may deliver twice: what was done is not done again.
        if (!isSerial && request.Id.Length > 0 && request.Id == _lastId)
        {
            if (_lastAnswer != null)
            {
                Keep(_answers, _lastAnswer);
            }

            return;
        }

        if (!isSerial && _core.IsAuthenticated && !TakeNumber(request))
        {
            return;
        }

        if (!isSerial)
        {
            _lastId = request.Id;
            _lastAnswer = null;
        }

        byte[]? answer = Do(request);
        if (answer != null)
        {
            Reply(request, answer);
        }
    }

    // A signed command was meant once: anyone who has heard it can send it again, for ever. Its number is kept before it is done.
    private bool TakeNumber(CommandRequest request)
    {
        if (request.Number <= _lastNumber)
        {
            _core.Uplink.CountRefused();
            Keep(_answers, CommandAnswer.Repeated(request, _lastNumber));
            return false;
        }

        if (_configuration != null && !_configuration.KeepCommandNumber(request.Number))
        {
            Keep(_answers, CommandAnswer.Refusal(request, "the flash refused the command's number"));
            return false;
        }

        _lastNumber = request.Number;
        return true;
    }

    private void Reply(CommandRequest request, byte[] answer)
    {
        if (!request.IsSerial && request.Id == _lastId)
        {
            _lastAnswer = answer;
        }

        Keep(request.IsSerial ? _serialAnswers : _answers, answer);
    }

    private static void Keep(ArrayList answers, byte[] answer)
    {
        if (answers.Count == MostAnswers)
        {
            answers.RemoveAt(0);
        }

        answers.Add(answer);
    }

    // Null: it is answered later.
    private byte[]? Do(CommandRequest request)
    {
        switch (request.Name)
        {
            case "identify":
                _lampUntilMs = _uptimeMs + IdentifyMs;
                return CommandAnswer.Done(request).With("board", BoardReport.Make(_core, request.Slot)).ToBytes();
            case "report":
                return CommandAnswer.Done(request).With("state", _core.MakeState())
                    .With("board", BoardReport.Make(_core, request.Slot)).ToBytes();
            case "config":
                return CommandAnswer.Done(request).With("config", BoardDocumentWriter.Write(_core.Settings, false)).ToBytes();
            case "reboot":
                IsRestartWanted = true;
                return CommandAnswer.Done(request).ToBytes();
            case "measure":
            case "tare":
            case "zero":
            case "calibrate":
            case "burst":
                Slot? slot = _core.FindSlot(request.Slot);
                return slot == null ? CommandAnswer.Refusal(request, SlotProblem(request)) : DoSlot(request, slot);
            default:
                return request.IsSerial ? DoSerial(request) : CommandAnswer.Refusal(request, "cmd: wanted " + Names);
        }
    }

    private const string Names = "identify, report, config, measure, tare, zero, calibrate, burst or reboot";

    private static string SlotProblem(CommandRequest request) => request.Slot < 0
        ? "slot: wanted the number of a slot, it is missing"
        : "slot: there is no slot " + request.Slot.ToString() + " that measures";

    private byte[]? DoSlot(CommandRequest request, Slot slot)
    {
        switch (request.Name)
        {
            case "calibrate":
                return Calibrate(request, slot);
            case "burst":
                slot.Sampler.Burst(request.Seconds == 0 ? 10 : request.Seconds, request.IsNow);
                return CommandAnswer.Done(request).ToBytes();
            default:
                if (slot.Readings.IsMeasuring)
                {
                    return CommandAnswer.Refusal(
                        request, "slot " + request.Slot.ToString() + " is measuring for another command: try again later");
                }

                int seconds = request.Seconds > 0 ? request.Seconds : request.Name == "tare" ? 5 : 10;
                _measurements.Add(new SlotMeasurement(request, slot, _uptimeMs, seconds));
                return null;
        }
    }

    private byte[] Finish(SlotMeasurement measurement)
    {
        CommandRequest request = measurement.Request;
        if (request.Name == "measure")
        {
            CommandAnswer answer = CommandAnswer.Done(request);
            measurement.AppendTo(answer);
            return answer.ToBytes();
        }

        request.Channel = request.Name == "tare" ? Channel.Pressure : Channel.Current;
        ReadingTap readings = measurement.Slot.Readings;
        int count = readings.Count(request.Channel);
        if (count < 10 || readings.Bad(request.Channel) > count / 10)
        {
            return CommandAnswer.Refusal(request, ChannelNames.Of(request.Channel) + ": too few good readings, "
                + count.ToString() + " of " + (count + readings.Bad(request.Channel))
                .ToString() + ": check the chip and its wiring");
        }

        SlotHardware hardware = measurement.Slot.Settings.Hardware;
        int code = (int)(readings.MeanMilliCodes(request.Channel) / 1000);
        if (request.Channel == Channel.Current)
        {
            int limit = hardware.CurrentChip == SlotChip.Ina228 ? OpenCircuitInaCodes : OpenCircuitCodes;
            long change = (long)code - hardware.CurrentZeroCode;
            if (change > limit || change < -limit || readings.DeviationMilliCodes(Channel.Current) > limit * 1000L)
            {
                return CommandAnswer.Refusal(
                    request, "a current flows, " + change.ToString() + " codes from zero with a limit of "
                    + limit.ToString() + ": open the circuit");
            }
        }

        request.ZeroCode = code;
        request.GainPpb = SlotCalibrations.GainPpb(hardware, request.Channel);
        request.Day = hardware.Calibrated;
        return Calibrate(request, measurement.Slot);
    }

    private byte[] Calibrate(CommandRequest request, Slot slot)
    {
        string problem = request.Channel < 0 ? "channel: wanted " + ChannelNames.All + ", it is missing"
            : SlotCalibrations.Check(request.Channel, request.ZeroCode);
        if (problem.Length == 0)
        {
            problem = _core.Calibrate(slot, request.Channel, request.ZeroCode, request.GainPpb, request.Day);
        }

        if (problem.Length > 0)
        {
            return CommandAnswer.Refusal(request, problem);
        }

        CommandAnswer answer = CommandAnswer.Done(request);
        JsonText.AppendNumber(answer.Json, "zero_code", request.ZeroCode);
        JsonText.AppendNumber(answer.Json, "gain_ppb", request.GainPpb);
        JsonText.AppendNumber(answer.Json, "version", _core.Settings.Version);
        return answer.ToBytes();
    }

    private byte[] SetKey(CommandRequest request)
    {
        string problem = request.Key == null
            ? "key: wanted 64 hexadecimal digits, or an empty text; it is missing"
            : _core.SetKey(request.Key);
        if (problem.Length > 0)
        {
            return CommandAnswer.Refusal(request, problem);
        }

        CommandAnswer answer = CommandAnswer.Done(request);
        JsonText.AppendName(answer.Json, "streams");
        for (int i = 0; i < _core.Slots.Length; i++)
        {
            answer.Json.Append(i == 0 ? "[{\"stream\":" : ",{\"stream\":");
            JsonText.AppendStream(answer.Json, _core.Slots[i].Ring.StreamId);
            JsonText.AppendNumber(answer.Json, "first", _core.Slots[i].Ring.NextSequence);
            answer.Json.Append('}');
        }

        answer.Json.Append(_core.Slots.Length == 0 ? "[]" : "]");
        JsonText.AppendNumber(answer.Json, "unnamed", _core.CountUnnamedShares());
        return answer.ToBytes();
    }

    private byte[] DoSerial(CommandRequest request)
    {
        string problem;
        switch (request.Name)
        {
            case "config-begin":
                _document.Begin(request.Length);
                return CommandAnswer.Done(request).ToBytes();
            case "key":
                return SetKey(request);
            case "config-part":
                problem = _document.Add(request.Offset, request.Text);
                break;
            case "config-set":
                problem = _document.Check(request.Crc);
                if (problem.Length == 0)
                {
                    problem = _configuration == null ? "this board keeps no configuration"
                        : _configuration.Set(_document.Document, _document.Length);
                    _document.Clear();
                }

                break;
            default:
                problem = "cmd: wanted " + Names + ", or config-begin, config-part, config-set, key";
                break;
        }

        return problem.Length > 0 ? CommandAnswer.Refusal(request, problem) : CommandAnswer.Done(request).ToBytes();
    }
}
