namespace EdgeLogger.Firmware.Uplink;

/// <summary>Makes a document to publish, as UTF-8.</summary>
public delegate byte[] WriteDocument();
