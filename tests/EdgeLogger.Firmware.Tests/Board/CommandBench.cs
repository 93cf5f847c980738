using System.Linq;
using System.Text;
using System.Text.Json;
using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Tests.Provisioning;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A configured board of two slots with inputs of steady codes, that takes commands.</summary>
internal sealed class CommandBench
{
    private readonly MemoryFlash _settingsFlash = new(ConfigStore.Segments, ConfigStore.LeastSegmentLength);
    private readonly MemoryFlash _flash = new(32, 16384);

    private readonly IKeyedHash? _hash;

    public CommandBench(IKeyedHash? hash = null)
    {
        _hash = hash;
        BoardConfiguration first = new(_settingsFlash, ResetReason.PowerOn, "new-board");
        byte[] document = ConfigDocuments.Utf8("""
            {"v":1,"version":1,"board":"board-1","broker":{"host":"b"},"slots":[{"slot":0,"current":{"address":65,"zero_code":100}},{"slot":2}]}
            """);
        Assert.Equal("", first.Set(document, document.Length));
        Start();
    }

    public DocumentLink Link { get; } = new();

    public BoardConfiguration Configuration { get; private set; } = null!;

    public BoardCore Core { get; private set; } = null!;

    public SteadyInput[] Inputs { get; private set; } = [];

    public bool IsLit { get; private set; }

    public int Blinks { get; private set; }

    public long UptimeUs { get; private set; }

    public void Start(ResetReason reset = ResetReason.PowerOn)
    {
        Link.Close();
        UptimeUs = 0;
        Configuration = new BoardConfiguration(_settingsFlash, reset, "new-board");
        Core = new BoardCore(Configuration.Settings, _flash, Link, 5, (long)reset, Configuration, new Lamp(this), _hash);
        Inputs = [.. Core.Slots.Select(slot => new SteadyInput(slot.Readings))];
        for (int i = 0; i < Inputs.Length; i++)
        {
            Core.Slots[i].Attach(Inputs[i]);
        }
    }

    public void Run(double seconds)
    {
        for (long end = UptimeUs + (long)(seconds * 1e6); UptimeUs < end; UptimeUs += 50_000)
        {
            Core.Step(UptimeUs, UptimeUs / 1000);
        }
    }

    public void Send(string json, bool retained = false) =>
        Link.Inbound.Enqueue(("el/1/board-1/cmd", Encoding.UTF8.GetBytes(json), retained));

    /// <summary>Sends a command and runs until there is an answer to it.</summary>
    public JsonElement Ask(string json, double atMostS = 30)
    {
        int before = Link.Answers.Count;
        Send(json);
        for (double s = 0; s < atMostS && Link.Answers.Count == before; s += 0.5)
        {
            Run(0.5);
        }

        Assert.Equal(before + 1, Link.Answers.Count);
        return JsonDocument.Parse(Link.Answers[^1]).RootElement;
    }

    public JsonElement State() => JsonDocument.Parse(Link.Retained["el/1/board-1/state"]).RootElement;

    private sealed class Lamp(CommandBench bench) : IIndicator
    {
        public void Set(bool isLit)
        {
            bench.Blinks += isLit ? 1 : 0;
            bench.IsLit = isLit;
        }
    }
}

/// <summary>Twenty readings a second of codes that stand still but for one code of noise.</summary>
internal sealed class SteadyInput(ISlotReadings readings) : ISlotInput
{
    private int _turn;

    public int[] Codes { get; } = [4_000_000, 100, 2_900_000, 250_000];

    public byte Status { get; set; }

    public long NextDueUs { get; private set; }

    public void Step(long uptimeUs)
    {
        _turn++;
        for (int channel = 0; channel < Channel.Count; channel++)
        {
            readings.OnReading(channel, uptimeUs, Codes[channel] + (_turn % 2 * 2) - 1, Status);
        }

        NextDueUs = uptimeUs + 50_000;
    }

    public void Restart(long uptimeUs) => NextDueUs = uptimeUs;
}
