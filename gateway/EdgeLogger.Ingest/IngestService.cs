using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Keys;
using EdgeLogger.Loops;
using EdgeLogger.Mqtt;
using EdgeLogger.Topics;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Ingest;

/// <summary>
/// From the broker into the frame log: who may send this, is it whole, have we got it? A message is acknowledged to the broker,
/// and its stream to the board, only when what became of it is on disk.
/// </summary>
public sealed class IngestService : IDisposable
{
    // Each kind by itself: that frames are taken must not hide that states are not.
    private static readonly string[] Works = [.. Enum.GetValues<TopicKind>().Select(kind => $"taking messages of kind {kind}")];

    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly IMessageSource _source;
    private readonly FrameLogWriter _log;
    private readonly IngestOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TopicRouter _router = new();
    private readonly FrameReader _frame = new();
    private readonly BoardKeys _keys;
    private readonly SignatureCheck _signatures;
    private readonly StateOrder _order;
    private readonly RefusalLog _refusals;
    private readonly AckPublisher _acks;
    private Loop? _whole;

    /// <summary>Joins a source to a log. Make it before <see cref="FrameLogWriter.Start"/>.</summary>
    public IngestService(
        IMessageSource source, FrameLogWriter log, BoardKeys keys, IngestOptions options, ILogger<IngestService> logger,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        _source = source;
        _log = log;
        _options = options;
        _logger = logger;
        _time = time;
        States = new BoardStates(options.MaxBoards);
        _refusals = new RefusalLog(logger, time, options.RefusalLogPeriod);
        _keys = keys;
        _signatures = new SignatureCheck(keys);
        _order = new StateOrder(keys, log.Directory, time, NoteWork);
        _acks = new AckPublisher(source, keys, Counters, NoteWork);
        _log.Committed += Complete;
        _log.HealthChanged += Report;
    }

    /// <summary>What the session has to subscribe to.</summary>
    public static IReadOnlyList<string> Filters { get; } =
    [
        FilterFor(BoardTopics.LiveName),
        FilterFor(BoardTopics.BackfillName),
        FilterFor(BoardTopics.SchemaName),
        FilterFor(BoardTopics.StateName),
        FilterFor(BoardTopics.CommandResultName),
    ];

    /// <summary>A board has answered a command. Raised on ingest's thread: return soon.</summary>
    public event Action<CommandResult>? CommandAnswered;

    /// <summary>
    /// A state of this board was refused by its signature or its place: at the broker it has taken the place of the good one.
    /// Raised on ingest's thread: return soon.
    /// </summary>
    public event Action<string>? StateOverwritten;

    /// <summary>Where messages that cannot be taken are reported.</summary>
    public LoopHealth Loops { get; init; } = new(_ => { });

    public IngestCounters Counters { get; } = new();

    public BoardStates States { get; }

    /// <summary>
    /// Works until it is cancelled or the source has ended. What breaks on one message is reported by the message's kind; what
    /// ends all of it is reported as 'ingest', until a message has been taken again, and it begins again after a pause.
    /// </summary>
    /// <exception cref="FrameLogException">
    /// The log takes nothing any more, with the cause. What has not been acknowledged stays with the broker and the boards.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Loop whole = _whole = new Loop("ingest", Loops);
        ExceptionDispatchInfo? end = null;
        bool isOver = false;
        while (!isOver && !cancellationToken.IsCancellationRequested)
        {
            isOver = await whole.TurnAsync(
                async token => end = await RunOnceAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await Task.Delay(isOver ? TimeSpan.Zero : whole.Pause(AgainAfter), _time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        end?.Throw();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Works until something ends it.</summary>
    /// <returns>Why the log takes nothing any more; null if the source has ended.</returns>
    private async Task<ExceptionDispatchInfo?> RunOnceAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] running = [ReadAsync(stopping.Token), .. _acks.Run(stopping.Token)];
        // Whichever ends first ends the others: none may go on while another has failed in silence.
        Task first = await Task.WhenAny(running).ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await first.ConfigureAwait(false);
            return null;
        }
        catch (FrameLogException error)
        {
            return ExceptionDispatchInfo.Capture(error);
        }
    }

    public void Dispose()
    {
        _log.Committed -= Complete;
        _log.HealthChanged -= Report;
        _refusals.Dispose();
        _order.Dispose();
        _acks.Dispose();
    }

    private static string FilterFor(string name) => BoardTopics.Root + "+/" + name;

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (MqttMessage message in _source.Messages.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            Counters.CountMessage();
            await TryTakeAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    // What breaks on one message must not hold up those after it. The broker forgets it; a board keeps its frame until the log
    // has it.
    private async ValueTask TryTakeAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        TopicRoute route = _router.Route(message.Topic);
        try
        {
            await TakeAsync(message, route, cancellationToken).ConfigureAwait(false);
            Loops.Succeeded(Works[(int)route.Kind]);
            _whole!.Succeeded();
        }
        catch (Exception error) when (error is not FrameLogException && !cancellationToken.IsCancellationRequested)
        {
            Loops.Failed(Works[(int)route.Kind], error);
            _source.Acknowledge(message);
        }
    }

    private ValueTask TakeAsync(MqttMessage message, TopicRoute route, CancellationToken cancellationToken)
    {
        long receivedUtcMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        RefusalReason? refused = CheckEnvelope(message, route) ?? CheckPayload(message, route)
            ?? _signatures.Check(message, route);
        if (refused is RefusalReason reason)
        {
            return RefuseAsync(message, route, reason, receivedUtcMs, cancellationToken);
        }

        switch (route.Kind)
        {
            case TopicKind.Frames:
                return _log.AppendAsync(
                    new FrameAppend(route.Board, message.Topic, message.Payload, _frame, receivedUtcMs, message),
                    cancellationToken);
            case TopicKind.Schema or TopicKind.State when message.Payload.Length == 0:
                TakeCleared(message, route);
                return ValueTask.CompletedTask;
            case TopicKind.Schema:
                // Frames name it by the bytes that it had before it was signed.
                byte[] schema = SignedDocument.Unsigned(message.Payload);
                uint hash = Crc32.Compute(schema, 0, schema.Length);
                return _log.AddSchemaAsync(
                    new SchemaArrival(route.Board, message.Topic, hash, schema, receivedUtcMs, message), cancellationToken);
            case TopicKind.State:
                return TakeState(message, route, receivedUtcMs) is { } wrong
                    ? RefuseAsync(message, route, wrong, receivedUtcMs, cancellationToken)
                    : ValueTask.CompletedTask;
            default:
                CommandAnswered?.Invoke(new CommandResult(route.Board, receivedUtcMs, SignedDocument.Unsigned(message.Payload)));
                _source.Acknowledge(message);
                return ValueTask.CompletedTask;
        }
    }

    // An empty message clears what the broker had kept: of a board without a key anybody with its account may do that.
    private void TakeCleared(MqttMessage message, TopicRoute route)
    {
        if (route.Kind == TopicKind.State)
        {
            States.Remove(route.Board);
        }

        _source.Acknowledge(message);
    }

    private RefusalReason? TakeState(MqttMessage message, TopicRoute route, long receivedUtcMs)
    {
        byte[] json = SignedDocument.Unsigned(message.Payload);
        BoardState state = new(route.Board, receivedUtcMs, message.Retain, json)
        { WasSigned = _keys.Find(route.Board) is { IsInForce: true } };
        switch (IsRepeated(state) ? StatePlace.Again : _order.Place(route.Board, json, message.Retain))
        {
            case StatePlace.Older:
                return RefusalReason.OldState;
            case StatePlace.Newer when !States.TrySet(state):
                return RefusalReason.TooManyBoards;
            default:
                _source.Acknowledge(message);
                return null;
        }
    }

    // No sign of life. A last will has no number by which its order would say so.
    private bool IsRepeated(BoardState state) => state is { WasSigned: true, WasRetained: false }
        && States.Find(state.Board) is { } known && known.Json.Span.SequenceEqual(state.Json.Span);

    // In this order: the cheapest and most hostile first.
    private RefusalReason? CheckEnvelope(MqttMessage message, TopicRoute route)
    {
        if (route.Kind == TopicKind.None)
        {
            return RefusalReason.BadTopic;
        }

        if (message.Payload.Length > MaxBytes(route.Kind))
        {
            return RefusalReason.TooLarge;
        }

        // Old data that somebody left with the broker, or an old answer, is not taken as one of now.
        bool mayBeRetained = route.Kind is TopicKind.Schema or TopicKind.State;
        return message.Retain && !mayBeRetained ? RefusalReason.RetainedData : null;
    }

    private int MaxBytes(TopicKind kind) => kind switch
    {
        TopicKind.Frames => _options.MaxDataBytes,
        TopicKind.Schema => _options.MaxSchemaBytes,
        TopicKind.State => _options.MaxStateBytes,
        _ => _options.MaxCommandResultBytes,
    };

    private RefusalReason? CheckPayload(MqttMessage message, TopicRoute route) => route.Kind switch
    {
        TopicKind.Schema or TopicKind.State when message.Payload.Length == 0 => null,
        TopicKind.Frames => FrameRefusals.ReasonFor(_frame.Open(message.Payload, 0, message.Payload.Length)),
        TopicKind.Schema => JsonDocuments.WhyNoSchema(message.Payload, route.Board),
        TopicKind.State => JsonDocuments.IsObject(message.Payload) ? null : RefusalReason.BadState,
        TopicKind.CommandResult => JsonDocuments.IsObject(message.Payload) ? null : RefusalReason.BadResult,
        _ => null,
    };

    private ValueTask RefuseAsync(
        MqttMessage message, TopicRoute route, RefusalReason reason, long receivedUtcMs, CancellationToken cancellationToken)
    {
        if (route.Kind == TopicKind.State
            && reason is (RefusalReason.Unsigned or RefusalReason.WrongSignature or RefusalReason.OldState))
        {
            StateOverwritten?.Invoke(route.Board);
        }

        return _log.RefuseAsync(
            new RefusedMessage(reason, route.Board, SafeTopic.From(message.Topic), message.Payload, receivedUtcMs, message),
            cancellationToken);
    }

    // On the writer's thread: all of the batch is on disk.
    private void Complete(CommittedBatch batch)
    {
        foreach (ref readonly CommittedItem item in batch.Items)
        {
            if (item.Token is MqttMessage message)
            {
                Count(item, message);
                _source.Acknowledge(message);
            }
        }

        // Last: who has seen a frame's acknowledgement finds it counted.
        foreach (StreamProgress stream in batch.Streams)
        {
            _acks.Put(stream);
        }
    }

    private void NoteWork(string work, Exception? error)
    {
        if (error is null)
        {
            Loops.Succeeded(work);
        }
        else
        {
            Loops.Failed(work, error);
        }
    }

    private void Report(FrameLogHealth health)
    {
        if (health.State == FrameLogState.Good)
        {
            _logger.LogInformation("The frame log takes frames again.");
        }
        else
        {
            _logger.LogError("{Cause}", health.Cause);
        }
    }

    private void Count(in CommittedItem item, MqttMessage message)
    {
        if (item.Outcome == Outcome.Refused)
        {
            Counters.CountRefused(item.Reason);
            _refusals.Note(item.Board, item.Reason, message.Topic);
        }
        else if (item.Kind == ItemKind.Frame && item.Outcome == Outcome.Stored)
        {
            Counters.CountStored(item.Bytes, message.Payload[FrameLayout.RowCountAt], _time.GetTimestamp());
        }
        else if (item.Kind == ItemKind.Frame)
        {
            Counters.CountDuplicate();
        }
    }
}
