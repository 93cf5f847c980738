using EdgeLogger.Hardware.Parts;

namespace EdgeLogger.Hardware.Design;

/// <summary>The parts of the reference design.</summary>
public static class Catalogue
{
    private const string Tssop16 = "Package_SO:TSSOP-16_4.4x5mm_P0.65mm";
    private const string Soic8 = "Package_SO:SOIC-8_3.9x4.9mm_P1.27mm";

    public static PartType Module { get; } = new()
    {
        Symbol = "ESP32-S3-WROOM-1",
        Value = "ESP32-S3-WROOM-1-N8R8",
        Description = "Wi-Fi module, 8 MB flash, 8 MB PSRAM",
        Manufacturer = "Espressif",
        PartNumber = "ESP32-S3-WROOM-1-N8R8",
        Alternatives = "ESP32-S3-WROOM-1-N16R8; ESP32-S3-WROOM-1U-N8R8 (antenna outside)",
        Footprint = "RF_Module:ESP32-S3-WROOM-1",
        Pins = PartType.PinsOf(
            "1:GND 2:3V3 3:EN 4:IO4 5:IO5 6:IO6 7:IO7 8:IO15 9:IO16 10:IO17 11:IO18 12:IO8 13:IO19 14:IO20 15:IO3 16:IO46 "
            + "17:IO9 18:IO10 19:IO11 20:IO12 "
            + "21:IO13 22:IO14 23:IO21 24:IO47 25:IO48 26:IO45 27:IO0 28:IO35 29:IO36 30:IO37 31:IO38 32:IO39 33:IO40 34:IO41 "
            + "35:IO42 36:RXD0 37:TXD0 38:IO2 39:IO1 40:GND2 41:PAD"),
    };

    public static PartType Multiplexer { get; } = new()
    {
        Symbol = "TCA9548A",
        Value = "TCA9548A",
        Description = "I2C multiplexer, 8 branches",
        Manufacturer = "Texas Instruments",
        PartNumber = "TCA9548APWR",
        Alternatives = "PCA9548APW,118 (NXP)",
        Footprint = "Package_SO:TSSOP-24_4.4x7.8mm_P0.65mm",
        Pins = PartType.PinsOf(
            "1:A0 2:A1 3:RESET 4:SD0 5:SC0 6:SD1 7:SC1 8:SD2 9:SC2 10:SD3 11:SC3 12:GND 13:SD4 14:SC4 15:SD5 16:SC5 17:SD6 "
            + "18:SC6 19:SD7 20:SC7 21:A2 22:SCL 23:SDA 24:VCC"),
    };

    public static PartType Converter { get; } = new()
    {
        Symbol = "ADS122C04",
        Value = "ADS122C04",
        Description = "24-bit converter",
        Manufacturer = "Texas Instruments",
        PartNumber = Ads122c04Sheet.Sheet.PartNumber,
        Alternatives = "ADS122C04IRTER (WQFN, other footprint)",
        Footprint = Tssop16,
        Pins = PartType.PinsOf(
            "1:A0 2:A1 3:RESET 4:DGND 5:AVSS 6:AIN3 7:AIN2 8:REFN 9:REFP 10:AIN1 11:AIN0 12:AVDD 13:DVDD 14:DRDY 15:SDA 16:SCL"),
    };

    public static PartType BridgeConverter { get; } = new()
    {
        Symbol = "NAU7802",
        Value = "NAU7802SGI",
        Description = "24-bit converter for a load cell",
        Manufacturer = "Nuvoton",
        PartNumber = Nau7802Sheet.Sheet.PartNumber,
        CheckedAgainst = "NAU7802 data sheet rev. 1.7, pin configuration",
        Footprint = "Package_SO:SOIC-16_3.9x9.9mm_P1.27mm",
        Pins = PartType.PinsOf(
            "1:REFP 2:VIN1N 3:VIN1P 4:VIN2N 5:VIN2P 6:VBG 7:REFN 8:AVSS 9:DVSS 10:XIN 11:XOUT 12:DRDY "
            + "13:SCLK 14:SDIO 15:DVDD 16:AVDD"),
    };

    public static PartType Isolator { get; } = new()
    {
        Symbol = "ISO1640",
        Value = "ISO1640B",
        Description = "I2C isolator, both lines both ways",
        Manufacturer = "Texas Instruments",
        PartNumber = "ISO1640BDR",
        Alternatives = "ADUM1250ARZ (Analog Devices); ISO1540DR",
        Footprint = Soic8,
        Pins = PartType.PinsOf("1:VCC1 2:SDA1 3:SCL1 4:GND1 5:GND2 6:SCL2 7:SDA2 8:VCC2"),
    };

    public static PartType IsolatedSupply { get; } = new()
    {
        Symbol = "NMA0509S",
        Value = "NMA0509SC",
        Description = "Isolated supply 5 V to +-9 V, 1 W, 1 kV",
        Manufacturer = "Murata",
        PartNumber = "NMA0509SC",
        Alternatives = "RB-0509D (RECOM)",
        Footprint = "Converter_DCDC:Converter_DCDC_Murata_NMAxxxxSC_THT",
        Pins = PartType.PinsOf("1:VIN 2:GND 4:NEG 5:COM 6:POS"),
    };

    public static PartType Positive { get; } = new()
    {
        Symbol = "TPS7A4901",
        Value = "TPS7A4901",
        Description = "Low-noise regulator, positive, adjustable",
        Manufacturer = "Texas Instruments",
        PartNumber = "TPS7A4901DGNR",
        Alternatives = "LT1963AES8 (other pin-out)",
        Footprint = "Package_SO:HVSSOP-8-1EP_3x3mm_P0.65mm_EP1.57x1.89mm",
        Pins = PartType.PinsOf("8:IN 5:EN 6:NR 4:GND 9:PAD 1:OUT 2:FB 3:NC 7:DNC"),
    };

    public static PartType Negative { get; } = Positive with
    {
        Symbol = "TPS7A3001",
        Value = "TPS7A3001",
        Description = "Low-noise regulator, negative, adjustable",
        PartNumber = "TPS7A3001DGNR",
        Alternatives = "LT1964ES5-BYP (other pin-out)",
    };

    public static PartType Digital { get; } = new()
    {
        Symbol = "MCP1703A",
        Value = "MCP1703A-3302",
        Description = "Regulator 3.3 V, 250 mA, 16 V in",
        Manufacturer = "Microchip",
        PartNumber = "MCP1703AT-3302E/CB",
        Alternatives = "MCP1703T-3302E/CB",
        Footprint = "Package_TO_SOT_SMD:SOT-23",
        Pins = PartType.PinsOf("3:IN 1:GND 2:OUT"),
    };

    public static PartType Followers { get; } = new()
    {
        Symbol = "OPA2192",
        Value = "OPA2192",
        Description = "Two precision amplifiers, 5 pA",
        Manufacturer = "Texas Instruments",
        PartNumber = BufferSheet.Sheet.PartNumber,
        Alternatives = "OPA2197IDR (100 uV offset: zero code takes it)",
        Footprint = Soic8,
        CheckedAgainst = "OPA192 data sheet SBOS620E, pin functions",
        Pins = PartType.PinsOf("3:+INA 2:-INA 5:+INB 6:-INB 8:V+ 1:OUTA 7:OUTB 4:V-"),
    };

    public static PartType Shunt { get; } = new()
    {
        Symbol = "SHUNT",
        Value = "10R0 0.1 %",
        Description = "Shunt, foil, four pads, 2 ppm/K",
        Manufacturer = "Vishay Foil Resistors",
        PartNumber = ShuntSheet.Sheet.PartNumber,
        Alternatives = "VCS1625Z 10R0 (0.2 ppm/K); CSM2512 10R0",
        Quantity = SlotDesign.ShuntOhm,
        CheckedAgainst = "document 63023: 10 ohm, 0.1 %, four pads; order code not checked",
        Footprint = "EdgeLogger:R_Vishay_VCS1625",
        Pins = PartType.PinsOf("1:I1 2:S1 3:I2 4:S2"),
    };

    public static PartType Clamp { get; } = new()
    {
        Symbol = "BAV199",
        Value = "BAV199",
        Description = "Two diodes in series, pA leakage",
        Manufacturer = "Nexperia",
        PartNumber = "BAV199,215",
        Alternatives = "BAV199LT1G (onsemi)",
        Footprint = "Package_TO_SOT_SMD:SOT-23",
        Pins = PartType.PinsOf("1:A 3:M 2:K"),
    };

    public static PartType CellTvs
    { get; } = Diode("SMBJ7.0CA", "Surge clamp 7 V, both ways", "Littelfuse", "SMBJ7.0CA", "SMBJ7.0CA (Bourns, Vishay)");

    public static PartType InputTvs
    { get; } = Diode("SMBJ26A", "Surge clamp 26 V", "Littelfuse", "SMBJ26A", "SMBJ26A (Bourns, Vishay)");

    public static PartType Schottky
    { get; } = Diode("SS34", "Schottky diode 3 A, 40 V", "onsemi", "SS34", "SS34-E3/57T (Vishay)");

    public static PartType SlotFuse { get; } = Passive("PTC", "0.1 A", "Resettable fuse, 0.1 A hold, 60 V", "Littelfuse",
        "1206L010/60WR", "0ZCJ0010FF2E (Bel)", "Fuse:Fuse_1206_3216Metric");

    public static PartType InputFuse
    { get; } = Passive("FUSE", "1 A", "Fuse 1 A, fast", "Littelfuse", "0451001.MRL", "", "Fuse:Fuse_2512_6332Metric");

    public static PartType Converter5V { get; } = new()
    {
        Symbol = "R-78E5.0",
        Value = "R-78E5.0-1.0",
        Description = "Step-down module 5 V, 1 A",
        Manufacturer = "RECOM",
        PartNumber = "R-78E5.0-1.0",
        Alternatives = "TSR 1-2450 (Traco)",
        Footprint = "Converter_DCDC:Converter_DCDC_RECOM_R-78E-0.5_THT",
        Pins = PartType.PinsOf("1:VIN 2:GND 3:VOUT"),
    };

    public static PartType Regulator { get; } = new()
    {
        Symbol = "TLV757",
        Value = "TLV75733",
        Description = "Regulator 3.3 V, 1 A",
        Manufacturer = "Texas Instruments",
        PartNumber = "TLV75733PDBVR",
        Alternatives = "AP2112K-3.3TRG1 (600 mA)",
        Footprint = "Package_TO_SOT_SMD:SOT-23-5",
        Pins = PartType.PinsOf("1:IN 3:EN 2:GND 5:OUT 4:NC"),
    };

    public static PartType UsbProtection { get; } = new()
    {
        Symbol = "USBLC6",
        Value = "USBLC6-2SC6",
        Description = "ESD clamp for USB",
        Manufacturer = "STMicroelectronics",
        PartNumber = "USBLC6-2SC6",
        Footprint = "Package_TO_SOT_SMD:SOT-23-6",
        Pins = PartType.PinsOf("1:IO1 2:GND 3:IO2 4:IO2B 5:VBUS 6:IO1B"),
    };

    public static PartType Usb { get; } = new()
    {
        Symbol = "USB-C",
        Value = "USB4105",
        Description = "USB-C socket, USB 2",
        Manufacturer = "GCT",
        PartNumber = "USB4105-GF-A",
        Footprint = "Connector_USB:USB_C_Receptacle_GCT_USB4105-xx-A_16P_TopMnt_Horizontal",
        Pins = PartType.PinsOf("A4:VBUS A5:CC1 B5:CC2 A6:DP1 A7:DN1 B6:DP2 B7:DN2 A1:GND S1:SHIELD"),
    };

    public static PartType Card { get; } = new()
    {
        Symbol = "MICROSD",
        Value = "DM3AT",
        Description = "microSD socket",
        Manufacturer = "Hirose",
        PartNumber = "DM3AT-SF-PEJM5",
        Footprint = "Connector_Card:microSD_HC_Hirose_DM3AT-SF-PEJM5",
        Pins = PartType.PinsOf("1:DAT2 2:CS 3:MOSI 4:VDD 5:SCK 6:VSS 7:MISO 8:DAT1 9:DETB 10:DET 11:SHIELD"),
    };

    public static PartType Thermistor { get; } = Passive("NTC", "10k", "Thermistor 10 kohm, 1 %, board temperature", "Murata",
        "NCP15XH103F03RC", "", "Resistor_SMD:R_0402_1005Metric");

    public static PartType StatusLed { get; } = Passive(
        "LED", "green", "Status LED", "Wurth Elektronik", "150060GS75000", "any green 0603", "LED_SMD:LED_0603_1608Metric");

    public static PartType Button
    { get; } = Passive("SW", "B3U-1000P", "Push button", "Omron", "B3U-1000P", "", "Button_Switch_SMD:SW_SPST_B3U-1000P");

    /// <summary>A plug of the front: Phoenix MC 1,5/n-G-3,81.</summary>
    /// <param name="pins">2, 4 or 6.</param>
    /// <param name="purpose">Makes the symbol's name unique.</param>
    /// <param name="names">Pins, "1:I+ 2:S+".</param>
    public static PartType Plug(int pins, string purpose, string names) => new()
    {
        Symbol = $"PLUG{pins}_{purpose}",
        Value = $"MC 1,5/{pins}-G-3,81",
        Description = $"Pluggable terminal, {pins} poles",
        Manufacturer = "Phoenix Contact",
        PartNumber = pins switch { 2 => "1803277", 4 => "1803293", _ => "1803316" },
        Footprint = $"Connector_Phoenix_MC:PhoenixContact_MC_1,5_{pins}-G-3.81_1x0{pins}_P3.81mm_Horizontal",
        Pins = PartType.PinsOf(names),
    };

    /// <summary>A precise resistor of 0.05 % and 5 ppm/K.</summary>
    public static PartType Precise(double ohm, string value, string code) => Passive(
        "R", value, "Thin film 0.05 %, 5 ppm/K", ThinFilmSheet.Sheet.Manufacturer, $"RG2012V-{code}-W-T1", "RG2012N (10 ppm/K)",
        "Resistor_SMD:R_0805_2012Metric",
        "Susumu RG series, specifications: code V from 100 ohm to 10 kohm") with
    { Quantity = ohm };

    /// <summary>A resistor of 1 %.</summary>
    public static PartType Resistor(double ohm, string value, string code) => Passive(
        "R", value, "Thick film 1 %", "Yageo", $"RC0603FR-07{code}L", "any 0603, 1 %", "Resistor_SMD:R_0603_1608Metric") with
    { Quantity = ohm };

    /// <summary>A capacitor; C0G up to 100 nF on signals, X7R on supplies.</summary>
    public static PartType Capacitor(
        double farad, string value, string description, string partNumber, string package = "0603_1608Metric") => Passive(
            "C", value, description, "Murata", partNumber, "same value, dielectric and size", "Capacitor_SMD:C_" + package) with
        { Quantity = farad };

    private static PartType Diode(string value, string description, string manufacturer, string partNumber,
        string alternatives) => new()
        {
            Symbol = "D",
            Value = value,
            Description = description,
            Manufacturer = manufacturer,
            PartNumber = partNumber,
            Alternatives = alternatives,
            Footprint = "Diode_SMD:D_SMB",
            Pins = PartType.PinsOf("2:A 1:K"),
        };

    private static PartType Passive(
        string symbol, string value, string description, string manufacturer, string partNumber, string alternatives,
        string footprint, string check = "") => new()
        {
            Symbol = symbol,
            Value = value,
            Description = description,
            Manufacturer = manufacturer,
            PartNumber = partNumber,
            Alternatives = alternatives,
            CheckedAgainst = check,
            Footprint = footprint,
            Pins = PartType.PinsOf("1:1 2:2"),
        };
}
