using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards;
using EdgeLogger.Boards.Commands;
using EdgeLogger.FrameLog;
using EdgeLogger.Keys;
using EdgeLogger.Topics;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>Which names boards of a gateway have.</summary>
internal static class BoardNames
{
    // Retained states come within a moment of subscribing.
    private static readonly TimeSpan StateWithin = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Refuses to give a blank board the name of one that has a key here, or is online at the gateway's own broker.
    /// </summary>
    /// <exception cref="UserErrorException">The name is taken; the message says what to do.</exception>
    public static async Task RefuseTakenAsync(string board, string dataDirectory, CancellationToken cancellationToken)
    {
        string? how = BoardOptions.KeysOf(dataDirectory).Find(board) is { IsInForce: true } ? "has a key here"
            : BoardOptions.HasBroker(dataDirectory) && DirectoryLock.HolderOf(dataDirectory) is not null
            && await IsOnlineAsync(board, dataDirectory, cancellationToken).ConfigureAwait(false)
                ? "is online" : null;
        if (how is not null)
        {
            throw new UserErrorException(
                $"The board at this port is blank, and there is a board {board} already: it {how}. Nothing was changed. Give "
                + "this one another name with --board; if it takes the place of that one, or its own flash "
                + "was erased, add --replace.");
        }
    }

    private static async Task<bool> IsOnlineAsync(string board, string dataDirectory, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(BoardMessage message)
        {
            if (message.Board == board && message.Name == BoardTopics.StateName
                && BoardStatus.Read(message, TimeProvider.System.GetUtcNow()) is { } state)
            {
                reported.TrySetResult(state.IsOnline);
            }
        }

        try
        {
            using CommandAccount account = CommandAccount.Take(dataDirectory);
            MqttBoardWire wire = await MqttBoardWire.ConnectAsync(
                account.Link, BoardKeys.None, Take, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            await using (wire.ConfigureAwait(false))
            {
                return await reported.Task.WaitAsync(StateWithin, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is TimeoutException or BoardException or UserErrorException)
        {
            // No state is known, or the gateway has another broker by now. Who cannot ask is not kept from setting a board up.
            return false;
        }
    }
}
