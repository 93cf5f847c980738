using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Alerts.Tests;

/// <summary>A data directory with a book of cells, a log, its derivation and its alerts, as a gateway has them.</summary>
internal sealed class LabUnderTest : IAsyncDisposable
{
    private const long Utc = 1_767_225_600_000;
    private const string Rules = """
        page: https://gateway.lab:8080
        group-wait: 0s
        group-interval: 0s
        notifiers: [{name: phone, kind: webhook, url: 'http://127.0.0.1/'}]
        rules:
          - {name: capacity-retention, settings: {fire-below: 80, clear-above: 82}}
          - {name: voltage-limits, settings: {upper: 3.7, hold: 300}}
        """;

    private static readonly Author Ana = new("ana");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgelogger-lab-");
    private readonly SlotStream _stream = new(0xA0, 0) { UtcMinusUptimeMs = Utc };
    private AlertService? _service;
    private double _wasS;

    /// <param name="alsoAtWork">A rule that is at work with its defaults, beside the two that have settings.</param>
    public LabUnderTest(string alsoAtWork = "")
    {
        string unused = string.Concat(DetectorCatalogue.All.Select(kind => kind.Name)
            .Where(name => name is not ("capacity-retention" or "voltage-limits") && name != alsoAtWork)
            .Select(name => $"\n  - {{name: {name}, enabled: false}}"));
        File.WriteAllText(Path.Combine(_folder.FullName, "alerts.yaml"), Rules + unused);
        Cells = CellBook.Open(_folder.FullName, TimeProvider.System);
        Alerts = AlertBook.Open(_folder.FullName, TimeProvider.System);
    }

    public CellBook Cells { get; }

    public AlertBook Alerts { get; }

    public LiveLog Live { get; private set; } = null!;

    /// <summary>The board's time, s since its start: the end of its newest row.</summary>
    public double NowS => _stream.UptimeMs / 1000.0;

    /// <summary>What the book of alerts says of each alert, sorted: rule, cell, and how it stands.</summary>
    public string[] Standing => [.. Alerts.Latest(100).Select(alert => $"{alert.Rule} {alert.Subject.Name} "
        + (alert.IsOpen ? "open" : alert.Withdrawn is null ? "over" : "withdrawn")).Order(StringComparer.Ordinal)];

    /// <summary>Notices that have been made, the oldest first: kind, rule, and whom it is about.</summary>
    public string[] Notices => [.. Alerts.Outbox.Unsent("phone").Select(entry => entry.Notice).Select(notice =>
        $"{notice.Kind} {notice.Rule} {string.Join(", ", notice.Items.Select(item => item.Subject.NameAndSlot()))}")];

    /// <summary>Starts log and derivation.</summary>
    public async Task StartAsync(bool withAlerts = true)
    {
        Live = new LiveLog(_folder.FullName, book: Cells, starting: withAlerts ? StartAlerts : null);
        await Live.AddSchemaAsync(_stream.Schema);
    }

    public async Task StopAsync()
    {
        if (_service is { } service)
        {
            await service.DisposeAsync();
        }

        _service = null;
        await Live.DisposeAsync();
    }

    /// <summary>A test of a new cell in the slot, from a time of the board on; the one that is there ends.</summary>
    public TestRun Begin(string cell, double atS) => Cells.Start(Cells.Add(new Cell { Name = CellName.Parse(cell) }, Ana).Id,
        new SlotName("bench-01", 0), new Edge(Utc + (long)(atS * 1000)), new TestSettings(), Ana, WhenHeld.End);

    /// <summary>The test of a cell began at another time of the board.</summary>
    public void Correct(string cell, double fromS)
    {
        TestRun test = Cells.TestsOf(Cells.Find(CellName.Parse(cell))!.Id)[0];
        Cells.Correct(test.Id, 0, EdgeSide.From, new Edge(Utc + (long)(fromS * 1000)), Ana);
    }

    /// <summary>Cycles of a capacity: charges that are above the limit of the voltage, discharges below.</summary>
    public async Task CycleAsync(int cycles, double seconds)
    {
        for (int cycle = 0; cycle < cycles; cycle++)
        {
            await RunAsync(0.01, seconds);
            await RunAsync(-0.01, seconds);
        }
    }

    /// <summary>The board is without power, and another cell in its place when it comes back.</summary>
    /// <returns>When it is back, s since the board's first start.</returns>
    public double Swap(double offS, double restV)
    {
        _wasS += NowS + offS;
        _stream.Reboot();
        (_stream.UtcMinusUptimeMs, _stream.RestV) = (Utc + (long)(_wasS * 1000), restV);
        return _wasS;
    }

    public async Task RunAsync(double currentA, double seconds) =>
        await Live.AppendAsync(_stream.Run(currentA, (int)(seconds / 10)).ToArray());

    /// <summary>Waits until the book of alerts says this.</summary>
    public async Task StandsAsync(params string[] expected)
    {
        try
        {
            await Soon.Until(() => Standing.SequenceEqual(expected));
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(expected, Standing);
        }
    }

    // As in a gateway, before the derivation.
    private void StartAlerts(DerivationService derivation)
    {
        _service = new AlertService(
            _folder.FullName, derivation, Alerts, AlertSources.Of(derivation.Plans, derivation.Store), TimeProvider.System);
        _service.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Alerts.Dispose();
        Cells.Dispose();
        _folder.Delete(recursive: true);
    }
}
