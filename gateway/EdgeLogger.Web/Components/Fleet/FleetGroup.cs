using System.Collections.Generic;
using EdgeLogger.Web.Live;

namespace EdgeLogger.Web.Components.Fleet;

/// <summary>Cells shown together.</summary>
/// <param name="Name">What they have in common; empty if everything is one group.</param>
/// <param name="Cells">The cells, in order.</param>
public sealed record FleetGroup(string Name, IReadOnlyList<CellLive> Cells);
