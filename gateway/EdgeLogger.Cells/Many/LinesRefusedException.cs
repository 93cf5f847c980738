using System.Collections.Generic;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Many;

/// <summary>Some lines of a table are refused, so nothing of the table was started.</summary>
public sealed class LinesRefusedException : CellBookException
{
    internal LinesRefusedException(IReadOnlyList<LineProblem> problems, int lines)
        : base($"{problems.Count} of {lines} lines are refused, and nothing was started. Line {problems[0].Line}: "
            + problems[0].Problem) => Problems = problems;

    /// <summary>What is wrong with each of them, in the order of the lines.</summary>
    public IReadOnlyList<LineProblem> Problems { get; }
}
