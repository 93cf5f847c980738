using System;
using System.Text;
using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Drivers.OnChipAdc;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Frames;
using EdgeLogger.Topics;

namespace EdgeLogger.Firmware.Board;

/// <summary>
/// The board's program, without the board: slots, rings and uplink, stepped by the caller that holds the clocks. The same inputs
/// at the same uptimes make the same frame bytes, whatever the network does.
/// </summary>
public sealed class BoardCore
{
    private const byte WholeBoard = 255;
    private const int RestartPauseMs = 2000;

    private readonly Slot[] _slots;
    private readonly BoardTime _time = new BoardTime();
    private readonly LastResort _lastResort = new LastResort();
    private readonly BoardUplink _uplink;
    private readonly BoardConfiguration? _configuration;
    private readonly IKeyedHash? _hash;
    private readonly string _boardId;
    private readonly IFlash _flash;
    private byte[] _schema;
    private long _nextHouseMs;
    private long _statesMade;
    private long _restartAfterMs = -1;

    /// <summary>Mounts the rings, counts the boot and reports it in an event of each slot.</summary>
    /// <param name="settings">The board's settings; each slot gets an equal share of the flash, 4 segments at least.</param>
    /// <param name="flash">Non-volatile memory.</param>
    /// <param name="link">The connection.</param>
    /// <param name="entropy">Different on every board and at every format, by however little: stream names and jitter come from
    /// it.</param>
    /// <param name="resetReason">Why the board started; the value of the boot event.</param>
    /// <param name="configuration">Keeps <paramref name="settings"/> and takes new ones; null: they stay as they are.</param>
    /// <param name="lamp">Blinks when somebody looks for the board; null: there is none.</param>
    /// <param name="hash">The platform's HMAC; null: it has none, and the board takes no key.</param>
    /// <exception cref="InvalidOperationException">The flash cannot be read or written.</exception>
    public BoardCore(BoardSettings settings, IFlash flash, IUplinkLink link, ulong entropy, long resetReason,
        BoardConfiguration? configuration = null, IIndicator? lamp = null, IKeyedHash? hash = null)
    {
        Settings = settings;
        _hash = hash;
        _flash = flash;
        _configuration = configuration;
        _boardId = settings.BoardId;
        _slots = MountSlots(settings, flash, entropy);
        Start = configuration != null ? configuration.Starts : _slots.Length > 0 ? _slots[0].Ring.BootCount : 1;
        _schema = SchemaDocumentWriter.Make(_boardId, _slots);
        SchemaHash = Crc32.Compute(_schema, 0, _schema.Length);
        Authenticator? authenticator = MakeAuthenticator();
        StreamDelivery[] streams = new StreamDelivery[_slots.Length];
        byte[] version = Encoding.UTF8.GetBytes(FirmwareVersion.Text);
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Start(_time, _schema, SchemaHash, settings.Uplink);
            _slots[i].Frames.Authenticator = authenticator;
            streams[i] = _slots[i].Delivery;
            if (_slots[i].Settings.IsEnabled)
            {
                _slots[i].Frames.AddEvent(0, EventCode.Boot, WholeBoard, resetReason, version, _slots[i].Sampler.Counters);
            }
        }

        _uplink = new BoardUplink(link, new BoardTopics(_boardId), streams, settings.Uplink,
            (uint)RandomNumbers.Of(entropy, _boardId, BoardSettings.MaxSlots), WriteSchema, MakeState, MakeWill);
        _uplink.UseKey(authenticator);
        Desk = new CommandDesk(this, configuration, lamp);
        _uplink.Attach(Desk);
    }

    /// <summary>What the board runs with.</summary>
    public BoardSettings Settings { get; }

    /// <summary>Takes commands, and gives answers.</summary>
    public CommandDesk Desk { get; }

    /// <summary>
    /// The board's own supply and temperature; null where it has no converter for them. Its owner sets it before the first step.
    /// </summary>
    public Housekeeping? Housekeeping { get; set; }

    /// <summary>What the platform reports of itself; null: nothing. Set as <see cref="Housekeeping"/> is.</summary>
    public IBoardHealth? Health { get; set; }

    public Slot[] Slots => _slots;

    public BoardUplink Uplink => _uplink;

    /// <summary>CRC-32 of the schema document.</summary>
    public uint SchemaHash { get; private set; }

    /// <summary>Which start of the board it is: a number that only rises, also over a loss of power.</summary>
    public long Start { get; }

    /// <summary>Whether the board has a key: what it sends is signed, and what is sent to it must be.</summary>
    public bool IsAuthenticated => _uplink.Authenticator != null;

    /// <summary>
    /// Whether the board has to be restarted now: answers have been given, or had their time. Call <see cref="Flush"/> first.
    /// </summary>
    public bool IsRestartDue { get; private set; }

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

    /// <summary>Does what is due in the slots and on the link.</summary>
    public void Step(long uptimeUs, long linkMs)
    {
        StepSlots(uptimeUs);
        StepUplink(linkMs);
    }

    /// <summary>
    /// Does what is due on the link. Whatever it throws is counted, and the connection is made again; the slots go on.
    /// </summary>
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

        StepConfiguration(linkMs);
    }

    /// <summary>Does what is due in the slots.</summary>
    public void StepSlots(long uptimeUs)
    {
        _time.UptimeMs = uptimeUs / 1000;
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Step(uptimeUs);
        }

        Desk.Step(_time.UptimeMs);
        if (_time.UptimeMs >= _nextHouseMs)
        {
            _nextHouseMs = _time.UptimeMs + 1000;
            Housekeeping?.Step(uptimeUs);
            for (int i = 0; i < _slots.Length; i++)
            {
                _slots[i].Frames.CloseIfOld(_time.UptimeMs);
            }
        }
    }

    /// <summary>UTC has become known, or known better: frames carry it from now on, and an anchor reports the pair.</summary>
    public void SetUtc(long unixMs, long uptimeMs)
    {
        _time.Set(unixMs, uptimeMs);
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Frames.AddAnchor(uptimeMs);
        }
    }

    /// <summary>
    /// Closes what is open, at the end of a run: rows that wait in the sampler and in frames go into the rings.
    /// </summary>
    public void Flush()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Sampler.Break();
            _slots[i].Frames.Close();
        }
    }

    /// <summary>The slot with this number that measures; null if there is none.</summary>
    public Slot? FindSlot(int number)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i].Settings.Slot == number && _slots[i].Settings.IsEnabled)
            {
                return _slots[i];
            }
        }

        return null;
    }

    /// <summary>
    /// A calibration from now on: it is kept in flash, and frames that begin later name the schema with it. What was measured
    /// before keeps its own.
    /// </summary>
    /// <returns>Empty, or why not; nothing is changed then.</returns>
    internal string Calibrate(Slot slot, int channel, int zeroCode, int gainPpb, string day)
    {
        if (_configuration == null)
        {
            return "this board keeps no configuration";
        }

        SlotHardware hardware = slot.Settings.Hardware;
        int oldZeroCode = SlotCalibrations.ZeroCode(hardware, channel);
        int oldGainPpb = SlotCalibrations.GainPpb(hardware, channel);
        string oldDay = hardware.Calibrated;
        SlotCalibrations.Set(hardware, channel, zeroCode, gainPpb);
        hardware.Calibrated = day;
        string problem = _configuration.KeepCalibration();
        if (problem.Length > 0)
        {
            SlotCalibrations.Set(hardware, channel, oldZeroCode, oldGainPpb);
            hardware.Calibrated = oldDay;
            return problem;
        }

        slot.Settings.FollowHardware();
        _schema = SchemaDocumentWriter.Make(_boardId, _slots);
        SchemaHash = Crc32.Compute(_schema, 0, _schema.Length);
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Frames.UseSchema(_schema, SchemaHash);
        }

        _uplink.SchemaChanged();
        _uplink.StateChanged();
        return "";
    }

    /// <summary>
    /// A key from now on: frames that are closed later are signed under it, and messages. The same key again is not an error.
    /// </summary>
    /// <param name="key">32 bytes; none: the board has no key any more.</param>
    /// <returns>Empty, or why not; nothing is changed then.</returns>
    internal string SetKey(byte[] key)
    {
        if (_hash == null || _configuration == null)
        {
            return "this board cannot authenticate: go on without a key";
        }

        string problem = _configuration.KeepKey(key);
        if (problem.Length > 0)
        {
            return problem;
        }

        Authenticator? authenticator = MakeAuthenticator();
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i].Frames.Authenticator = authenticator;
        }

        _uplink.UseKey(authenticator);
        return "";
    }

    /// <summary>
    /// Shares of the flash that hold frames for the gateway and belong to no slot of the configuration: nobody knows the names of
    /// their streams.
    /// </summary>
    internal int CountUnnamedShares()
    {
        int count = 0;
        for (int share = 0; share < Settings.FlashShares; share++)
        {
            bool isNamed = false;
            for (int i = 0; i < Settings.Slots.Length; i++)
            {
                isNamed |= Settings.Slots[i].Slot == share;
            }

            if (!isNamed && FrameRing.HoldsFrames(ShareOf(_flash, share, Settings.FlashShares)))
            {
                count++;
            }
        }

        return count;
    }

    private Authenticator? MakeAuthenticator() =>
        _hash != null && Settings.Key.Length > 0 ? new Authenticator(_hash, Settings.Key) : null;

    private void StepConfiguration(long linkMs)
    {
        if (_configuration != null)
        {
            _configuration.Step(linkMs, _uplink.AcksReceived > 0);
            if (_configuration.IsNews)
            {
                _configuration.NewsReported();
                _uplink.StateChanged();
            }
        }

        if (_configuration != null && !_configuration.IsRestartWanted
            && _lastResort.IsDue(linkMs, _uplink.IsUp, _uplink.IsWaiting, _uplink.AcksReceived))
        {
            _configuration.RestartUnheard();
        }

        bool isWanted = Desk.IsRestartWanted || (_configuration != null && _configuration.IsRestartWanted);
        if (!isWanted)
        {
            return;
        }

        if (_restartAfterMs < 0)
        {
            // Answer and state go out before.
            _restartAfterMs = linkMs + RestartPauseMs;
        }
        else if (linkMs >= _restartAfterMs && !IsRestartDue)
        {
            _configuration?.Restart();
            IsRestartDue = true;
        }
    }

    // A slot that does not measure any more is there as long as its ring has something for the gateway.
    private static Slot[] MountSlots(BoardSettings settings, IFlash flash, ulong entropy)
    {
        int shares = settings.FlashShares > 0 ? settings.FlashShares : settings.Slots.Length;
        Slot[] mounted = new Slot[settings.Slots.Length];
        int count = 0;
        for (int i = 0; i < settings.Slots.Length; i++)
        {
            SlotSettings slot = settings.Slots[i];
            FlashPartition part = ShareOf(flash, settings.FlashShares > 0 ? slot.Slot : i, shares);
            if (!slot.IsEnabled && !FrameRing.HoldsFrames(part))
            {
                continue;
            }

            FrameRing ring = new FrameRing(part);
            if (!ring.Mount(RandomNumbers.Of(entropy, settings.BoardId, slot.Slot)))
            {
                throw new InvalidOperationException(
                    "Slot " + slot.Slot + ": the flash cannot be read or written. Restart the board; "
                    + "if it stays so, replace the flash.");
            }

            mounted[count++] = new Slot(slot, ring);
        }

        Slot[] slots = new Slot[count];
        Array.Copy(mounted, slots, count);
        return slots;
    }

    private static FlashPartition ShareOf(IFlash flash, int number, int shares)
    {
        int length = flash.SegmentCount / shares;
        return new FlashPartition(flash, number * length, length);
    }

    private byte[] WriteSchema() => _schema;

    private byte[] MakeWill() => StateDocument.MakeOffline(Start, _uplink.Connects + 1);

    /// <summary>The state document as of now.</summary>
    internal byte[] MakeState() =>
        StateDocument.Make(_boardId, _time, _slots, _uplink, _configuration, Housekeeping, Health, Start, ++_statesMade,
            _hash != null);
}
