using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>The boards as the page shows them: what each says of itself, and what is wrong with it.</summary>
internal sealed class BoardViews(IngestService ingest, DerivationService derivation, RefusalWatch refusals, BoardKeys keys,
    TimeProvider time)
{
    public IReadOnlyList<BoardView> Read()
    {
        ILookup<string, string> refused = refusals.ProblemsByBoard();
        ILookup<string, WaitingFrames> waiting = derivation.Waiting.ToLookup(stream => stream.Board, StringComparer.Ordinal);
        return [.. ingest.States.All.OrderBy(state => state.Board, StringComparer.Ordinal)
            .Select(state => ViewOf(state, [.. SchemaWaits.Problems(waiting[state.Board], time), .. refused[state.Board],
                .. UnknownKeys.Problems([state], keys)]))];
    }

    private BoardView ViewOf(BoardState state, IReadOnlyList<string> problems)
    {
        using JsonDocument document = JsonDocument.Parse(state.Json);
        return new BoardView(state.Board, state.ReceivedUtcMs, state.WasRetained, document.RootElement.Clone())
        {
            Problems = problems,
            Authenticated = KeyStanding.Of(keys.Find(state.Board)),
        };
    }
}
