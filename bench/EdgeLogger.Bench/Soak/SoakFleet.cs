using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Bench.Soak;

/// <summary>The virtual boards of a soak, on connections that make faults, with clocks that jump.</summary>
internal sealed class SoakFleet : IAsyncDisposable
{
    private const int StepsATurn = 4096;

    // Mean times between two of a kind on one board, of its cell's time.
    private const double SecondsBetweenJumps = 1200;
    private const double SecondsBetweenPowerLosses = 3600;

    // Power is lost within so many writes: a board writes once or twice a minute.
    private const int WritesToPowerLoss = 8;
    private const double UtcKnownLateS = 600;

    // Cells start at times spread over a cycle, so that the boards' steps do not all come at once.
    private const double CycleS = 1800;
    private const double FirstStartS = 30;
    private const int MostJumpS = 86_400;
    private const long StartUnixMs = 1_767_225_600_000;

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(2);

    private readonly SoakOptions _options;
    private readonly FaultCounts _counts;
    private readonly TimeProvider _time;
    private readonly List<MqttUplinkLink> _links = [];
    private readonly List<FaultyLink> _faultyLinks = [];
    private readonly List<RebootingBoard> _boards = [];
    private volatile bool _ending;

    /// <param name="options">How many boards, and which faults.</param>
    /// <param name="port">Where the broker is reached.</param>
    /// <param name="passwords">Of each board, by its id.</param>
    /// <param name="keys">Of the boards that have one.</param>
    /// <param name="counts">Receives every fault.</param>
    /// <param name="time">Clock of the network.</param>
    public SoakFleet(SoakOptions options, int port, IReadOnlyDictionary<string, string> passwords, BoardKeys keys,
        FaultCounts counts, TimeProvider time)
    {
        _options = options;
        _counts = counts;
        _time = time;
        foreach ((string board, int index) in Ids(options.Boards).Select((board, index) => (board, index)))
        {
            MqttUplinkLink link = new(board, new MqttLinkOptions
            {
                Host = "127.0.0.1",
                Port = port,
                ClientId = board,
                Username = board,
                Password = passwords[board],
            }, link => MqttLinks.Create(link, time));
            FaultyLink faulty = new(board, link, options.Faults, counts, options.Seed + index);
            _links.Add(link);
            _faultyLinks.Add(faulty);
            _boards.Add(new RebootingBoard(Board(board, (ulong)options.Seed + (ulong)index,
                FirstStartS + (CycleS * index / options.Boards)) with
            { Key = keys.Find(board)?.Copy() }, faulty)
            { UtcKnownLateS = UtcKnownLateS });
        }
    }

    /// <summary>What each board has done; while the fleet runs, of some moment just passed.</summary>
    public IReadOnlyList<SoakedBoard> Reports() => [.. _boards.Select(board =>
        new SoakedBoard(board.BoardId, board.Made, board.RowsGone, board.FramesSent, board.Board.Waiting,
            board.CellTimeUs / 1e6))];

    /// <summary>Names of so many boards.</summary>
    public static IEnumerable<string> Ids(int boards) => Enumerable.Range(1, boards).Select(number => $"soak-{number}");

    /// <summary>From now on: no more faults, no more rows; what the boards have is sent.</summary>
    public void BeginEnd() => _ending = true;

    /// <summary>Runs until every board has ended and is rid of all frames, or until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        int threads = Math.Clamp(Environment.ProcessorCount / 2, 1, _boards.Count);
        long start = _time.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(
            () => WorkAsync([.. Enumerable.Range(0, _boards.Count).Where(i => i % threads == thread)], start, cancellationToken),
            CancellationToken.None)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (MqttUplinkLink link in _links)
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A cell with little resistance at four times its usual current: a cycle takes half an hour of its time.
    private static VirtualBoardOptions Board(string id, ulong seed, double startS)
    {
        CellChemistry chemistry = new() { OhmicOhm = 15, PolarisationOhm = 10, Spread = 0.02 };
        UplinkSettings uplink = VirtualBoardOptions.FastUplink();
        uplink.ResendAfterMs = 2000;
        uplink.ResendAtMostMs = 4000;
        uplink.ReconnectMinMs = 200;
        uplink.ReconnectMaxMs = 2000;
        uplink.ConnectTimeoutMs = 5000;
        ModelCell cell = new(chemistry, [CyclerPhase.ChargeFirst(1_000_000, 4, restS: 30)], seed, startS);
        return new VirtualBoardOptions
        {
            BoardId = id,
            Seed = seed,
            StartUnixMs = StartUnixMs,
            Slots = [new VirtualSlotOptions { Cell = cell }],
            Uplink = uplink
        };
    }

    private async Task WorkAsync(int[] mine, long start, CancellationToken cancellationToken)
    {
        Random random = new(_options.Seed + mine[0]);
        double Next(double meanS) => meanS * (0.5 + random.NextDouble());
        Dictionary<int, double> jumpAtS = mine.ToDictionary(board => board, _ => random.NextDouble() * SecondsBetweenJumps);
        Dictionary<int, double> powerLossAtS =
            mine.ToDictionary(board => board, _ => random.NextDouble() * SecondsBetweenPowerLosses);
        while (!cancellationToken.IsCancellationRequested && !mine.All(board => _boards[board].Board.IsDone))
        {
            bool busy = false;
            TimeSpan elapsed = _time.GetElapsedTime(start);
            foreach (int board in mine)
            {
                busy |= Turn(board, elapsed);
                double livedS = _boards[board].CellTimeUs / 1e6;
                if (!_ending && livedS > jumpAtS[board])
                {
                    jumpAtS[board] += Next(SecondsBetweenJumps);
                    Jump(board, random);
                }

                if (!_ending && livedS > powerLossAtS[board])
                {
                    powerLossAtS[board] += Next(SecondsBetweenPowerLosses);
                    LosePower(board, random);
                }
            }

            if (!busy)
            {
                await Task.Delay(IdlePause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private bool Turn(int index, TimeSpan elapsed)
    {
        RebootingBoard board = _boards[index];
        if (_ending && !board.Board.IsOver)
        {
            _faultyLinks[index].IsSound = true;
            board.End();
        }

        int lossesBefore = board.PowerLosses;
        bool advanced = board.Advance((long)(elapsed.TotalMicroseconds * _options.Pace), StepsATurn);
        board.StepLink((long)elapsed.TotalMilliseconds);
        _counts.Count(SoakFault.BoardReboot, board.PowerLosses - lossesBefore);
        return advanced;
    }

    private void Jump(int index, Random random)
    {
        if (_options.Faults.Contains(SoakFault.ClockJump))
        {
            long jumpMs = random.Next(-MostJumpS, MostJumpS) * 1000L;
            _boards[index].SetUtc(StartUnixMs + (_boards[index].CellTimeUs / 1000) + jumpMs);
            _counts.Count(SoakFault.ClockJump);
        }
    }

    private void LosePower(int index, Random random)
    {
        if (_options.Faults.Contains(SoakFault.BoardReboot))
        {
            bool again = random.Next(3) == 0;
            _boards[index].LosePowerAfter(random.Next(WritesToPowerLoss), random.Next(), again ? random.Next(3) : -1);
        }
    }
}
