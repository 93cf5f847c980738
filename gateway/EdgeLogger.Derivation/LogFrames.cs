using System;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation;

/// <summary>A worker's own view of the log: frames of a stream, and the schemas that give them meaning.</summary>
internal sealed class LogFrames : IDisposable
{
    private readonly string _directory;
    private readonly Action<string> _problem;
    private FrameLogReader? _reader;
    private StreamSchemas? _schemas;

    public LogFrames(string directory, Action<string> problem)
    {
        _directory = directory;
        _problem = problem;
    }

    /// <summary>The frames read last.</summary>
    public FrameBatch Batch { get; } = new();

    private FrameLogReader Reader => _reader ??= FrameLogReader.Open(_directory);

    private StreamSchemas Schemas => _schemas ??= new StreamSchemas(Reader, _problem);

    /// <summary>Reads the next frames of a stream into <see cref="Batch"/>.</summary>
    public void Read(ulong streamId, long fromSequence, int max) => Reader.ReadStream(streamId, fromSequence, max, Batch);

    /// <summary>The schema of a stream's frames; null if it has not come, or cannot be read.</summary>
    public StreamSchema? SchemaOf(ulong streamId, uint hash) => Schemas.Find(streamId, hash);

    /// <summary>The board of a stream; "" if the log has no frame of it.</summary>
    public string BoardOf(ulong streamId) => Reader.FindStream(streamId)?.Board ?? "";

    /// <summary>Looks again for schemas that were not there.</summary>
    public void ForgetMissingSchemas() => _schemas?.ForgetMissing();

    /// <summary>Tells a person of a frame that cannot be used.</summary>
    public void Problem(string text) => _problem(text);

    public void Dispose() => _reader?.Dispose();
}
