using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Web.Finding;

/// <summary>A cell of the book, with its tests.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Tests">Its tests, by number.</param>
public sealed record FoundCell(Cell Cell, IReadOnlyList<FoundTest> Tests)
{
    /// <summary>The test that runs, else the newest that has not been ended, else the newest; null if there is none.</summary>
    public FoundTest? Shown => Tests.LastOrDefault(test => test.IsRunning)
        ?? Tests.LastOrDefault(test => test.Run.EndUtcMs is null) ?? (Tests is [.., var newest] ? newest : null);

    /// <summary>The test of a number; null if there is none.</summary>
    public FoundTest? Test(int number) => Tests.FirstOrDefault(test => test.Run.Number == number);
}
