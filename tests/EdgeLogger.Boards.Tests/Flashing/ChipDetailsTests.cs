using System;
using EdgeLogger.Boards.Flashing;

namespace EdgeLogger.Boards.Tests.Flashing;

/// <summary>What nanoff 2.5 prints of a chip, and the interpreter that the chip gets.</summary>
public sealed class ChipDetailsTests
{
    [Theory]
    [InlineData("ESP32-S3 (ESP32-S3 (revision v0.1))|Features WiFi, BLE|Flash size 8MB GD25Q64 from GIGADEVICE|"
        + "PSRAM: undetermined|Crystal 40MHz", "ESP32_S3_OCTAL", "ESP32-S3 (revision v0.1), 8 MB of flash, PSRAM not known")]
    [InlineData("ESP32-S3 (ESP32-S3 (QFN56) (revision v0.2))|Features WiFi, BLE, Embedded PSRAM 2MB (AP_3v3)|"
        + "Flash size 4MB unknown from|Crystal 40MHz",
        "ESP32_S3_QUAD", "ESP32-S3 (QFN56) (revision v0.2), 4 MB of flash, 2 MB of PSRAM")]
    [InlineData("ESP32 (ESP32-D0WD-V3 (revision v3.1))|Flash size 4MB unknown from|PSRAM: undetermined|Crystal 40MHz",
        "ESP32_REV3", "ESP32-D0WD-V3 (revision v3.1), 4 MB of flash, PSRAM not known")]
    [InlineData("ESP32 (ESP32-D0WD-V3 (revision v3.0))|Flash size 16MB unknown from|PSRAM: 4MB|Crystal 40MHz", "ESP32_PSRAM_REV3",
        "ESP32-D0WD-V3 (revision v3.0), 16 MB of flash, 4 MB of PSRAM")]
    [InlineData("ESP32 (ESP32-D0WDQ6 (revision v1.0))|Flash size 4MB unknown from|PSRAM: not available|Crystal 40MHz",
        "ESP32_REV0", "ESP32-D0WDQ6 (revision v1.0), 4 MB of flash, no PSRAM")]
    [InlineData("ESP32 (ESP32-D0WD)|Flash size 4MB unknown from|Crystal 26MHz", "ESP32_PSRAM_XTAL26_REV0",
        "ESP32-D0WD, 4 MB of flash, PSRAM not known")]
    public void A_chip_gets_the_interpreter_that_is_built_for_it(string printed, string target, string shown)
    {
        ChipDetails chip = Read(printed)!;

        Assert.Equal(shown, chip.ToString());
        Assert.Equal(target, InterpreterTarget.For(chip));
    }

    [Theory]
    [InlineData("ESP32-C3 (ESP32-C3 (QFN32) (revision v0.4))|Flash size 4MB unknown from",
        "the program runs on ESP32-S3 and ESP32")]
    [InlineData("ESP32 (ESP32-D0WD-V3 (revision v3.0))|Flash size 2MB unknown from", "4 MB of flash at least")]
    [InlineData("ESP32 (ESP32-PICO-D4 (revision v1.1))|Flash size 4MB unknown from",
        "its flash is at the pins of the serial line")]
    public void A_chip_that_the_program_does_not_run_on_is_refused(string printed, string why) => Assert.Contains(
        why, Assert.Throws<BoardException>(() => InterpreterTarget.For(Read(printed)!)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_names_no_chip_is_none() => Assert.Null(Read("Error E4000: the board is not found"));

    private static ChipDetails? Read(string printed) =>
        ChipDetails.Read(["Reading details from chip...OK", "Connected to:", .. printed.Split('|')]);
}
