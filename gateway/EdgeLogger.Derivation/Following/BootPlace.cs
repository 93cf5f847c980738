namespace EdgeLogger.Derivation.Following;

/// <summary>Where a boot of a stream, or the part of it that belongs to a segment, is on a test's clock.</summary>
/// <param name="Segment">The segment, from 0.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Boot">The boot of the board.</param>
/// <param name="FromSequence">The first frame with rows of the test.</param>
/// <param name="FromS">Begin of those rows on the test's clock, s.</param>
/// <param name="BootStartS">Uptime 0 of the boot on the test's clock, s.</param>
public sealed record BootPlace(int Segment, ulong Stream, uint Boot, uint FromSequence, double FromS, double BootStartS);
