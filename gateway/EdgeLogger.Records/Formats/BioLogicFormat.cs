using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>Text exports (.mpt) of BioLogic's EC-Lab and BT-Lab, with or without the lines about the settings.</summary>
internal sealed class BioLogicFormat : RecordFormat
{
    public override string Name => "BioLogic";

    public override string Wanted => "time/s, Ecell/V or Ewe/V, and I/mA or <I>/mA";

    public override ColumnChoice[] TotalTime => [new("time")];

    public override string[] Date => [];

    /// <summary>The cell's voltage where there are three electrodes, before that of the working electrode alone.</summary>
    public override ColumnChoice[] Voltage =>
        [new("ecell"), new("<ecell>"), new("ewe-ece"), new("<ewe-ece>"), new("ewe"), new("<ewe>")];

    public override ColumnChoice[] Current => [new("i"), new("<i>")];

    public override string[] Temperature => ["temperature", "t"];

    public override bool IsMarked(HeaderCell[] cells) => HasStyle(cells, CellStyle.Slash, "time");
}
