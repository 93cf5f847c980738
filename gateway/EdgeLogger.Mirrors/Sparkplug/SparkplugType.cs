namespace EdgeLogger.Mirrors.Sparkplug;

/// <summary>Data types of Sparkplug 3.0, section 6.4.16, that are used here.</summary>
internal enum SparkplugType
{
    Int64 = 4,
    Double = 10,
    Boolean = 11,
}
