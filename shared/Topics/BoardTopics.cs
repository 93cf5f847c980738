namespace EdgeLogger.Topics;

/// <summary>The MQTT topics of one board, made once. docs/specs/topics.md says who may do what on each.</summary>
public sealed class BoardTopics
{
    public const string Root = "el/1/";
    public const string LiveName = "live";
    public const string BackfillName = "backfill";
    public const string SchemaName = "schema";
    public const string StateName = "state";
    public const string AckName = "ack";
    public const string CommandName = "cmd";
    public const string CommandResultName = "cmd/result";
    public const string ConfigName = "config";

    public BoardTopics(string boardId)
    {
        BoardId = boardId;
        string stem = Root + boardId + "/";
        Live = stem + LiveName;
        Backfill = stem + BackfillName;
        Schema = stem + SchemaName;
        State = stem + StateName;
        Ack = stem + AckName;
        Command = stem + CommandName;
        CommandResult = stem + CommandResultName;
        Config = stem + ConfigName;
    }

    public string BoardId { get; }

    /// <summary>Frames made just now.</summary>
    public string Live { get; }

    /// <summary>Frames from the flash ring, sent at a limited rate.</summary>
    public string Backfill { get; }

    /// <summary>The schema document, retained.</summary>
    public string Schema { get; }

    /// <summary>Health of the board, retained, and its last will.</summary>
    public string State { get; }

    /// <summary>The gateway's acknowledgements, to the board.</summary>
    public string Ack { get; }

    /// <summary>Commands to the board.</summary>
    public string Command { get; }

    /// <summary>Answers to commands.</summary>
    public string CommandResult { get; }

    /// <summary>The board's configuration, retained, to the board.</summary>
    public string Config { get; }
}
