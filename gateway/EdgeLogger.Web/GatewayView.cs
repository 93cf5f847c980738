using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Cells;
using EdgeLogger.Derivation;
using EdgeLogger.Loops;
using EdgeLogger.Traces;
using EdgeLogger.Web.Access;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web;

/// <summary>What page and API see of a gateway.</summary>
public sealed record GatewayView
{
    /// <summary>The cells.</summary>
    public required DerivationService Derivation { get; init; }

    /// <summary>The book of cells and tests.</summary>
    public required CellBook Book { get; init; }

    /// <summary>Finds what an address names.</summary>
    public TestFinder Tests => new(Book, Derivation.Store);

    /// <summary>What a person should know of them.</summary>
    public required AlertService Alerts { get; init; }

    /// <summary>Opens a reader of what the cells measured; the caller's to dispose.</summary>
    public required Func<TraceReader> OpenTraces { get; init; }

    /// <summary>Where the log and its results are kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>How the gateway is; asked at each look.</summary>
    public required Func<GatewayStatus> Status { get; init; }

    /// <summary>The broker that boards connect to.</summary>
    public required BrokerAddress Broker { get; init; }

    /// <summary>The boards that have reported how they are.</summary>
    public required Func<IReadOnlyList<BoardView>> Boards { get; init; }

    /// <summary>Sends commands to boards and brings their answers.</summary>
    public required BoardCommands Commands { get; init; }

    /// <summary>Where results go.</summary>
    public required Func<IReadOnlyList<SinkView>> Sinks { get; init; }

    /// <summary>Points that the server of a sink would not take, the newest first; asked by the sink's name.</summary>
    public Func<string, IReadOnlyList<DeadLetterView>> DeadLetters { get; init; } = _ => [];

    /// <summary>Sends the points again that a sink's server would not take; says in words what came of it.</summary>
    public Func<string, CancellationToken, Task<string>> ResendDeadLetters { get; init; } = (name, _) =>
        Task.FromResult($"There is no sink {name}.");

    /// <summary>How far a sink has come in each stream; empty if it writes no samples.</summary>
    public Func<string, IReadOnlyList<SinkCursorView>> SinkCursors { get; init; } = _ => [];

    /// <summary>Counts since the start, for /metrics.</summary>
    public required Func<GatewayCounts> Counts { get; init; }

    /// <summary>Who may look and change.</summary>
    public required AccessBook Access { get; init; }

    /// <summary>Where changes are booked.</summary>
    public required AuditLog Audit { get; init; }

    /// <summary>Where what cannot be shown is reported.</summary>
    public LoopHealth Loops { get; init; } = new(_ => { });

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
