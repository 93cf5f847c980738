using System.Collections.Generic;

namespace EdgeLogger.Web;

/// <summary>What has come in since the gateway's start.</summary>
/// <param name="Messages">Messages of any kind, refused ones included.</param>
/// <param name="FramesStored">New frames on disk.</param>
/// <param name="FramesDuplicate">Frames that were on disk already.</param>
/// <param name="RowsStored">Rows of the new frames.</param>
/// <param name="BytesStored">Bytes of the new frames.</param>
/// <param name="AcksPublished">Acknowledgements the broker has taken.</param>
/// <param name="Refused">Messages refused, by reason.</param>
public sealed record GatewayCounts(
    long Messages, long FramesStored, long FramesDuplicate, long RowsStored, long BytesStored, long AcksPublished,
    IReadOnlyList<(string Reason, long Count)> Refused);
