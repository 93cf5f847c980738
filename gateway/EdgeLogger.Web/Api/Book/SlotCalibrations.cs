using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Calibrations;
using EdgeLogger.Derivation.Previews;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Web.Api.Book;

/// <summary>The calibrations of a slot, shown and put right: for programs and for the page.</summary>
internal sealed class SlotCalibrations(GatewayView view, SlotName slot)
{
    /// <summary>A calibration is put right, as the audit log names it.</summary>
    public const string Recalibrate = "recalibrate";

    /// <summary>What the slot has had.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public IReadOnlyList<SlotCalibration> Known()
    {
        try
        {
            using FrameLogReader log = FrameLogReader.Open(view.DataDirectory);
            return SlotCalibration.Read(log, slot, view.Book.RecalibrationsOf(slot));
        }
        catch (FrameLogException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>The same for programs.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public IReadOnlyList<CalibrationJson> AsJson()
    {
        IReadOnlyList<Recalibration> entries = view.Book.RecalibrationsOf(slot);
        return [.. Known().Select(one => CalibrationJson.Of(one, view.Book, entries))];
    }

    /// <summary>Makes a change, or shows only what it would do.</summary>
    /// <returns>The tests that are derived again, or would be.</returns>
    /// <exception cref="EdgeLogger.Cells.Names.CellBookException">It is refused.</exception>
    /// <exception cref="IOException">The log or the book cannot be used.</exception>
    public IReadOnlyList<PlanEffect> Change(CalibrationChange change, Author author, bool isPreview)
    {
        IReadOnlyList<SlotCalibration> known = Known();
        IReadOnlyList<PlanEffect> effects = change.Preview(view.Book, known, author, view.Derivation.Store);
        if (!isPreview)
        {
            change.Make(view.Book, known, author);
        }

        return effects;
    }
}
