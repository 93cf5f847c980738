namespace EdgeLogger.Topics;

/// <summary>
/// The rule for board ids: 3 to 32 of a-z, 0-9 and '-'. Nothing else can reach a topic, a file name or a log line.
/// </summary>
public static class BoardId
{
    public const int MinLength = 3;
    public const int MaxLength = 32;

    /// <summary>Whether this is a board id.</summary>
    public static bool IsValid(string text) => text != null && IsValid(text, 0, text.Length);

    /// <summary>Whether the part of the text from <paramref name="start"/> is a board id.</summary>
    public static bool IsValid(string text, int start, int length)
    {
        if (length < MinLength || length > MaxLength)
        {
            return false;
        }

        for (int i = start; i < start + length; i++)
        {
            char c = text[i];
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            {
                return false;
            }
        }

        return true;
    }
}
