namespace EdgeLogger.Web.Components.Fleet;

/// <summary>What cells shown together have in common.</summary>
public enum FleetGrouping
{
    None,
    Cohort,
    Board,

    /// <summary>The slot on the board, which is where a fixture is wired to.</summary>
    Slot,
    State,
}
