using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Uplink;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.VirtualBench.Boards;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Bench.Storm;

/// <summary>
/// Many virtual boards, each the board's own program with its own ring and uplink, at the uplink's settings of a real board. Each
/// has a real connection of its own. Their flash is small, so that ten thousand fit.
/// </summary>
internal sealed class StormFleet : IAsyncDisposable
{
    private const int SegmentsASlot = 4;
    private const int SegmentBytes = 8192;

    // A real board's loop looks at its uplink about as often.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly MqttUplinkLink[] _links;
    private readonly VirtualBoard[] _boards;
    private readonly double[] _upAtS;
    private readonly double[] _triedAtS;
    private readonly TimeProvider _time;
    private long _began;

    public StormFleet(IReadOnlyDictionary<string, string> passwords, int port, int seed, TimeProvider time)
    {
        _time = time;
        _links = [.. passwords.Select(board => new MqttUplinkLink(
            board.Key,
            new MqttLinkOptions
            {
                Host = "127.0.0.1",
                Port = port,
                ClientId = board.Key,
                Username = board.Key,
                Password = board.Value,
                ConnectTimeout = TimeSpan.FromMilliseconds(new UplinkSettings().ConnectTimeoutMs),
                // One processor plays thousands of boards: their turns to answer come late.
                KeepAlive = TimeSpan.FromMinutes(2),
                // A board on a microcontroller has one socket buffer, not a thousand messages.
                ReceiveMaximum = 16,
                MaximumPacketSize = 16 * 1024,
            },
            link => MqttLinks.Create(link, time)))];
        _upAtS = new double[_links.Length];
        _triedAtS = new double[_links.Length];
        _boards =
            [.. passwords.Keys.Select((board, i) => Board(board, (ulong)(seed + i), new TimedLink(_links[i], () => Try(i))))];
    }

    public long FramesMade => _boards.Sum(board => board.Report().Frames);

    public long Waiting => _boards.Sum(board => board.Waiting);

    /// <summary>Boards with a connection.</summary>
    public int Up => _links.Count(link => link.State == LinkState.Up);

    /// <summary>When each board had a connection for the first time since <see cref="Begin"/>, s.</summary>
    public IReadOnlyList<double> UpAtS => _upAtS;

    /// <summary>When each board first tried to connect since then, s; 0 if it did not have to.</summary>
    public IReadOnlyList<double> TriedAtS => _triedAtS;

    /// <summary>Frames that each board has made.</summary>
    public IReadOnlyDictionary<string, long> FramesOf =>
        _boards.ToDictionary(board => board.Report().BoardId, board => board.Report().Frames);

    /// <summary>Frames whose acknowledgement has reached the boards.</summary>
    public long Acknowledged => _boards.Sum(board => board.Report().FramesAcknowledged);

    /// <summary>The schema that each board's frames are read with, by its hash.</summary>
    public IEnumerable<(string Board, uint Hash)> Schemas =>
        _boards.Select(board => (board.Report().BoardId, board.Core.SchemaHash));

    /// <summary>Connections that came up, over all boards.</summary>
    public long Connects => _boards.Sum(board => (long)board.Report().Connects);

    /// <summary>Why a connection was refused or lost last, of some board; "" if none was.</summary>
    public string LastError => _links.Select(link => link.LastError).FirstOrDefault(error => error.Length > 0) ?? "";

    /// <summary>
    /// Lives on by so many seconds without a look at the network; at the end all frames are closed if there is no more to come.
    /// </summary>
    public void Live(double seconds, bool isLast) => Parallel.ForEach(_boards, board =>
    {
        board.Advance(board.UptimeUs + (long)(seconds * 1e6));
        if (isLast)
        {
            board.End();
        }
    });

    /// <summary>Begins to count the times of a storm.</summary>
    public void Begin()
    {
        Array.Clear(_upAtS);
        Array.Clear(_triedAtS);
        _began = _time.GetTimestamp();
    }

    /// <summary>
    /// Steps every uplink until nothing waits, all are connected and it is enough for the caller too, or until cancelled.
    /// </summary>
    public async Task RunAsync(Func<bool> isEnough, CancellationToken cancellationToken)
    {
        int threads = Math.Clamp(Environment.ProcessorCount, 1, _boards.Length);
        await Task.WhenAll(Enumerable.Range(0, threads).Select(
            thread => Task.Run(() => StepAsync(thread, threads, isEnough, cancellationToken), CancellationToken.None)))
                .ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_links.Select(link => link.DisposeAsync().AsTask())).ConfigureAwait(false);

    private static VirtualBoard Board(string id, ulong seed, TimedLink link)
    {
        CellChemistry chemistry = new() { Spread = 0.02 };
        return new VirtualBoard(
            new VirtualBoardOptions
            {
                BoardId = id,
                Seed = seed,
                Slots = [new VirtualSlotOptions
                    { Cell = new ModelCell(chemistry, [CyclerPhase.ChargeFirst(1000, 1, restS: 300)], seed, startS: 30) }],
                Uplink = new UplinkSettings(),
                SegmentsPerSlot = SegmentsASlot,
                SegmentLength = SegmentBytes,
            },
            link);
    }

    private void Try(int board)
    {
        if (_triedAtS[board] == 0)
        {
            _triedAtS[board] = _time.GetElapsedTime(_began).TotalSeconds;
        }
    }

    private async Task StepAsync(int thread, int threads, Func<bool> isEnough, CancellationToken cancellationToken)
    {
        bool done = false;
        while (!done && !cancellationToken.IsCancellationRequested)
        {
            done = isEnough();
            for (int i = thread; i < _boards.Length; i += threads)
            {
                // The boards' common clock of the link goes on between two storms, or their waits would begin again.
                _boards[i].StepLink(_time.GetTimestamp() / (_time.TimestampFrequency / 1000));
                bool isUp = _links[i].State == LinkState.Up;
                if (isUp && _upAtS[i] == 0)
                {
                    _upAtS[i] = _time.GetElapsedTime(_began).TotalSeconds;
                }

                done &= isUp && _boards[i].Waiting == 0;
            }

            await Task.Delay(Pause, _time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
