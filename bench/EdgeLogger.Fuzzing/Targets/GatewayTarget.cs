using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Frames;
using EdgeLogger.Fuzzing.Generation;
using EdgeLogger.Fuzzing.Parts;
using EdgeLogger.Results.Export;
using EdgeLogger.Results.Rows;
using EdgeLogger.Topics;
using EdgeLogger.Traces;

namespace EdgeLogger.Fuzzing.Targets;

/// <summary>
/// A whole gateway without a network, with a hostile board's messages between those of an honest one. No loop catches anything,
/// all of both boards' results can be read, and the honest board's rows and results are exactly those of a gateway that the
/// hostile board has never met.
/// </summary>
public sealed class GatewayTarget : FuzzTarget
{
    private const string Hostile = "board-a";
    private const int HostileStreams = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Json = new()
    { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly IReadOnlyList<byte[]> _honest = HonestBoard.Make();
    private readonly BoardTopics _topics = new(Hostile);
    private readonly JsonMutator _schemas = new(
        Documents.Schema(Hostile, StreamOf(0)), Documents.Schema(Hostile, StreamOf(1), "readings"),
        Documents.Schema(HonestBoard.Name, HonestBoard.Stream));

    private readonly JsonMutator _states = new(Documents.State(1), Documents.State(4));
    private readonly Lazy<(IReadOnlyList<(double TimeS, CellRow Row)> Rows, string Results)> _undisturbed;

    public GatewayTarget() => _undisturbed = new(() => RunAsync([]).GetAwaiter().GetResult());

    public override string Name => "gateway";

    public override bool HasThreads => true;

    /// <summary>A gateway has buffers of its own, and the honest board's work is in it too.</summary>
    public override long MostBytes(int length) => (512L << 20) + (4096L * length);

    public override byte[] Make(FuzzRandom random)
    {
        FrameMaker[] makers = [.. Enumerable.Range(0, HostileStreams).Select(i => new FrameMaker(random, StreamOf(i)))];
        uint[] sequences = [1, 1, 1];
        byte[][] schemas = [.. Enumerable.Range(0, HostileStreams).Select(i => SchemaOf(i, random))];
        List<(string, byte[])> messages = [.. schemas.Where(_ => !random.OnceIn(5)).Select(schema => (_topics.Schema, schema))];
        for (int i = random.Between(10, 80); i > 0; i--)
        {
            int stream = random.Below(HostileStreams);
            messages.Add(random.Below(12) switch
            {
                0 => (_topics.Schema, _schemas.Make(random)),
                1 => (_topics.State, _states.Make(random)),
                2 => (_topics.CommandResult, new Mutator()
                    .Mutate([System.Text.Encoding.UTF8.GetBytes(Documents.Answer)], random)),
                3 => (random.Pick<string>(["el/1//live", "el/1/board-a/cmd", "el/1/+/live", "", "el/1/BOARD/state"]),
                    random.Bytes(random.Below(40))),
                4 => (_topics.Live, random.Bytes(random.Below(2000))),
                5 => (_topics.Live, new FrameMaker(random, HonestBoard.Stream)
                    .Good((uint)random.Between(1, 100), Crc32.Compute(HonestBoard.Schema, 0, HonestBoard.Schema.Length), 4)),
                _ => (random.OnceIn(2) ? _topics.Live : _topics.Backfill,
                    Frame(makers[stream], schemas[stream], ref sequences[stream], random)),
            });
        }

        return Parcel.Pack(messages);
    }

    public override bool Try(byte[] input)
    {
        (IReadOnlyList<(double TimeS, CellRow Row)> rows, string results) = RunAsync(Parcel.Unpack(input))
            .GetAwaiter().GetResult();
        FuzzException.Unless(rows.SequenceEqual(_undisturbed.Value.Rows),
            "The honest board's rows are others than without the hostile board.");
        FuzzException.Unless(results == _undisturbed.Value.Results, "The honest board's results are others than without the "
            + $"hostile board:\n{results}\nwithout it:\n{_undisturbed.Value.Results}");
        return true;
    }

    private static ulong StreamOf(int i) => 0xA0A0 + (ulong)i;

    private static byte[] Frame(FrameMaker maker, byte[] schema, ref uint sequence, FuzzRandom random)
    {
        byte[] frame = maker.Good(sequence, Crc32.Compute(schema, 0, schema.Length), 4);
        sequence += random.OnceIn(20) ? 0 : random.OnceIn(30) ? (uint)random.Below(5) : 1u;
        return random.OnceIn(4) ? maker.Wounded(frame) : frame;
    }

    private byte[] SchemaOf(int i, FuzzRandom random) =>
        random.OnceIn(3) ? _schemas.Make(random) : System.Text.Encoding.UTF8.GetBytes(
            Documents.Schema(Hostile, StreamOf(i), random.OnceIn(4) ? "readings" : "means"));

    private async Task<(IReadOnlyList<(double TimeS, CellRow Row)> Rows, string Results)> RunAsync(
        IReadOnlyList<(string Topic, byte[] Payload)> hostile)
    {
        await using GatewayParts parts = new();
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);

        // A stream belongs to the board that brings it first.
        await parts.Source.Deliver(HonestBoard.Topics.Schema, HonestBoard.Schema).WaitAsync(patience.Token);
        await parts.Source.Deliver(HonestBoard.Topics.Live, _honest[0]).WaitAsync(patience.Token);
        List<Task> acknowledged = [];
        int given = 0;
        for (int i = 1; i < _honest.Count; i++)
        {
            for (; given * _honest.Count < hostile.Count * i; given++)
            {
                acknowledged.Add(parts.Source.Deliver(hostile[given].Topic, hostile[given].Payload));
            }

            acknowledged.Add(parts.Source.Deliver(HonestBoard.Topics.Live, _honest[i]));
        }

        await Task.WhenAll(acknowledged).WaitAsync(patience.Token);
        await parts.StopAsync();
        ReadAll(parts, patience.Token);
        FuzzException.Unless(parts.Troubles.Count == 0, string.Join('\n', parts.Troubles));
        return (parts.Rows.Rows, ResultsOf(parts.Store));
    }

    private static string ResultsOf(DerivedStore store)
    {
        ulong test = store.Cells().FirstOrDefault(cell => cell.Board == HonestBoard.Name)?.Id ?? 0;
        return JsonSerializer.Serialize(
            new { Halves = store.Halves(test), Steps = store.Steps(test), Trends = store.Trends(test) }, Json);
    }

    // What people and programs ask for, of all cells.
    private static void ReadAll(GatewayParts parts, CancellationToken cancellationToken)
    {
        using TraceReader traces = new(parts.DataDirectory, parts.Traces, parts.Store);
        CellExport export = new(parts.DataDirectory, parts.Store);
        foreach (TestKey cell in parts.Store.Cells())
        {
            _ = JsonSerializer.Serialize(parts.Store.Halves(cell.Id), Json)
                + JsonSerializer.Serialize(parts.Store.Steps(cell.Id), Json);
            IReadOnlyList<SegmentFrames> frames = parts.Store.FramesOf(cell.Id);
            if (traces.Covered(frames) is var (startMs, endMs))
            {
                _ = traces.Read(frames, startMs, endMs, 500);
                _ = traces.ReadRows(frames, startMs, endMs, 1000, out _);
            }

            foreach (ExportContent content in Enum.GetValues<ExportContent>())
            {
                string path = Path.Combine(parts.DataDirectory, "export");
                ExportFile.Write(export, [cell], content, ExportFormat.Csv, new ExportSpan(null, null), path, _ => { },
                    cancellationToken);
            }
        }
    }
}
