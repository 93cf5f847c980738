using System.Collections.Generic;
using System.IO;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>What the log of a data directory has of a slot, also while a gateway writes it.</summary>
internal static class SlotLog
{
    /// <summary>The calibrations that a slot has had.</summary>
    /// <exception cref="UserErrorException">There is no log, or it cannot be read.</exception>
    public static IReadOnlyList<SlotCalibration> Calibrations(
        string directory, SlotName slot, IReadOnlyList<Recalibration> entries)
    {
        try
        {
            using FrameLogReader log = FrameLogReader.Open(Path.GetFullPath(directory));
            return SlotCalibration.Read(log, slot, entries);
        }
        catch (FrameLogException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }
}
