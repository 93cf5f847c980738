namespace EdgeLogger.Cells.Model;

/// <summary>What becomes of the test that a slot holds at the moment at which another one comes there.</summary>
public enum WhenHeld
{
    /// <summary>It stays, and the change is refused.</summary>
    Refuse,

    /// <summary>It ends at that moment.</summary>
    End,

    /// <summary>It leaves the slot at that moment, and goes on in none: it can be moved to a slot later.</summary>
    Leave,
}
