using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation;

/// <summary>
/// A test's dates while it is derived: made again only when something of them has changed and they are asked for.
/// </summary>
internal sealed class TestClockDates(DatedStreams streams, IEnumerable<BootPlace> places)
{
    private readonly List<BootPlace> _places = [.. places];
    private readonly Dictionary<ulong, StreamDates> _made = [];
    private TestDates? _now;

    /// <summary>The dates as far as they are known.</summary>
    public TestDates Now
    {
        get
        {
            if (_now is null || _made.Any(one => streams.DatesOf(one.Key) != one.Value))
            {
                _made.Clear();
                _now = new TestDates(_places, DatesOf);
            }

            return _now;
        }
    }

    /// <summary>Boots have a place.</summary>
    public void Add(IEnumerable<BootPlace> places)
    {
        _places.AddRange(places);
        _now = null;
    }

    private StreamDates DatesOf(ulong stream) => _made[stream] = streams.DatesOf(stream);
}
