using System;
using System.IO;

namespace EdgeLogger.Mqtt.Tests;

/// <summary>A folder that is gone when the test is.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edgelogger-mqtt-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
