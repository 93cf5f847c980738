using EdgeLogger.Keys;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Whether a board is authenticated, as people read it.</summary>
internal static class KeyStanding
{
    /// <summary>In a few words.</summary>
    /// <param name="key">The board's key; null: it has none.</param>
    public static string Of(BoardKey? key) => key switch
    {
        null => "no",
        { IsInForce: true } => "yes",
        _ => "not yet: `edgelogger board provision` was broken off, run it again",
    };
}
