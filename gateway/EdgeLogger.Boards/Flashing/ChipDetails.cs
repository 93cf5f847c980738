using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace EdgeLogger.Boards.Flashing;

/// <summary>What a bare board says of itself to nanoff (<c>nanoff --platform esp32 --devicedetails</c>).</summary>
/// <param name="Chip">The series: ESP32, ESP32-S3, ...</param>
/// <param name="Name">Chip, package and revision, as nanoff writes them.</param>
/// <param name="FlashMegabytes">Size of the flash, MB; 0 if nanoff does not say.</param>
/// <param name="PsramMegabytes">PSRAM inside the chip's package, MB; null if nanoff cannot say.</param>
/// <param name="CrystalMegahertz">The crystal, MHz; 40 if nanoff does not say.</param>
public sealed partial record ChipDetails(
    string Chip, string Name, int FlashMegabytes, int? PsramMegabytes, int CrystalMegahertz)
{
    /// <summary>Reads what nanoff has printed.</summary>
    /// <returns>Null: there is no chip in it.</returns>
    public static ChipDetails? Read(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        string? chip = lines.SkipWhile(line => !line.StartsWith("Connected to", StringComparison.Ordinal))
            .FirstOrDefault(line => line.StartsWith("ESP", StringComparison.Ordinal));
        if (chip is null)
        {
            return null;
        }

        // "ESP32-S3 (ESP32-S3 (QFN56) (revision v0.2))", or only the series where there is no more to say.
        string[] parts = chip.Trim().Split(" (", 2);
        return new ChipDetails(
            parts[0],
            parts.Length > 1 ? parts[1][..^1] : parts[0],
            Number(FlashSize(), lines) ?? 0,
            lines.Contains("PSRAM: not available") ? 0 : Number(Psram(), lines) ?? Number(EmbeddedPsram(), lines),
            Number(Crystal(), lines) ?? 40);
    }

    /// <summary>Chip, flash and PSRAM, for people.</summary>
    public override string ToString()
    {
        string psram = PsramMegabytes switch
        {
            null => "PSRAM not known",
            0 => "no PSRAM",
            { } megabytes => string.Create(CultureInfo.InvariantCulture, $"{megabytes} MB of PSRAM"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Name}, {FlashMegabytes} MB of flash, {psram}");
    }

    private static int? Number(Regex pattern, IEnumerable<string> lines)
    {
        Match? match = lines.Select(line => pattern.Match(line)).FirstOrDefault(one => one.Success);
        return match is null ? null : int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^Flash size (\d{1,4})MB")]
    private static partial Regex FlashSize();

    [GeneratedRegex(@"^PSRAM: (\d{1,4})MB")]
    private static partial Regex Psram();

    [GeneratedRegex(@"^Features .*Embedded PSRAM (\d{1,4})MB")]
    private static partial Regex EmbeddedPsram();

    [GeneratedRegex(@"^Crystal (\d{1,3})")]
    private static partial Regex Crystal();
}
