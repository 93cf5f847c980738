using System;
using EdgeLogger.Fuzzing.Generation;

namespace EdgeLogger.Fuzzing;

/// <summary>Something that reads what others write, and the inputs it is tried with.</summary>
public abstract class FuzzTarget : IDisposable
{
    /// <summary>What it is called on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Other threads than the caller's work on an input, so that memory is counted for the whole process.</summary>
    public virtual bool HasThreads => false;

    /// <summary>The most memory that an input of some length may have allocated, bytes.</summary>
    public virtual long MostBytes(int length) => (1 << 20) + (256L * length);

    /// <summary>Makes an input, valid or not. The same numbers make the same input.</summary>
    public abstract byte[] Make(FuzzRandom random);

    /// <summary>Gives the target an input.</summary>
    /// <returns>Whether it was accepted; false: refused, in the way that the target promises.</returns>
    /// <exception cref="Exception">A fault of the target: it has kept no promise.</exception>
    public abstract bool Try(byte[] input);

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
    }
}
