namespace EdgeLogger.Hardware.Design;

/// <summary>What a firmware's configuration says of one slot.</summary>
/// <param name="MuxAddress">Of the multiplexer.</param>
/// <param name="MuxBranch">Its branch.</param>
/// <param name="VoltageAddress">Converter of the voltage.</param>
/// <param name="CurrentAddress">Converter of the current.</param>
/// <param name="LoadCellAddress">Converter of the load cell.</param>
/// <param name="ShuntOhm">The shunt.</param>
/// <param name="Divider">Voltage at the cell over voltage at the converter.</param>
/// <param name="ThermometerReferenceOhm">Resistor between REFP and REFN.</param>
public sealed record SlotBelief(
    int MuxAddress, int MuxBranch, int VoltageAddress, int CurrentAddress, int LoadCellAddress, double ShuntOhm, double Divider,
    double ThermometerReferenceOhm);
