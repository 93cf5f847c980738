namespace EdgeLogger.Firmware.Uplink;

/// <summary>
/// Waits between attempts: the limit doubles from the shortest to the longest, and the wait is drawn evenly below the limit, so
/// that thousands of boards that lost one broker do not come back at once ("full jitter").
/// </summary>
public sealed class Backoff
{
    private readonly int _minMs;
    private readonly int _maxMs;
    private uint _random;
    private int _limitMs;

    /// <param name="minMs">The shortest wait and the first limit.</param>
    /// <param name="maxMs">The last limit.</param>
    /// <param name="seed">Different on every board.</param>
    public Backoff(int minMs, int maxMs, uint seed)
    {
        _minMs = minMs;
        _maxMs = maxMs;
        _random = seed == 0 ? 0x9E3779B9 : seed;
        _limitMs = minMs;
    }

    /// <summary>The next wait, ms.</summary>
    public int Next()
    {
        _limitMs = _limitMs > _maxMs / 2 ? _maxMs : _limitMs * 2;
        return _minMs + (int)(Draw() % (uint)(_limitMs - _minMs + 1));
    }

    /// <summary>A wait below the shortest one, for the first attempt after a start.</summary>
    public int First() => (int)(long)(Draw() % (uint)(_minMs + 1));

    /// <summary>Begins with the shortest limit again.</summary>
    public void Reset() => _limitMs = _minMs;

    // Xorshift32 (Marsaglia 2003).
    private uint Draw()
    {
        uint x = _random;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        _random = x;
        return x;
    }
}
