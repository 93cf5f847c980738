using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>What a board that is set up by its configuration stands on.</summary>
public sealed record ProvisionedBoardOptions
{
    /// <summary>Its name while nothing is configured.</summary>
    public string BlankId { get; init; } = "new-board";

    /// <summary>Flash of the configuration: <see cref="ConfigStore"/>.</summary>
    public required IFlash SettingsFlash { get; init; }

    /// <summary>Flash of the frames, shared by four slots: 16 segments at least.</summary>
    public required IFlash Flash { get; init; }

    /// <summary>Its serial port; null: none.</summary>
    public ISerialLine? Serial { get; init; }

    /// <summary>Makes its connection out of what it is configured with.</summary>
    public required Func<BoardSettings, IUplinkLink> Connect { get; init; }

    /// <summary>What is in the fixture of each of the four slots.</summary>
    public required IReadOnlyList<ICellSignal> Cells { get; init; }

    /// <summary>
    /// The parts of each slot as they really are, whatever the configuration says; null: just as the configuration says.
    /// </summary>
    public IReadOnlyList<SlotWiring>? Wiring { get; init; }

    /// <summary>Errors of the converters; null: typical ones.</summary>
    public Ads122c04Errors? Errors { get; init; }

    /// <summary>Decides noise; with the time of the start also stream names and jitter.</summary>
    public required ulong Seed { get; init; }
}
