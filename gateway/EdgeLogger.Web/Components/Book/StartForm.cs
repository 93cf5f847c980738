using System;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Web.Api.Book;

namespace EdgeLogger.Web.Components.Book;

/// <summary>A test to start as a user fills it in. What is left empty says nothing: of a cell that is known it stays.</summary>
internal sealed class StartForm
{
    /// <summary>The cell's name.</summary>
    public string Cell { get; set; } = "";

    /// <summary>Mass of active material, mg.</summary>
    public double? ActiveMassMg { get; set; }

    /// <summary>A mass that is asked about is meant as it is.</summary>
    public bool MassIsRight { get; set; }

    /// <summary>The cohort.</summary>
    public string Cohort { get; set; } = "";

    /// <summary>Electrode area, cm2.</summary>
    public double? AreaCm2 { get; set; }

    /// <summary>Active material per area, mg/cm2.</summary>
    public double? LoadingMgPerCm2 { get; set; }

    /// <summary>Specific current of 1C, mA/g.</summary>
    public double? OneCMilliampPerG { get; set; }

    /// <summary>Nominal capacity, mAh.</summary>
    public double? NominalMilliampHours { get; set; }

    /// <summary>What the electrodes are.</summary>
    public ElectrodeKind Electrode { get; set; }

    /// <summary>The electrolyte.</summary>
    public string Electrolyte { get; set; } = "";

    /// <summary>What the cell is measured against.</summary>
    public string CounterElectrode { get; set; } = "";

    /// <summary>Stack pressure that is set, MPa.</summary>
    public double? PressureMpa { get; set; }

    /// <summary>Temperature that is set, degC.</summary>
    public double? TemperatureDegC { get; set; }

    /// <summary>The cycler.</summary>
    public string Cycler { get; set; } = "";

    /// <summary>Its channel.</summary>
    public string Channel { get; set; } = "";

    /// <summary>What it does, in words.</summary>
    public string Protocol { get; set; } = "";

    /// <summary>When the cell came into the slot, UTC; null: now.</summary>
    public DateTime? At { get; set; }

    /// <summary>Why.</summary>
    public string Why { get; set; } = "";

    /// <summary>Takes what siblings have in common: recipe and conditions, but not mass, day and channel, which are each
    /// cell's own.</summary>
    /// <param name="sibling">The sibling.</param>
    /// <param name="conditions">Those of its newest test; null if it has none.</param>
    public void CopyFrom(Cells.Model.Cell sibling, TestConditions? conditions)
    {
        Cohort = sibling.Metadata.Cohort;
        AreaCm2 = sibling.Metadata.AreaCm2;
        LoadingMgPerCm2 = sibling.Metadata.LoadingMgPerCm2;
        OneCMilliampPerG = sibling.Metadata.OneCMilliampPerG;
        NominalMilliampHours = 1000 * sibling.Metadata.NominalAh;
        Electrode = sibling.Metadata.Electrode;
        Electrolyte = sibling.Electrolyte;
        CounterElectrode = sibling.CounterElectrode;
        PressureMpa = conditions?.PressureMpa;
        TemperatureDegC = conditions?.TemperatureDegC;
        Cycler = conditions?.Cycler ?? "";
        Protocol = conditions?.Protocol ?? "";
    }

    /// <summary>Takes what is known of the cell that it names, mass too, where nothing has been typed.</summary>
    /// <param name="unnamed">The cell.</param>
    /// <param name="conditions">Those of its test.</param>
    public void FillFrom(Cells.Model.Cell unnamed, TestConditions? conditions)
    {
        StartForm known = new() { ActiveMassMg = unnamed.Metadata.ActiveMassMg };
        known.CopyFrom(unnamed, conditions);
        ActiveMassMg ??= known.ActiveMassMg;
        Cohort = Typed(Cohort, known.Cohort);
        AreaCm2 ??= known.AreaCm2;
        LoadingMgPerCm2 ??= known.LoadingMgPerCm2;
        OneCMilliampPerG ??= known.OneCMilliampPerG;
        NominalMilliampHours ??= known.NominalMilliampHours;
        Electrode = Electrode == default ? known.Electrode : Electrode;
        Electrolyte = Typed(Electrolyte, known.Electrolyte);
        CounterElectrode = Typed(CounterElectrode, known.CounterElectrode);
        PressureMpa ??= known.PressureMpa;
        TemperatureDegC ??= known.TemperatureDegC;
        Cycler = Typed(Cycler, known.Cycler);
        Protocol = Typed(Protocol, known.Protocol);

        static string Typed(string text, string known) => text.Length > 0 ? text : known;
    }

    /// <summary>What is asked for.</summary>
    /// <param name="slot">The slot, BOARD/SLOT.</param>
    /// <param name="whenHeld">What becomes of the test that is in it.</param>
    public StartTestRequest Request(string slot, WhenHeld whenHeld) => new()
    {
        Cell = Cell,
        Slot = slot,
        ActiveMassMg = ActiveMassMg,
        MassIsRight = MassIsRight,
        Cohort = Said(Cohort),
        AreaCm2 = AreaCm2,
        LoadingMgPerCm2 = LoadingMgPerCm2,
        OneCMilliampPerG = OneCMilliampPerG,
        NominalAh = NominalMilliampHours / 1000,
        Electrode = Electrode == ElectrodeKind.Unknown ? null : Electrode,
        Electrolyte = Said(Electrolyte),
        CounterElectrode = Said(CounterElectrode),
        PressureMpa = PressureMpa,
        TemperatureDegC = TemperatureDegC,
        Cycler = Said(Cycler),
        Channel = Said(Channel),
        Protocol = Said(Protocol),
        AtUtcMs = FormMoment.UtcMs(At),
        Why = Said(Why),
        WhenHeld = whenHeld,
    };

    /// <summary>The question that has to be answered before the mass is taken; null if there is none.</summary>
    public string? MassQuestion()
    {
        try
        {
            new CellFacts
            {
                ActiveMassMg = ActiveMassMg,
                AreaCm2 = AreaCm2,
                LoadingMgPerCm2 = LoadingMgPerCm2,
                OneCMilliampPerG = OneCMilliampPerG,
                NominalAh = NominalMilliampHours / 1000,
                MassIsRight = MassIsRight,
                MassIsRightBy = CellWords.MassIsRightBy,
            }.ApplyTo(new CellMetadata());
            return null;
        }
        catch (CellBookException question)
        {
            return question.Message;
        }
    }

    private static string? Said(string text) => text.Trim() is { Length: > 0 } said ? said : null;
}
