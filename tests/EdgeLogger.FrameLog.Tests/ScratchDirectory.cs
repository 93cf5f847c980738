using System;
using System.IO;

namespace EdgeLogger.FrameLog.Tests;

/// <summary>A directory of the test's own, removed at its end.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("frame-log-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
