using System;
using System.Text;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Frames;
using EdgeLogger.Topics;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// The board's program, without the board: slots, rings and uplink, stepped by whoever holds the clocks. The same inputs at the
/// same uptimes make the same frame bytes, whatever the network does.
/// </summary>
public sealed class BoardCore
{
    private const byte WholeBoard = 255;

    private readonly Slot[] _slots;
    private readonly BoardTime _time = new BoardTime();
    private readonly BoardUplink _uplink;
    private readonly string _boardId;
    private readonly byte[] _schema;
    private long _nextHouseMs;

    /// <summary>Mounts the rings, counts the boot and tells it in an event of each slot.</summary>
    /// <param name="settings">The board's settings; each slot gets an equal share of the flash, 4 segments at least.</param>
    /// <param name="flash">Non-volatile memory.</param>
    /// <param name="link">The connection.</param>
    /// <param name="entropy">Random, and different on every board and at every format: stream names and jitter come from it.</param>
    /// <param name="resetReason">Why the board started; the value of the boot event.</param>
    /// <exception cref="InvalidOperationException">The flash cannot be read or written.</exception>
    public BoardCore(BoardSettings settings, IFlash flash, IUplinkLink link, ulong entropy, long resetReason)
    {
        _boardId = settings.BoardId;
        _slots = MountSlots(settings, flash, entropy);
        _schema = SchemaDocument.Make(_boardId, _slots);
        SchemaHash = Crc32.Compute(_schema, 0, _schema.Length);
        StreamDelivery[] streams = new StreamDelivery[_slots.Length];
        byte[] version = Encoding.UTF8.GetBytes(FirmwareVersion.Text);
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Start(_time, SchemaHash, settings.Uplink);
            streams[i] = _slots[i].Delivery;
            _slots[i].Frames.AddEvent(0, EventCode.Boot, WholeBoard, resetReason, version, _slots[i].Sampler.Counters);
        }

        _uplink = new BoardUplink(link, new BoardTopics(_boardId), streams, settings.Uplink,
            (uint)Mix(entropy + (ulong)_slots.Length), WriteSchema, WriteState);
    }

    public Slot[] Slots => _slots;

    public BoardUplink Uplink => _uplink;

    /// <summary>CRC-32 of the schema document.</summary>
    public uint SchemaHash { get; }

    /// <summary>Uptime at which a slot has something to do next; long.MaxValue if no slot ever has.</summary>
    public long NextDueUs
    {
        get
        {
            long next = long.MaxValue;
            for (int i = 0; i < _slots.Length; i++)
            {
                long due = _slots[i].NextDueUs;
                if (due < next)
                {
                    next = due;
                }
            }

            return next;
        }
    }

    /// <summary>The document that the broker keeps as the board's last will.</summary>
    public static byte[] OfflineState() => Encoding.UTF8.GetBytes(StateDocument.Offline);

    /// <summary>Does what is due in the slots and on the link.</summary>
    public void Step(long uptimeUs, long linkMs)
    {
        StepSlots(uptimeUs);
        StepUplink(linkMs);
    }

    /// <summary>Does what is due on the link. Whatever it throws is counted, and the connection is made anew; the slots go on.</summary>
    public void StepUplink(long linkMs)
    {
        try
        {
            _uplink.Step(linkMs);
        }
        catch (Exception fault)
        {
            _uplink.Recover(fault.Message);
        }
    }

    /// <summary>Does what is due in the slots.</summary>
    public void StepSlots(long uptimeUs)
    {
        _time.UptimeMs = uptimeUs / 1000;
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Step(uptimeUs);
        }

        if (_time.UptimeMs >= _nextHouseMs)
        {
            _nextHouseMs = _time.UptimeMs + 1000;
            for (int i = 0; i < _slots.Length; i++)
            {
                _slots[i].Frames.CloseIfOld(_time.UptimeMs);
            }
        }
    }

    /// <summary>UTC has become known, or known better: frames carry it from now on, and an anchor tells of the pair.</summary>
    public void SetUtc(long unixMs, long uptimeMs)
    {
        _time.Set(unixMs, uptimeMs);
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Frames.AddAnchor(uptimeMs);
        }
    }

    /// <summary>Closes what is open, at the end of a run: rows that wait in the sampler and in frames go into the rings.</summary>
    public void Flush()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Sampler.Break();
            _slots[i].Frames.Close();
        }
    }

    private static Slot[] MountSlots(BoardSettings settings, IFlash flash, ulong entropy)
    {
        int share = flash.SegmentCount / settings.Slots.Length;
        Slot[] slots = new Slot[settings.Slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            FrameRing ring = new FrameRing(new FlashPartition(flash, i * share, share));
            if (!ring.Mount(Mix(entropy + (ulong)i)))
            {
                throw new InvalidOperationException("Slot " + i + ": the flash cannot be read or written. Restart the board; "
                    + "if it stays so, replace the flash.");
            }

            slots[i] = new Slot(settings.Slots[i], ring);
        }

        return slots;
    }

    // SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds give unrelated names. Never 0.
    private static ulong Mix(ulong seed)
    {
        ulong z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return z == 0 ? 1 : z;
    }

    private byte[] WriteSchema() => _schema;

    private byte[] WriteState() => StateDocument.Make(_boardId, _time, _slots, _uplink);
}
