using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>Who changes the book, and why.</summary>
/// <param name="By">Who: a user's name, 1 to 100 characters.</param>
/// <param name="Why">Why, in their words, at most 500 characters; may be empty.</param>
public sealed record Author(string By, string Why = "")
{
    /// <summary>The gateway itself.</summary>
    public static Author Gateway { get; } = new("edgelogger");

    internal Author Checked() =>
        new(BoundedText.Word("The author of a change", By, 100), BoundedText.Lines("The reason for a change", Why, 500));
}
