namespace EdgeLogger.Alerts;

/// <summary>One thing that a person should know. Derived from results, so that the same results give the same alerts.</summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Cycle">The cycle in which it was found.</param>
/// <param name="Fired">True: it began; false: it is over.</param>
/// <param name="Text">What happened, with its numbers.</param>
public sealed record Alert(string Cell, string Rule, int Cycle, bool Fired, string Text);
