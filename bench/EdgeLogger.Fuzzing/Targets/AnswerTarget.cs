using System;
using System.Threading.Tasks;
using EdgeLogger.Boards;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Fuzzing.Parts;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// Answers of boards to commands: whatever a board answers, only <see cref="BoardException"/> leaves what asked.
/// </summary>
public sealed class AnswerTarget : FuzzTarget
{
    private const string Board = "board-a";

    private readonly AnsweringWire _wire = new();
    private readonly BoardCommands _commands;
    private readonly JsonMutator _json = new(
        Documents.Answer,
        Answer("\"version\":5,\"zero_code\":12"),
        Answer("\"version\":2,\"channels\":[" + Measured("voltage") + "," + Measured("temperature")
            + "],\"board\":{\"board\":\"board-a\",\"firmware\":\"0.1.0\",\"version\":4,\"slots\":[{\"slot\":0,\"channels\":["
            + Part("voltage", "linear") + "," + Part("temperature", "rtd:1000") + "]}]}"));

    public AnswerTarget() => _commands = new BoardCommands(_wire, BoardKeys.None, TimeProvider.System);

    public override string Name => "answers";

    public override byte[] Make(FuzzRandom random) => _json.Make(random);

    public override bool Try(byte[] input)
    {
        FuzzException.Unless(BoardAnswer.Read(input) is null || JsonDocuments.IsObject(input),
            "An answer is read that ingest refuses.");
        _wire.Answer = input;
        bool isUsed = Is(() => _commands.ConfigurationAsync(Board, default));
        isUsed |= Is(() => _commands.DoAsync(Board, new BoardCommand("report"), default));
        foreach (string channel in (string[])["voltage", "temperature"])
        {
            isUsed |= Is(() => CalibrateAsync(channel));
        }

        return isUsed;
    }

    protected override void Dispose(bool isDisposing)
    {
        _commands.Dispose();
        base.Dispose(isDisposing);
    }

    private async Task CalibrateAsync(string channel)
    {
        CalibrationSession session = await CalibrationSession.BeginAsync(_commands, Board, 0, channel, default);
        await session.MeasureAsync(1, 4, default);
        ChannelCalibration calibration = session.WorkOut(1e-3, 10);
        await session.WriteAsync(calibration, DateTimeOffset.UnixEpoch, default);
    }

    private static bool Is(Func<Task> ask)
    {
        try
        {
            ask().GetAwaiter().GetResult();
            return true;
        }
        catch (BoardException)
        {
            return false;
        }
    }

    private static string Answer(string more) => $$"""{"v":1,"id":"{{AnsweringWire.Id}}","ok":true,{{more}}}""";

    private static string Measured(string channel) =>
        $$"""{"channel":"{{channel}}","n":400,"bad":0,"mean_millicodes":3500000123,"sd_millicodes":2500}""";

    private static string Part(string channel, string conversion) =>
        $$"""{"channel":"{{channel}}","chip":"ADS122C04","status":"ok","unit":"V","scale":1e-6,"gain_ppb":120,"conversion":"{{conversion}}"}""";
}
