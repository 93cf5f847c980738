using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Web.Finding;

/// <summary>A test of the book.</summary>
/// <param name="Run">The test.</param>
/// <param name="Cell">Its cell.</param>
/// <param name="Key">Its id, the slot that it is in or was in last, and what a person calls it.</param>
public sealed record FoundTest(TestRun Run, Cell Cell, TestKey Key)
{
    /// <summary>The test's id.</summary>
    public ulong Id => Run.Id;

    /// <summary>What a person calls it.</summary>
    public string Name => Key.Name;

    /// <summary>As an address names it.</summary>
    public TestReference Reference => new(Cell.Name.Text, Run.Number);

    /// <summary>The path of its view.</summary>
    public string Path => Reference.Path;

    /// <summary>Its rows go on coming, from the slot that it is in.</summary>
    public bool IsRunning => Run.SlotNow is not null;

    /// <summary>It has only files.</summary>
    public bool IsOfFiles => Run.Segments.All(segment => segment.File is not null);
}
