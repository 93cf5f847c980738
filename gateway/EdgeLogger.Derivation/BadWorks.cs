using System;
using System.Collections.Generic;
using EdgeLogger.Loops;

namespace EdgeLogger.Derivation;

/// <summary>
/// The streams and tests of a worker whose frames could not be derived: each is tried again after a pause of its own, and named
/// by the health check until it succeeds. Not thread-safe.
/// </summary>
/// <param name="time">Clock of the pauses.</param>
/// <param name="pause">The first pause.</param>
/// <param name="loops">Names them.</param>
internal sealed class BadWorks(TimeProvider time, TimeSpan pause, LoopHealth loops)
{
    private readonly Dictionary<(bool IsTest, ulong Id), BadWork> _bad = [];

    /// <summary>Whether there is one.</summary>
    public bool Any => _bad.Count > 0;

    /// <summary>Whether this is one.</summary>
    public bool Has((bool IsTest, ulong Id) part) => _bad.ContainsKey(part);

    /// <summary>Whether it is not yet to be tried again.</summary>
    public bool IsPaused((bool IsTest, ulong Id) part) => _bad.Count > 0 && _bad.TryGetValue(part, out BadWork? bad)
        && time.GetElapsedTime(bad.At) < bad.Loop.Pause(pause);

    /// <summary>It has been derived.</summary>
    public void Succeeded((bool IsTest, ulong Id) part)
    {
        if (_bad.Count > 0 && _bad.Remove(part, out BadWork? bad))
        {
            bad.Loop.Succeeded();
        }
    }

    /// <summary>It could not be derived; it begins again at its last checkpoint.</summary>
    public void Failed((bool IsTest, ulong Id) part, Exception error)
    {
        if (!_bad.TryGetValue(part, out BadWork? bad))
        {
            bad = new BadWork(new Loop($"derivation of {(part.IsTest ? "test" : "stream")} {part.Id:x16}", loops));
            _bad.Add(part, bad);
        }

        bad.At = time.GetTimestamp();
        bad.Loop.Failed(error);
    }

    private sealed class BadWork(Loop loop)
    {
        public Loop Loop { get; } = loop;

        /// <summary>When it was tried last.</summary>
        public long At { get; set; }
    }
}
