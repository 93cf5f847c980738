using System;
using System.Collections.Generic;

namespace EdgeLogger.Boards.Calibration;

/// <summary>One calibration in the history.</summary>
/// <param name="Utc">When.</param>
/// <param name="By">Who.</param>
/// <param name="Board">Which board.</param>
/// <param name="Slot">Which slot.</param>
/// <param name="Channel">Which channel.</param>
/// <param name="Reference">Against what: instrument and serial number, as the person named it.</param>
/// <param name="Unit">Unit of references and uncertainties.</param>
/// <param name="References">The references applied, in <paramref name="Unit"/>.</param>
/// <param name="MeanCodes">The mean code at each.</param>
/// <param name="ZeroCode">As written to the board.</param>
/// <param name="GainPpb">As written to the board.</param>
/// <param name="ExpandedUncertainty">With coverage factor 2, in <paramref name="Unit"/>.</param>
/// <param name="LargestResidual">In <paramref name="Unit"/>.</param>
/// <param name="ConfigVersion">The board's configuration from then on.</param>
public sealed record CalibrationRecord(
    DateTimeOffset Utc,
    string By,
    string Board,
    int Slot,
    string Channel,
    string Reference,
    string Unit,
    IReadOnlyList<double> References,
    IReadOnlyList<double> MeanCodes,
    int ZeroCode,
    int GainPpb,
    double ExpandedUncertainty,
    double LargestResidual,
    int ConfigVersion);
