using System.Collections.Generic;

namespace EdgeLogger.Hardware.Design;

/// <summary>What each used pin of the ESP32-S3 does. GPIO numbers; the firmware's board profile has to say the same.</summary>
public static class PinMap
{
    public const int Sda = 8;
    public const int Scl = 9;
    public const int MuxReset = 38;
    public const int CardSelect = 10;
    public const int CardMosi = 11;
    public const int CardClock = 12;
    public const int CardMiso = 13;
    public const int CardDetect = 47;
    public const int StatusLed = 2;
    public const int BoardThermistor = 1;
    public const int SerialTransmit = 17;
    public const int SerialReceive = 18;
    public const int SupplySense = 7;

    // GPIO 4 to 6, 14 to 16, 21 and 40 to 42 are left to the chips that a slot may have instead: HX711 and MAX31865.

    /// <summary>GPIO by net of the root sheet.</summary>
    public static IReadOnlyDictionary<string, int> Nets { get; } = new Dictionary<string, int>
    {
        ["I2C_SDA"] = Sda,
        ["I2C_SCL"] = Scl,
        ["MUX_RESET"] = MuxReset,
        ["SD_CS"] = CardSelect,
        ["SD_MOSI"] = CardMosi,
        ["SD_CLK"] = CardClock,
        ["SD_MISO"] = CardMiso,
        ["SD_DETECT"] = CardDetect,
        ["LED"] = StatusLed,
        ["NTC"] = BoardThermistor,
        ["V_SENSE"] = SupplySense,
        ["UART_TX"] = SerialTransmit,
        ["UART_RX"] = SerialReceive,
        ["USB_DN"] = 19,
        ["USB_DP"] = 20,
        ["BOOT"] = 0,
    };

    /// <summary>GPIO that a module with octal PSRAM uses itself; nothing may be connected to them.</summary>
    public static IReadOnlyList<int> TakenByMemory { get; } = [35, 36, 37];

    /// <summary>GPIO whose level at reset chooses how the module starts; left open, but for the button of GPIO 0.</summary>
    public static IReadOnlyList<int> Strapping { get; } = [0, 3, 45, 46];

    /// <summary>GPIO that only ADC1 measures; ADC2 is not to be had beside Wi-Fi.</summary>
    public static bool IsOnAdc1(int gpio) => gpio is >= 1 and <= 10;
}
