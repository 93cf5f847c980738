namespace EdgeLogger.VirtualBench.Cells;

/// <summary>A piece of time of a model cell, with the values at both ends.</summary>
internal readonly record struct ModelPiece(
    double StartS,
    double EndS,
    double StartV,
    double EndV,
    double StartA,
    double EndA,
    double StartDegC,
    double EndDegC,
    double StartMPa,
    double EndMPa)
{
    /// <summary>One quantity of it.</summary>
    public CellPiece Of(CellQuantity quantity) => quantity switch
    {
        CellQuantity.Voltage => CellPiece.Line(StartS, EndS, StartV, EndV),
        CellQuantity.Current => CellPiece.Line(StartS, EndS, StartA, EndA),
        CellQuantity.Temperature => CellPiece.Line(StartS, EndS, StartDegC, EndDegC),
        _ => CellPiece.Line(StartS, EndS, StartMPa, EndMPa),
    };
}
