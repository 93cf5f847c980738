using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>
/// A virtual board that is nothing but what its flash holds: it starts blank, is configured by its serial port or by MQTT,
/// restarts when its program asks for it, and measures the fixtures of its slots. Not safe for two threads at a time.
/// </summary>
public sealed class ProvisionedBoard : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ProvisionedBoardOptions _options;
    private readonly TimeProvider _time;
    private BoardConfiguration _configuration = null!;
    private SerialConsole? _console;
    private IUplinkLink _link = null!;
    private long _bornUs;

    /// <summary>Starts it on what its flash holds.</summary>
    public ProvisionedBoard(ProvisionedBoardOptions options, TimeProvider time, ResetReason reset = ResetReason.PowerOn)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.Cells.Count, BoardSettings.MaxSlots);
        _options = options;
        _time = time;
        Boot(reset, 0);
    }

    /// <summary>The board's program, of the present start.</summary>
    public BoardCore Core { get; private set; } = null!;

    /// <summary>Starts so far.</summary>
    public int Boots { get; private set; }

    /// <summary>Whether its lamp is lit.</summary>
    public bool IsLit { get; private set; }

    /// <summary>Called when it has started.</summary>
    public event Action<BoardCore>? Booted;

    /// <summary>Lives on in real time until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan elapsed = _time.GetElapsedTime(start);
            Step((long)elapsed.TotalMicroseconds, (long)elapsed.TotalMilliseconds);
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Core.Flush();
    }

    /// <summary>Does what is due, and restarts if that is due.</summary>
    /// <param name="nowUs">Time of the fixtures, us from any start.</param>
    /// <param name="linkMs">Time of the link, ms from any start.</param>
    public void Step(long nowUs, long linkMs)
    {
        long uptimeUs = nowUs - _bornUs;
        for (long dueUs = Core.NextDueUs; dueUs <= uptimeUs; dueUs = Core.NextDueUs)
        {
            Core.StepSlots(dueUs);
        }

        Core.StepSlots(uptimeUs);
        Core.StepUplink(linkMs);
        _console?.Step();
        if (Core.IsRestartDue)
        {
            Core.Flush();
            Restart(nowUs, ResetReason.Software);
        }
    }

    /// <summary>Starts again, as after this.</summary>
    public void Restart(long nowUs, ResetReason reset)
    {
        Close();
        Boot(reset, nowUs);
    }

    public void Dispose() => Close();

    private void Close()
    {
        _link.Close();
        (_link as IDisposable)?.Dispose();
    }

    private void Boot(ResetReason reset, long nowUs)
    {
        Boots++;
        _bornUs = nowUs;
        _configuration = new BoardConfiguration(_options.SettingsFlash, reset, _options.BlankId);
        BoardSettings settings = _configuration.Settings;
        _link = _configuration.IsConfigured ? _options.Connect(settings) : new NoLink();
        Core = new BoardCore(settings, _options.Flash, _link, Entropy(), (long)reset, _configuration, new Lamp(this),
            new HmacSha256());
        _console = _options.Serial is { } serial ? new SerialConsole(serial, Core.Desk, settings) : null;
        for (int i = 0; i < Core.Slots.Length; i++)
        {
            Slot slot = Core.Slots[i];
            if (slot.Settings.IsEnabled)
            {
                int number = slot.Settings.Slot;
                SimulatedSlot chips = new(
                    slot.Settings.Hardware, new LaterCell(_options.Cells[number], nowUs / 1e6), _options.Seed + (ulong)number,
                    _options.Errors, null, _options.Wiring?[number]);
                slot.Attach(new SimulatedInput(chips, slot.Settings.Hardware, slot.Readings));
            }
        }

        Core.SetUtc(_time.GetUtcNow().ToUnixTimeMilliseconds(), 0);
        Booted?.Invoke(Core);
    }

    // As on a real board the time goes in: a flash that is blank again is another board's to a gateway, and its streams have
    // other names.
    private ulong Entropy() => RandomNumbers.Of(_options.Seed, "", 0) ^ (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class Lamp(ProvisionedBoard board) : IIndicator
    {
        public void Set(bool isLit) => board.IsLit = isLit;
    }

    /// <summary>A board that nobody has given a network.</summary>
    private sealed class NoLink : IUplinkLink
    {
        public LinkState State => LinkState.Down;

        public string LastError => "no network is configured";

        public void BeginConnect(byte[] will)
        {
        }

        public bool TryPublish(string topic, byte[] payload, int length, bool retain) => false;

        public bool TryReceive(InboundMessage into) => false;

        public void Close()
        {
        }
    }
}
