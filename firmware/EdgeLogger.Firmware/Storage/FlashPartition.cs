using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Storage;

/// <summary>A run of segments of a flash, as a flash of its own: each slot has one for its ring.</summary>
public sealed class FlashPartition : IFlash
{
    private readonly IFlash _flash;
    private readonly int _first;

    public FlashPartition(IFlash flash, int firstSegment, int segmentCount)
    {
        _flash = flash;
        _first = firstSegment;
        SegmentCount = segmentCount;
        SegmentLength = flash.SegmentLength;
    }

    public int SegmentCount { get; }

    public int SegmentLength { get; }

    public bool Read(int segment, int offset, byte[] buffer, int bufferOffset, int count) =>
        _flash.Read(_first + segment, offset, buffer, bufferOffset, count);

    public bool Write(int segment, int offset, byte[] buffer, int bufferOffset, int count) =>
        _flash.Write(_first + segment, offset, buffer, bufferOffset, count);

    public bool Erase(int segment) => _flash.Erase(_first + segment);
}
