namespace EdgeLogger.FrameLog;

/// <summary>How often a board was refused for one reason.</summary>
/// <param name="Reason">The reason's name, <see cref="RefusalNames"/>.</param>
/// <param name="Board">The board; "" where the topic names none, "*" for boards beyond the number counted apart.</param>
/// <param name="Count">How often, since the log was made.</param>
public sealed record RefusalCount(string Reason, string Board, long Count);
