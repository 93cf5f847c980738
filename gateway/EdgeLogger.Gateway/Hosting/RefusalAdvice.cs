namespace EdgeLogger.Gateway.Hosting;

/// <summary>What to do about messages that are refused.</summary>
internal static class RefusalAdvice
{
    /// <summary>Whose messages they were.</summary>
    /// <param name="board">The board; "" where the topic names none, "*" for boards beyond the number counted apart.</param>
    public static string Sender(string board) => board switch
    {
        "" => "No known board",
        "*" => "Other boards",
        _ => $"Board {board}",
    };

    /// <summary>The advice.</summary>
    /// <param name="reason">The reason's name.</param>
    /// <param name="board">As for <see cref="Sender"/>.</param>
    public static string For(string reason, string board) => reason switch
    {
        "too-many-boards" =>
            "The log has as many boards as it may have. If this one is yours, start the gateway with a larger --max-boards.",
        "too-many-streams" =>
        "The board's flash was formatted again and again: replace the flash, or give the board another name.",
        "too-many-schemas" => "The board has been calibrated more often than the log keeps schemas. Give it another name.",
        "too-many-holes" =>
            "The board's frames come with too many holes. They are taken when it has filled some: leave it connected.",
        "not-owner" or "conflict" => "Two boards send under one name, or a copied flash is in use. Give each board its own "
        + "account and format the copy's flash.",
        "foreign-schema" =>
            "The board's schema names another board. Give the board the name of its account: `edgelogger board provision`.",
        "too-many-slots" => "The board's schema has slots beyond 0 to 15. Check the board's firmware.",
        "retained-data" => "Somebody has left a retained message on the topic. Clear it at the broker.",
        "told-lost" or "expired" =>
            "These frames came after they had been given up. Their charge is in the board's counters; nothing to do.",
        "unsigned" => "The board has a key and did not use it: somebody else sends in its name, or it lost its key. If it is "
        + "the board, give it a new one: `edgelogger board provision`. See docs/guides/same-wifi.md.",
        "wrong-signature" => "Somebody else sends in the board's name, or the board has another key than this gateway. If it is "
            + "the board, give it a new one: `edgelogger board provision`. See docs/guides/same-wifi.md.",
        "old-state" => "The network delivered a state late, or somebody repeats old ones. They change nothing.",
        "bad-topic" => "Something that is not a board publishes on the gateway's topics. Look for its account at the broker.",
        _ when board is "" or "*" => "The messages are in quarantine. Look for the sender in the gateway's log.",
        _ => "The messages are in quarantine, and the board sends its frames again. If it goes on, check the board's firmware: "
            + $"`edgelogger board show {board}`.",
    };
}
