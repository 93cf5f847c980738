namespace EdgeLogger.Alerts.Book;

/// <summary>What becomes of an alert.</summary>
public enum ChangeKind : byte
{
    /// <summary>It opens.</summary>
    Opened = 0,

    /// <summary>It is over.</summary>
    Over = 1,

    /// <summary>It was found in what is not its test's: it counts no longer, and stays in the book.</summary>
    Withdrawn = 2,

    /// <summary>It stays open, and is found with other numbers since its test was derived again.</summary>
    Restated = 3,
}
