using EdgeLogger.Gateway.Output;

namespace EdgeLogger.Bench.Replay;

/// <summary>What came of a replay.</summary>
/// <param name="Results">The cell's results, rows counted as the file's.</param>
/// <param name="RecordS">Length of the record, s.</param>
/// <param name="RowsMade">Rows the board made.</param>
/// <param name="FramesMade">Frames the board made.</param>
/// <param name="FramesSent">Frames it sent, each as often as it was sent.</param>
/// <param name="FramesStored">Frames in the gateway's log.</param>
/// <param name="FramesAcknowledged">Frames the gateway acknowledged to the board.</param>
/// <param name="FrameBytes">Bytes of the frames in the log.</param>
/// <param name="WireBytes">The same with what MQTT adds to each.</param>
/// <param name="ElapsedS">Real time from the first sample to the last acknowledgement, s.</param>
/// <param name="GatewayKills">Times the gateway was killed.</param>
/// <param name="BrokerKills">Times the broker was killed.</param>
internal sealed record ReplayReport(
    RecordResults Results, double RecordS, long RowsMade, long FramesMade, long FramesSent, long FramesStored,
    long FramesAcknowledged,
    long FrameBytes, long WireBytes, double ElapsedS, int GatewayKills, int BrokerKills);
