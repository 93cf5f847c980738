using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Boards.Configuration;

namespace EdgeLogger.Gateway.Commands.Boards;

/// <summary>
/// A board's key within `board provision`: before the new configuration where it can be, so that no trial decides over it; a
/// blank board gets it when it has its first configuration, and one that tries a configuration when that is confirmed.
/// </summary>
internal sealed class KeyStep(Provisioner provisioner, KeyHandover handover, string board, bool isWanted)
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(2);

    private When _when;

    private enum When
    {
        Done,
        AtFirstStart,
        OnceConfirmed,
    }

    /// <summary>Before the configuration is written.</summary>
    public async Task BeforeAsync(CancellationToken cancellationToken)
    {
        BoardStatus state = await provisioner.StateAsync(board, cancellationToken).ConfigureAwait(false);
        if (state.IsAuthenticated is not { } hasKey)
        {
            handover.Forget(board);
            Console.WriteLine($"{board} goes on without a key: its firmware {state.Firmware} cannot authenticate. "
                + "docs/guides/same-wifi.md says what that means.");
        }
        else if (!isWanted && !hasKey)
        {
            handover.Forget(board);
            Console.WriteLine($"{board} goes on without a key, as was asked for.");
        }
        else if (state.ConfigVersion == 0)
        {
            _when = When.AtFirstStart;
        }
        else if (state.IsTrial || state.IsSafeMode)
        {
            _when = When.OnceConfirmed;
        }
        else
        {
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>After the configuration was written.</summary>
    public async Task AfterAsync(int version, CancellationToken cancellationToken)
    {
        if (_when == When.AtFirstStart
            && await provisioner.WaitForStartAsync(board, version, StartWithin, cancellationToken).ConfigureAwait(false))
        {
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>At the end. Whether the key is as it should be.</summary>
    public async Task<bool> AtLastAsync(bool isConfirmed, CancellationToken cancellationToken)
    {
        if (_when == When.OnceConfirmed && isConfirmed)
        {
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_when != When.Done)
        {
            Console.WriteLine($"{board} has got no new key: "
                + $"{(_when == When.OnceConfirmed ? "its configuration was not confirmed" : "it has not restarted")}. Run the "
                + "command again when it has reached the broker.");
        }

        return _when == When.Done;
    }

    private async Task HandOverAsync(CancellationToken cancellationToken)
    {
        _when = When.Done;
        if (!isWanted)
        {
            await handover.TakeAsync(board, cancellationToken).ConfigureAwait(false);
            Console.WriteLine($"{board} has no key any more.");
            return;
        }

        int unnamed = await handover.GiveAsync(board, cancellationToken).ConfigureAwait(false);
        Console.WriteLine($"{board} has a new key: what it sends and what is sent to it is signed from now on.");
        if (unnamed > 0)
        {
            Console.WriteLine($"{unnamed} {(unnamed == 1 ? "share" : "shares")} of its flash hold frames of slots that its "
                + "configuration does not name. They were made without this key, and would be refused. To have them: add those "
                + "slots to the configuration with \"enabled\": false, and run this command again.");
        }
    }
}
