namespace EdgeLogger.Firmware.Uplink;

/// <summary>How the uplink behaves. Times are of the link's clock, ms.</summary>
public sealed class UplinkSettings
{
    /// <summary>Frames of one stream that may be under way unacknowledged.</summary>
    public int Window = 32;

    /// <summary>
    /// Wait for the gateway's acknowledgement before a frame is sent again; doubled while there is none at all.
    /// </summary>
    public int ResendAfterMs = 10_000;

    /// <summary>The longest such wait.</summary>
    public int ResendAtMostMs = 60_000;

    /// <summary>Time between two frames on the backfill topic; 0: no limit.</summary>
    public int BackfillIntervalMs = 250;

    /// <summary>Frames handed to the link in one step, so that a step stays short.</summary>
    public int FramesPerStep = 4;

    /// <summary>Messages taken from the link in one step.</summary>
    public int MessagesPerStep = 16;

    /// <summary>Time between two state messages.</summary>
    public int StateEveryMs = 60_000;

    /// <summary>
    /// Wait before the schema is published again on a connection; doubled each time. A broker whose queue for the gateway is full
    /// drops messages that it has acknowledged; a frame is then sent again, and so must be what it is read with.
    /// </summary>
    public int SchemaAgainMs = 60_000;

    /// <summary>The longest such wait.</summary>
    public int SchemaAgainAtMostMs = 3_600_000;

    /// <summary>
    /// Time between two schema documents from flash: the link keeps a copy of each until the broker has answered.
    /// </summary>
    public int HeldSchemaIntervalMs = 1000;

    /// <summary>Shortest wait before connecting again.</summary>
    public int ReconnectMinMs = 500;

    /// <summary>Longest wait before connecting again.</summary>
    public int ReconnectMaxMs = 60_000;

    /// <summary>A connection that stood for so long starts the back-off from its beginning.</summary>
    public int StableAfterMs = 30_000;

    /// <summary>
    /// An attempt to connect that takes longer is given up and made again. Where thousands of boards connect at once, a broker's
    /// queue overflows, and TCP repeats its first packet after 1, 3, 7, 15 and 31 s: a new attempt after 20 s is in sooner.
    /// </summary>
    public int ConnectTimeoutMs = 20_000;

    /// <summary>
    /// A connection on which nothing has been heard for so long, while frames wait for the gateway, is given up and made again:
    /// it may be dead without either side knowing.
    /// </summary>
    public int SilentAfterMs = 600_000;

    /// <summary>
    /// An acknowledgement below the ring's cursor is believed after it has been repeated for so long without a better one: old
    /// messages that waited in a broker do not pass for a gateway that has lost its log.
    /// </summary>
    public int RollbackAfterMs = 10_000;
}
