using System;

namespace EdgeLogger.Boards.Flashing;

/// <summary>
/// Which build of nanoFramework's interpreter a chip gets. The names are those of its reference targets for ESP32: one for each
/// kind of PSRAM, revision and crystal.
/// </summary>
public static class InterpreterTarget
{
    private const int LeastFlashMegabytes = 4;

    /// <summary>The target for a chip.</summary>
    /// <exception cref="BoardException">The program does not run on it; the message says why, and what it runs on.</exception>
    public static string For(ChipDetails chip)
    {
        ArgumentNullException.ThrowIfNull(chip);
        if (chip.FlashMegabytes is > 0 and < LeastFlashMegabytes)
        {
            throw new BoardException($"{chip}: the program needs {LeastFlashMegabytes} MB of flash at least.");
        }

        return chip.Chip switch
        {
            // 2 MB inside the package have four data lines, more have eight. Chips outside the package cannot be asked: eight is
            // what the common modules have.
            "ESP32-S3" => chip.PsramMegabytes == 2 ? "ESP32_S3_QUAD" : "ESP32_S3_OCTAL",
            "ESP32" => ForEsp32(chip),
            _ => throw new BoardException($"{chip}: the program runs on ESP32-S3 and ESP32."),
        };
    }

    private static string ForEsp32(ChipDetails chip)
    {
        if (chip.Name.Contains("PICO", StringComparison.Ordinal))
        {
            throw new BoardException($"{chip}: its flash is at the pins of the serial line (16, 17). Take an ESP32-S3, or an "
                + "ESP32 that is not a PICO.");
        }

        // nanoFramework builds one for a crystal of 26 MHz: with PSRAM, for every revision.
        if (chip.CrystalMegahertz == 26)
        {
            return "ESP32_PSRAM_XTAL26_REV0";
        }

        string psram = chip.PsramMegabytes > 0 ? "PSRAM_" : "";
        return $"ESP32_{psram}{(chip.Name.Contains("revision v3", StringComparison.Ordinal) ? "REV3" : "REV0")}";
    }
}
