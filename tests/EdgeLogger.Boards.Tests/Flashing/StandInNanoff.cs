using System;
using System.IO;

namespace EdgeLogger.Boards.Tests.Flashing;

/// <summary>A stand-in for nanoff: it writes down what it was called with, says something, and ends as asked.</summary>
internal sealed class StandInNanoff : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-nanoff-").FullName;

    public StandInNanoff(int exitCode = 0)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        Program = Path.Combine(_directory, "nanoff");
        Calls = Path.Combine(_directory, "calls");
        Image = Path.Combine(_directory, "Firmware.bin");
        File.WriteAllText(Image, "image");
        File.WriteAllText(Program, $"""
            #!/bin/sh
            echo "$@" >> {Calls}
            echo "Flashing..."
            [ {exitCode} -eq 0 ] || echo "Error E4000" >&2
            exit {exitCode}

            """);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Program { get; }

    public string Image { get; }

    private string Calls { get; }

    public string[] Called => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
