using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>All data sheets that figures are taken from.</summary>
public static class Sheets
{
    /// <summary>In the order of the signal's way.</summary>
    public static IReadOnlyList<Sheet> All { get; } =
    [
        Ads122c04Sheet.Sheet, Ads1115Sheet.Sheet, Ina228Sheet.Sheet, Nau7802Sheet.Sheet, Hx711Sheet.Sheet, Max31865Sheet.Sheet,
        ShuntSheet.Sheet, ThinFilmSheet.Sheet, BufferSheet.Sheet, PlatinumSheet.Sheet, ThermistorSheet.Sheet, LoadCellSheet.Sheet,
    ];
}
