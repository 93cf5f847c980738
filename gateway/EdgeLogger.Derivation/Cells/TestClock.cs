using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Cells;

/// <summary>
/// The clock on which a test's record is integrated: the boards' uptime, joined over reboots and over segments. Uptime
/// integrates, UTC labels: of UTC and of arrival it takes the length of pauses, in which no charge flows. A pure function of the
/// test's frames and of what their streams knew of UTC when they came, in the order of their numbers.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct TestClock
{
    private const int StartedBit = 1;
    private const int ReadingsBit = 2;
    private const int LeftBit = 4;

    private ulong _stream;
    private double _startS;
    private double _lastS;
    private long _lastUptimeMs;
    private long _arrivedMs;
    private long _anchorMs;
    private uint _boot;
    private uint _lastSequence;
    private int _bits;
    private int _isAnchored;

    /// <summary>A row has been seen.</summary>
    public readonly bool Started => Has(StartedBit);

    /// <summary>Test time of the last row, s.</summary>
    public readonly double LastS => _lastS;

    /// <summary>The boot of the last row.</summary>
    public readonly uint Boot => _boot;

    /// <summary>The frame of the last row.</summary>
    public readonly uint LastSequence => _lastSequence;

    /// <summary>Uptime of the last row, ms.</summary>
    public readonly long LastUptimeMs => _lastUptimeMs;

    /// <summary>Whether rows of a boot follow those before without a reboot or an edge between.</summary>
    public readonly bool IsSameBoot(uint boot) => Started && boot == _boot && !Has(LeftBit);

    /// <summary>Test time of an uptime in the present boot, s.</summary>
    public readonly double At(long uptimeMs) => _startS + (uptimeMs / 1000.0);

    /// <summary>The segment is over: the next rows are another one's.</summary>
    /// <param name="dates">The offset book of its stream.</param>
    public void Leave(StreamDates dates)
    {
        KeepAnchor(dates.AnchorOf(_boot, _lastSequence));
        _bits |= LeftBit;
    }

    /// <summary>Takes a block with rows of the test: where its boot is on the clock.</summary>
    /// <param name="block">The block.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="segment">Its segment, from 0.</param>
    /// <param name="dates">The stream's offset book.</param>
    /// <param name="places">Given the place, if it is another one.</param>
    public void Enter(RowBlock block, ulong stream, int segment, StreamDates dates, List<BootPlace> places)
    {
        if (!IsSameBoot(block.Boot))
        {
            if (Started && !Has(LeftBit))
            {
                KeepAnchor(dates.AnchorOf(_boot, block.Sequence - 1));
            }

            Begin(block, stream, dates);
            places.Add(new BootPlace(segment, stream, block.Boot, block.Sequence, At(block.RowsStartUptimeMs), _startS));
        }

        _lastSequence = block.Sequence;
        // Of a frame that an edge cuts, the rows before the edge were there before the frame was.
        _arrivedMs = block.ReceivedUtcMs - (block.EndUptimeMs - block.RowsEndUptimeMs);
    }

    /// <summary>Moves on to the end of a row.</summary>
    public void Advance(long uptimeMs)
    {
        _lastS = At(uptimeMs);
        _lastUptimeMs = uptimeMs;
    }

    private readonly bool Has(int bit) => (_bits & bit) != 0;

    private void KeepAnchor(long? anchorMs) => (_isAnchored, _anchorMs) = (anchorMs is null ? 0 : 1, anchorMs ?? 0);

    private void Begin(RowBlock block, ulong stream, StreamDates dates)
    {
        // A test that comes back to a boot that it has left: uptime went on meanwhile.
        bool goesOn = Started && stream == _stream && block.Boot == _boot && block.RowsUptimeMs > _lastUptimeMs;
        if (!goesOn)
        {
            _startS = Started ? _lastS + PauseBeforeS(block, dates) - (block.RowsUptimeMs / 1000.0) : 0;
        }

        (_stream, _boot) = (stream, block.Boot);
        _bits = StartedBit | (block.HoldsReadings ? ReadingsBit : 0);
    }

    // From UTC where both sides know it, else from arrival, which says nothing of a cycler's file. It is a rest, whatever it is:
    // no charge is taken from it.
    private readonly double PauseBeforeS(RowBlock block, StreamDates dates)
    {
        if (_isAnchored != 0 && (block.UtcMinusUptimeMs ?? dates.AnchorOf(block.Boot, block.Sequence)) is { } offset)
        {
            return Math.Max(0, (offset + block.RowsUptimeMs - (_anchorMs + _lastUptimeMs)) / 1000.0);
        }

        return Has(ReadingsBit) || block.HoldsReadings
            ? 0
            : Math.Max(0, (block.ReceivedUtcMs - (block.EndUptimeMs - block.RowsUptimeMs) - _arrivedMs) / 1000.0);
    }
}
