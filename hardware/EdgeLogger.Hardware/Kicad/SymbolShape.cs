using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Hardware.Design;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>
/// How a part is drawn: a box, pins on its left and right. Millimetres, x to the right, y down, from the middle.
/// </summary>
internal sealed class SymbolShape
{
    public const double Grid = 2.54;
    public const double PinLength = 2.54;

    private SymbolShape(PartType type)
    {
        IsSmall = type.Pins.Count == 2 && type.Footprint.Length > 0 && !type.Symbol.StartsWith("PLUG", StringComparison.Ordinal);
        int left = (type.Pins.Count + 1) / 2;
        double names = IsSmall ? 0 : type.Pins.Max(pin => pin.Name.Length) * 1.1 * 2;
        HalfWidth = IsSmall ? Grid : Grid * Math.Ceiling(Math.Max(names + 5, type.Symbol.Length * 1.3) / 2 / Grid);
        HalfHeight = IsSmall ? Grid / 2 : (left + 1) * Grid / 2;
        List<(PartPin, double, double, bool)> pins = [];
        for (int i = 0; i < type.Pins.Count; i++)
        {
            bool isLeft = i < left;
            int row = isLeft ? i : i - left;
            double y = Math.Round(((row - ((left - 1) / 2.0)) * Grid) / (Grid / 2)) * (Grid / 2);
            pins.Add((type.Pins[i], (isLeft ? -1 : 1) * (HalfWidth + PinLength), y, isLeft));
        }

        Pins = pins;
    }

    public bool IsSmall { get; }

    public double HalfWidth { get; }

    public double HalfHeight { get; }

    /// <summary>Pin, where it is connected, and whether it is on the left.</summary>
    public IReadOnlyList<(PartPin Pin, double X, double Y, bool IsLeft)> Pins { get; }

    public static SymbolShape Of(PartType type) => new(type);
}
