using System;
using System.Threading;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing;

/// <summary>
/// Gives a target one input after another until one does harm or enough have been tried. Input number n of a run with seed S has
/// the seed S + n, so that a run that begins with the seed of an input begins with that input.
/// </summary>
public sealed class FuzzRun
{
    // One collection finds what inputs before this many have left behind.
    private const int InputsBetweenLooks = 512;
    private const long MostHeapGrowth = 192L << 20;

    private readonly FuzzTarget _target;
    private readonly TimeSpan _longest;
    private readonly Lock _gate = new();
    private FuzzTally _tally;
    private long _beganAt;
    private byte[] _current = [];
    private long _heapAtStart;

    /// <param name="target">The target; the caller's to dispose.</param>
    /// <param name="seed">The seed of the first input.</param>
    /// <param name="longest">An input that takes longer hangs.</param>
    public FuzzRun(FuzzTarget target, ulong seed, TimeSpan longest)
    {
        _target = target;
        _longest = longest;
        _tally = new FuzzTally { NextSeed = seed };
    }

    /// <summary>How it stands, from any thread.</summary>
    public FuzzTally Tally
    {
        get
        {
            lock (_gate)
            {
                return _tally;
            }
        }
    }

    /// <summary>Runs; a target that hangs is left behind on its thread.</summary>
    /// <param name="goesOn">Asked before each input.</param>
    /// <param name="look">Called about once a second meanwhile.</param>
    public FuzzTally Run(Func<FuzzTally, bool> goesOn, Action<FuzzTally> look)
    {
        using ManualResetEventSlim isDone = new();
        _beganAt = TimeProvider.System.GetTimestamp();
        Thread worker = new(() =>
        {
            Work(goesOn);
            isDone.Set();
        })
        {
            IsBackground = true,
            Name = "fuzz " + _target.Name,
        };
        worker.Start();
        while (!isDone.Wait(TimeSpan.FromSeconds(1)))
        {
            look(Tally);
            if (Hangs())
            {
                break;
            }
        }

        return Tally;
    }

    private void Work(Func<FuzzTally, bool> goesOn)
    {
        _heapAtStart = GC.GetTotalMemory(forceFullCollection: true);
        while (Tally.Failure is null && goesOn(Tally))
        {
            TryOne();
        }
    }

    private void TryOne()
    {
        ulong seed = Tally.NextSeed;
        byte[] input = _target.Make(new FuzzRandom(seed));
        lock (_gate)
        {
            _current = input;
            _beganAt = TimeProvider.System.GetTimestamp();
        }

        long before = Allocated();
        string what = "";
        bool isAccepted = false;
        try
        {
            isAccepted = _target.Try(input);
        }
#pragma warning disable CA1031 // Whatever it is, it is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            what = error.ToString();
        }

        long bytes = Allocated() - before;
        if (what.Length == 0)
        {
            what = Excess(input, bytes);
        }

        Note(seed, isAccepted, bytes, what);
    }

    private string Excess(byte[] input, long bytes)
    {
        if (bytes > _target.MostBytes(input.Length))
        {
            return $"An input of {input.Length} bytes had {bytes} bytes allocated; "
                + $"{_target.MostBytes(input.Length)} are allowed.";
        }

        if (Tally.Tried % InputsBetweenLooks == InputsBetweenLooks - 1
            && GC.GetTotalMemory(forceFullCollection: false) - _heapAtStart > MostHeapGrowth
            && GC.GetTotalMemory(forceFullCollection: true) - _heapAtStart is var growth and > MostHeapGrowth)
        {
            return $"The live heap has grown by {growth} bytes; {MostHeapGrowth} are allowed.";
        }

        return "";
    }

    private long Allocated() => _target.HasThreads ? GC.GetTotalAllocatedBytes() : GC.GetAllocatedBytesForCurrentThread();

    private void Note(ulong seed, bool isAccepted, long bytes, string what)
    {
        lock (_gate)
        {
            TimeSpan took = TimeProvider.System.GetElapsedTime(_beganAt);
            _tally = _tally with
            {
                Tried = _tally.Tried + 1,
                Accepted = _tally.Accepted + (isAccepted ? 1 : 0),
                Slowest = took > _tally.Slowest ? took : _tally.Slowest,
                MostBytes = Math.Max(bytes, _tally.MostBytes),
                NextSeed = unchecked(seed + 1),
                Failure = what.Length > 0 ? new FuzzFailure(_target.Name, seed, _current, what) : _tally.Failure,
            };
            _beganAt = TimeProvider.System.GetTimestamp();
        }
    }

    private bool Hangs()
    {
        lock (_gate)
        {
            if (_tally.Failure is null && TimeProvider.System.GetElapsedTime(_beganAt) > _longest)
            {
                _tally = _tally with
                {
                    Failure = new FuzzFailure(
                    _target.Name, _tally.NextSeed, _current, $"It takes longer than {_longest.TotalSeconds:F0} s.")
                };
                return true;
            }

            return false;
        }
    }
}

/// <summary>An input that did harm.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Seed">The seed that makes the input.</param>
/// <param name="Input">The input.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFailure(string Target, ulong Seed, byte[] Input, string What);
