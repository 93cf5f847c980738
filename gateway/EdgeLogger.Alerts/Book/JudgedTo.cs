namespace EdgeLogger.Alerts.Book;

/// <summary>How far a test has been judged.</summary>
/// <param name="Cycle">Its newest cycle that has been; 0: none has closed.</param>
/// <param name="Print">
/// Of all its cycles up to there: other cycles have another one. Null: an earlier version has judged them.
/// </param>
public readonly record struct JudgedTo(int Cycle, long? Print);
