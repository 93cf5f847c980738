using System.Collections.Generic;
using System.Linq;
using static EdgeLogger.Hardware.Design.Catalogue;

namespace EdgeLogger.Hardware.Design;

/// <summary>
/// The four-slot board: what is connected to what, and why. Schematic, netlist, bill of materials and pictures are made from it;
/// the reasons with their numbers stand in hardware/README.md.
/// </summary>
public static class ReferenceDesign
{
    private static readonly PartType s_c100n = Capacitor(100e-9, "100n", "Ceramic 100 nF, 50 V, X7R", "GRM188R71H104KA93D");
    private static readonly PartType s_c10u =
        Capacitor(10e-6, "10u", "Ceramic 10 uF, 25 V, X7R", "GRM31CR71E106KA12L", "1206_3216Metric");
    private static readonly PartType s_c10n = Capacitor(10e-9, "10n C0G", "Ceramic 10 nF, 50 V, C0G", "GRM1885C1H103JA01D");
    private static readonly PartType s_c100nC0g =
        Capacitor(100e-9, "100n C0G", "Ceramic 100 nF, 50 V, C0G", "GRM31C5C1H104JA01L", "1206_3216Metric");
    private static readonly PartType s_r2k = Precise(SlotDesign.DividerUpperOhm, "2.00k 0.05 %", "202");
    private static readonly PartType s_r1k = Precise(SlotDesign.DividerLowerOhm, "1.00k 0.05 %", "102");
    private static readonly PartType s_r3k24 = Precise(SlotDesign.ThermometerReferenceOhm, "3.24k 0.05 %", "3241");
    private static readonly PartType s_r10k = Resistor(10e3, "10k", "10K");
    private static readonly PartType s_r4k7 = Resistor(4.7e3, "4.7k", "4K7");
    private static readonly PartType s_r1kPlain = Resistor(1e3, "1k", "1K");
    private static readonly PartType s_r499 = Resistor(499, "499R", "499R");
    private static readonly PartType s_r100 = Resistor(100, "100R", "100R");
    private static readonly PartType s_r110k = Resistor(110e3, "110k", "110K");
    private static readonly PartType s_r100k = Resistor(100e3, "100k", "100K");
    private static readonly PartType s_r5k1 = Resistor(5.1e3, "5.1k", "5K1");

    /// <summary>One slot; used four times.</summary>
    public static DesignSheet Slot
    { get; } = new DesignSheet("slot", "One slot: isolated, one cell", ["SDA", "SCL", "+5V", "+3V3", "GND"])
        .Group("Isolation and supplies: the slot floats, so that no current finds a way through the cycler's ground")
        .Add("U1", Isolator, "VCC1=+3V3 SDA1=SDA SCL1=SCL GND1=GND GND2=AGND SCL2=SCL_I SDA2=SDA_I VCC2=+3V3I")
        .Add("PS1", IsolatedSupply, "VIN=+5V GND=GND NEG=-9V COM=AGND POS=+9V")
        .Add("U2", Positive, "IN=+9V EN=+9V NR=NR_P GND=AGND PAD=AGND OUT=+2V5 FB=FB_P NC=- DNC=-")
        .Add("U3", Negative, "IN=-9V EN=-9V NR=NR_N GND=AGND PAD=AGND OUT=-2V5 FB=FB_N NC=- DNC=-")
        .Add("U4", Digital, "IN=+9V GND=AGND OUT=+3V3I")
        .Add("R1", s_r4k7, "+3V3 SDA").Add("R2", s_r4k7, "+3V3 SCL").Add("R3", s_r4k7, "+3V3I SDA_I")
        .Add("R4", s_r4k7, "+3V3I SCL_I")
        .Add("R5", s_r110k, "+2V5 FB_P").Add("R6", s_r100k, "FB_P AGND").Add("R7", s_r110k, "-2V5 FB_N")
        .Add("R8", s_r100k, "FB_N AGND")
        .Add("C1", s_c100n, "+3V3 GND").Add("C2", s_c100n, "+3V3I AGND").Add("C3", s_c10u, "+5V GND")
        .Add("C4", s_c10u, "+9V AGND")
        .Add("C5", s_c10u, "AGND -9V").Add("C6", s_c10u, "+2V5 AGND").Add("C7", s_c10u, "AGND -2V5")
        .Add("C8", s_c10u, "+3V3I AGND")
        .Add("C9", s_c10n, "NR_P AGND").Add("C10", s_c10n, "NR_N AGND")
        .Group("Force path: what leaks stands on the cycler's side of the shunt and is measured with the cell's current")
        .Add("J1", Plug(4, "CYCLER", "1:I+ 2:S+ 3:S- 4:I-"), "I+=CYC_IP S+=SP S-=SN I-=CYC_IN")
        .Add("J2", Plug(4, "CELL", "1:F+ 2:S+ 3:S- 4:F-"), "F+=CELL_FP S+=SP S-=SN F-=AGND")
        .Add("F1", SlotFuse, "CYC_IP CELL_FP")
        .Add("D1", CellTvs, "CYC_IN CYC_IP")
        .Add("RS1", Shunt, "I1=AGND S1=SH_P I2=CYC_IN S2=SH_N")
        .Group("Voltage: protected, followed, divided by 3 on both sides, filtered; guard rings at the cell's potential")
        .Add("R9", s_r10k, "SP VP").Add("R10", s_r10k, "SN VN").Add("C11", s_c10n, "VP AGND").Add("C12", s_c10n, "VN AGND")
        .Add("D2", Clamp, "A=-9V M=VP K=+9V").Add("D3", Clamp, "A=-9V M=VN K=+9V")
        .Add("U5", Followers, "+INA=VP -INA=VP_B +INB=VN -INB=VN_B V+=+9V OUTA=VP_B OUTB=VN_B V-=-9V")
        .Add("R11", s_r2k, "VP_B AIN0").Add("R12", s_r1k, "AIN0 AGND").Add("R13", s_r2k, "VN_B AIN1")
        .Add("R14", s_r1k, "AIN1 AGND")
        .Add("C13", s_c100nC0g, "AIN0 AIN1").Add("C14", s_c10n, "AIN0 AGND").Add("C15", s_c10n, "AIN1 AGND")
        .Add("R15", s_r1kPlain, "VP_B GUARD").Add("C16", s_c100n, "+9V AGND").Add("C17", s_c100n, "AGND -9V")
        .Add("U6", Converter,
            "A0=AGND A1=AGND RESET=+3V3I DGND=AGND AVSS=-2V5 AIN3=RTD_N AIN2=RTD_P REFN=REFN REFP=REFP AIN1=AIN1 AIN0=AIN0 "
            + "AVDD=+2V5 DVDD=+3V3I DRDY=- SDA=SDA_I SCL=SCL_I")
        .Add("C18", s_c100n, "+2V5 AGND").Add("C19", s_c100n, "AGND -2V5").Add("C20", s_c100n, "+3V3I AGND")
        .Group("Thermometer: one current through reference resistor and Pt1000, four wires")
        .Add("R16", s_r3k24, "REFP REFN").Add("J3", Plug(4, "PT1000", "1:I+ 2:S+ 3:S- 4:I-"), "I+=REFN S+=T_SP S-=T_SN I-=AGND")
        .Add("R17", s_r499, "T_SP RTD_P").Add("R18", s_r499, "T_SN RTD_N").Add("C21", s_c10n, "RTD_P RTD_N")
        .Add("C22", s_c10n, "REFP REFN")
        .Group("Current: a converter that does nothing else; Kelvin sense, 1.5 kHz")
        .Add("R19", s_r499, "SH_P CUR_P").Add("R20", s_r499, "SH_N CUR_N").Add("C23", s_c100nC0g, "CUR_P CUR_N")
        .Add("C24", s_c10n, "CUR_P AGND").Add("C25", s_c10n, "CUR_N AGND")
        .Add("U7", Converter,
            "A0=+3V3I A1=AGND RESET=+3V3I DGND=AGND AVSS=-2V5 AIN3=AGND AIN2=AGND REFN=- REFP=- AIN1=CUR_N AIN0=CUR_P AVDD=+2V5 "
            + "DVDD=+3V3I DRDY=- SDA=SDA_I SCL=SCL_I")
        .Add("C26", s_c100n, "+2V5 AGND").Add("C27", s_c100n, "AGND -2V5").Add("C28", s_c100n, "+3V3I AGND")
        .Group("Load cell: excited and referenced by the converter's regulator, six wires")
        .Add("J4", Plug(6, "LOAD", "1:E+ 2:SE+ 3:OUT+ 4:OUT- 5:SE- 6:E-"),
            "E+=EXC SE+=EXC_S OUT+=LC_P OUT-=LC_N SE-=EXC_R E-=AGND")
        .Add("R21", s_r100, "LC_P BR_P").Add("R22", s_r100, "LC_N BR_N").Add("C29", s_c100nC0g, "BR_P BR_N")
        .Add("C30", s_c100n, "EXC AGND").Add("C31", s_c10u, "EXC AGND")
        .Add("U8", BridgeConverter,
            "REFP=EXC_S VIN1N=BR_N VIN1P=BR_P VIN2N=- VIN2P=- VBG=VBG REFN=EXC_R AVSS=AGND DVSS=AGND XIN=AGND XOUT=- DRDY=- "
            + "SCLK=SCL_I SDIO=SDA_I DVDD=+3V3I AVDD=EXC")
        .Add("C32", s_c100n, "VBG AGND").Add("C33", s_c100n, "+3V3I AGND");

    /// <summary>The board's sheet.</summary>
    public static DesignSheet Root
    { get; } = new DesignSheet("edgelogger", "EdgeLogger, four slots: processor, supplies, card", [])
        .Group("Processor")
        .Add("U1", Module, ModuleNets())
        .Add("C1", s_c10u, "+3V3 GND").Add("C2", s_c100n, "+3V3 GND").Add("R1", s_r10k, "+3V3 EN").Add("C3", s_c100n, "EN GND")
        .Add("SW1", Button, "EN GND").Add("SW2", Button, "BOOT GND").Add("R2", s_r1kPlain, "LED LED_A")
        .Add("D1", StatusLed, "LED_A GND")
        .Add("R3", s_r10k, "+3V3 NTC").Add("RT1", Thermistor, "NTC GND").Add("C4", s_c100n, "NTC GND")
        .Group("I2C: a branch of the multiplexer for each slot")
        .Add("U2", Multiplexer,
            "A0=GND A1=GND RESET=MUX_RESET SD0=SDA_1 SC0=SCL_1 SD1=SDA_2 SC1=SCL_2 SD2=SDA_3 SC2=SCL_3 "
            + "SD3=SDA_4 SC3=SCL_4 GND=GND "
            + "SD4=- SC4=- SD5=- SC5=- SD6=- SC6=- SD7=- SC7=- A2=GND SCL=I2C_SCL SDA=I2C_SDA VCC=+3V3")
        .Add("R4", s_r4k7, "+3V3 I2C_SDA").Add("R5", s_r4k7, "+3V3 I2C_SCL").Add("R6", s_r10k, "+3V3 MUX_RESET")
        .Add("C5", s_c100n, "+3V3 GND")
        .Group("Supplies: 24 V from outside the box, or USB on the bench")
        .Add("J1", Plug(2, "SUPPLY", "1:V+ 2:V-"), "VIN_RAW GND").Add("F1", InputFuse, "VIN_RAW VIN_F")
        .Add("D2", Schottky, "VIN_F VIN")
        .Add("D3", InputTvs, "GND VIN").Add("C6", s_c10u, "VIN GND").Add("PS1", Converter5V, "VIN GND V5_DC")
        .Add("D4", Schottky, "V5_DC +5V")
        .Add("D5", Schottky, "VBUS +5V").Add("C7", s_c10u, "+5V GND").Add("U3", Regulator, "IN=+5V EN=+5V GND=GND OUT=+3V3 NC=-")
        .Add("C8", s_c10u, "+3V3 GND")
        .Add("R7", s_r10k, "+3V3 V_SENSE").Add("R8", s_r10k, "V_SENSE GND").Add("C9", s_c100n, "V_SENSE GND")
        .Group("USB for flashing, serial line for provisioning")
        .Add("J2", Usb, "VBUS CC1 CC2 USB_DP USB_DN USB_DP USB_DN GND GND").Add("R9", s_r5k1, "CC1 GND")
        .Add("R10", s_r5k1, "CC2 GND")
        .Add("U4", UsbProtection, "IO1=USB_DN GND=GND IO2=USB_DP IO2B=USB_DP VBUS=VBUS IO1B=USB_DN")
        .Add("J4", Plug(4, "SERIAL", "1:3V3 2:TX 3:RX 4:GND"), "3V3=+3V3 TX=UART_TX RX=UART_RX GND=GND")
        .Group("microSD card")
        .Add("J3", Card, "DAT2=- CS=SD_CS MOSI=SD_MOSI VDD=+3V3 SCK=SD_CLK VSS=GND MISO=SD_MISO DAT1=- "
            + "DETB=GND DET=SD_DETECT SHIELD=GND")
        .Add("R11", s_r10k, "+3V3 SD_CS").Add("R12", s_r10k, "+3V3 SD_MISO").Add("R13", s_r10k, "+3V3 SD_DETECT")
        .Add("C10", s_c10u, "+3V3 GND");

    /// <summary>Net of the root sheet on a port of a slot's sheet.</summary>
    /// <param name="slot">From 0.</param>
    /// <param name="port">One of the slot's ports.</param>
    public static string PortNet(int slot, string port) => port is "SDA" or "SCL" ? $"{port}_{Addresses.Branch(slot) + 1}" : port;

    /// <summary>Reference of a slot's part on the board: R3 of the second slot is R203.</summary>
    /// <param name="slot">From 0.</param>
    /// <param name="reference">On the slot's sheet.</param>
    public static string ReferenceOf(int slot, string reference)
    {
        string letters = new([.. reference.TakeWhile(char.IsLetter)]);
        int number = int.Parse(reference[letters.Length..], System.Globalization.CultureInfo.InvariantCulture);
        return $"{letters}{((slot + 1) * 100) + number}";
    }

    private static string ModuleNets()
    {
        Dictionary<int, string> byGpio = PinMap.Nets.ToDictionary(pin => pin.Value, pin => pin.Key);
        return string.Join(' ', Module.Pins.Select(pin => pin.Name + "=" + pin.Name switch
        {
            "GND" or "GND2" or "PAD" => "GND",
            "3V3" => "+3V3",
            "EN" => "EN",
            _ when pin.Name.StartsWith("IO", System.StringComparison.Ordinal) =>
                byGpio.GetValueOrDefault(int.Parse(pin.Name[2..], System.Globalization.CultureInfo.InvariantCulture), "-"),
            _ => "-",
        }));
    }
}
