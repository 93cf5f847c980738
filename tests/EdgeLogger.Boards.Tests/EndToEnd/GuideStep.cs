using System.Collections.Generic;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>What a guide has its reader do next.</summary>
internal abstract record GuideStep;

/// <summary>Commands, run one after the other.</summary>
/// <param name="Terminal">A terminal of their own in which they go on; empty: the one of all other commands, where they have to
/// succeed.</param>
/// <param name="Script">The lines as they stand.</param>
/// <param name="Says">The beginning of what they say when they are ready, up to a colon; empty where the guide does not show
/// it.</param>
/// <param name="Talk">What they ask, and the answers.</param>
internal sealed record GuideCommands(string Terminal, string Script, string Says, IReadOnlyList<GuideQuestion> Talk) : GuideStep;

/// <summary>Lines for a program that runs in a terminal.</summary>
internal sealed record GuideTyping(string Terminal, IReadOnlyList<string> Lines) : GuideStep;

/// <summary>A question of a command.</summary>
/// <param name="Prompt">What it asks.</param>
/// <param name="Terminal">Where something has to be typed before the answer.</param>
/// <param name="Typed">What; empty: nothing.</param>
/// <param name="Answer">The answer; empty: Enter alone.</param>
internal sealed record GuideQuestion(string Prompt, string Terminal, string Typed, string Answer);
