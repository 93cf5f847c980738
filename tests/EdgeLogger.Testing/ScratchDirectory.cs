using System;
using System.IO;

namespace EdgeLogger.Testing;

/// <summary>A directory of the test's own, removed at its end.</summary>
public sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edgelogger-test-").FullName;

    public static implicit operator string(ScratchDirectory directory) => directory.Path;

    public override string ToString() => Path;

    /// <summary>The path of something in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
