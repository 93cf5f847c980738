using System;
using System.IO;

namespace EdgeLogger.Boards.Tests.Flashing;

/// <summary>A stand-in for nanoff: it writes down what it was called with, says something, and ends as asked.</summary>
internal sealed class StandInNanoff : IDisposable
{
    /// <summary>An ESP32-S3 with 8 MB of PSRAM in its package.</summary>
    public const string S3 = """
        ESP32-S3 (ESP32-S3 (QFN56) (revision v0.2))
        Features WiFi, BLE, Embedded PSRAM 8MB (AP_3v3)
        Flash size 8MB GD25Q64 from GIGADEVICE (manufacturer 0x200 device 0x16407)
        PSRAM: 8MB
        Crystal 40MHz
        MAC F4:12:FA:00:00:01
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-nanoff-").FullName;

    /// <param name="exitCode">How it ends.</param>
    /// <param name="chip">What a board says of itself: what nanoff prints after "Connected to:".</param>
    /// <param name="version">The version of the interpreter that is the newest.</param>
    public StandInNanoff(int exitCode = 0, string chip = S3, string version = "1.17.0.640")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals need Linux.");
        Program = Path.Combine(_directory, "nanoff");
        Calls = Path.Combine(_directory, "calls");
        Image = Path.Combine(_directory, "Firmware.bin");
        Details = Path.Combine(_directory, "details");
        File.WriteAllText(Image, "image");
        File.WriteAllText(Details, chip + "\n");
        File.WriteAllText(Program, $"""
            #!/bin/sh
            echo "$@" >> {Calls}
            echo "Reading details from chip...OK"
            echo "Connected to:"
            cat {Details}
            case "$*" in *--devicedetails*) exit 0;; esac
            echo "Updating to {version}"
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

    private string Details { get; }

    public string[] Called => File.Exists(Calls) ? File.ReadAllLines(Calls) : [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
