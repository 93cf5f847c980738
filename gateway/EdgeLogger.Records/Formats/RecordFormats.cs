namespace EdgeLogger.Records.Formats;

/// <summary>All formats, those with the surest marks first.</summary>
internal static class RecordFormats
{
    public static readonly RecordFormat[] All =
    [
        new BioLogicFormat(), new MaccorFormat(), new LandtFormat(), new BatteryDataFormat(), new PecFormat(), new NewareFormat(),
        new ArbinFormat(), new PlainFormat(),
    ];
}
