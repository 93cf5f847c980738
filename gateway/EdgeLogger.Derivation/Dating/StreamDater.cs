using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Dating;

/// <summary>
/// Makes a stream's offset book, frame by frame. A pure step function over a state of less than a kilobyte: the same frames give
/// the same lines, whatever came in between (restart, checkpoint, another machine).
/// </summary>
public sealed class StreamDater
{
    // Written to checkpoints as it is in memory. A change of layout is a new version.
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct State
    {
        public int Version;
        public uint NextSequence;
        public StreamClock Clock;
    }

    private const int StateVersion = 1;

    private readonly List<BootDate> _lines = [];
    private State _state = new() { Version = StateVersion, NextSequence = 1 };

    /// <summary>The first sequence number not applied yet.</summary>
    public long NextSequence => _state.NextSequence == 0 ? 1L + uint.MaxValue : _state.NextSequence;

    /// <summary>
    /// Applies a block. Blocks come in the order of their numbers; one that has been applied before changes nothing.
    /// </summary>
    public void Apply(RowBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Sequence >= NextSequence)
        {
            _state.Clock.Apply(block, _lines);
            _state.NextSequence = unchecked(block.Sequence + 1);
        }
    }

    /// <summary>Takes the lines of the offset book that the blocks since the last call have added.</summary>
    public IReadOnlyList<BootDate> TakeLines()
    {
        if (_lines.Count == 0)
        {
            return [];
        }

        BootDate[] taken = [.. _lines];
        _lines.Clear();
        return taken;
    }

    /// <summary>The whole state. Lines that have been added are to be taken before.</summary>
    public byte[] Save() => MemoryMarshal.AsBytes(new ReadOnlySpan<State>(in _state)).ToArray();

    /// <summary>Resumes a saved state; null if it was written by a version with another layout.</summary>
    public static StreamDater? Restore(ReadOnlySpan<byte> saved)
    {
        State state = saved.Length == Unsafe.SizeOf<State>() ? MemoryMarshal.Read<State>(saved) : default;
        return state.Version == StateVersion ? new StreamDater { _state = state } : null;
    }
}
