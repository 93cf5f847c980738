using System;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Ingest;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Reading;
using EdgeLogger.Web;
using EdgeLogger.Web.Components.Boards;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>State documents: what ingest takes is read by commands, the page and the sinks without throwing.</summary>
public sealed class StateTarget : FuzzTarget
{
    private readonly JsonMutator _json = new(Documents.State(1), Documents.State(4), """{"v":1,"online":false}""");
    private readonly LineProtocolWriter _writer = new();

    public override string Name => "states";

    public override byte[] Make(FuzzRandom random) => _json.Make(random);

    public override bool Try(byte[] input)
    {
        bool isTaken = JsonDocuments.IsObject(input);
        BoardStatus? status = BoardStatus.Read(new BoardMessage("board-a", "state", false, input), DateTimeOffset.UnixEpoch);
        FuzzException.Unless(isTaken == status is not null, "Ingest and commands do not agree on what is a state.");
        if (status is null)
        {
            return false;
        }

        _ = (status.IsOnline, status.Firmware, status.IsSafeMode, status.Uptime, status.ConfigVersion, status.IsTrial,
            status.LastVersion);
        _ = (status.LastOutcome, status.Reason, status.Streams.Count, status.Backlog);
        _writer.Clear();
        BoardPoints.Write(_writer, "board-a", 1_767_225_600_000, false, input);
        CheckPage(status.Document);
        return true;
    }

    private static void CheckPage(JsonElement document)
    {
        BoardStanding standing = BoardStanding.Of(new BoardView("board-a", 1_767_225_600_000, false, document));
        _ = standing.ToString();
        _ = standing.Streams.Select(stream => stream.ToString()).Count();
    }
}
