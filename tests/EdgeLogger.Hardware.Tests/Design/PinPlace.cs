using System.Linq;
using EdgeLogger.Hardware.Kicad;

namespace EdgeLogger.Hardware.Tests.Design;

/// <summary>Where a pin lies on a sheet.</summary>
internal static class PinPlace
{
    public static (double X, double Y) Of(string sheet, string reference, string pinName)
    {
        SExpr root = SExpr.Parse(sheet);
        SExpr symbol = root.All("symbol").Single(symbol => symbol.Property("Reference") == reference);
        SExpr definition = root.One("lib_symbols").All("symbol").Single(other => other.Text(1) == symbol.One("lib_id").Text(1));
        SExpr pin = definition.All("symbol").SelectMany(unit => unit.All("pin"))
            .Single(pin => pin.One("name").Text(1) == pinName);
        return (symbol.One("at").Number(1) + pin.One("at").Number(1), symbol.One("at").Number(2) - pin.One("at").Number(2));
    }
}
