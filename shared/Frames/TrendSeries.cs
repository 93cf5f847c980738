namespace EdgeLogger.Frames;

/// <summary>
/// What encoding 1 knows of one channel within one frame: the value it expects next, and how many low bits of an error it
/// writes without a length. Writer and reader keep the same series, so that none of it is sent. Values are 32-bit and their
/// differences are taken modulo 2^32, so that every value can follow every other.
/// </summary>
public sealed class TrendSeries
{
    /// <summary>An error so many bits longer than <see cref="Scale"/> is a step: it says nothing of the slope after it.</summary>
    public const int StepExcess = 8;

    private const int FirstScale = 3;

    private int _previous;
    private bool _hasSlope;

    /// <summary>The value that would cost least.</summary>
    public int Expected;

    /// <summary>Low bits of an error that are written as they are, 0 to 31.</summary>
    public int Scale;

    /// <summary>Starts a frame.</summary>
    /// <param name="expected">What is expected of the first value.</param>
    /// <param name="hasSlope">Whether a value goes on as it went; if not, the same one is expected again.</param>
    public void Begin(int expected, bool hasSlope)
    {
        _previous = expected;
        _hasSlope = hasSlope;
        Expected = expected;
        Scale = FirstScale;
    }

    /// <summary>Takes a value whose error was <paramref name="excess"/> bits longer than the scale.</summary>
    public void Take(int value, int excess)
    {
        Expected = _hasSlope && excess < StepExcess ? value + (value - _previous) : value;
        _previous = value;
        if (excess > 1)
        {
            Scale++;
        }
        else if (excess == 0 && Scale > 0)
        {
            Scale--;
        }
    }
}
