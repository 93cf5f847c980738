using System.CommandLine;

namespace EdgeLogger.Gateway.Commands.Cells;

/// <summary>edgelogger cell: what the lab knows of its cells, and since when.</summary>
internal static class CellCommand
{
    public static Command Create() => new("cell", """
        Keeps what no sensor measures of a cell: mass, area, electrode, cohort, who made it, notes. Every change is kept with who,
        when and why.

        A cell has a name (WJK-0412). What is set for a slot (bench-01/0) is of the cell that is in it now: a running gateway
        applies it to that slot's results. Mass, area and 1C scale what is shown; electrode, order and nominal capacity go into
        results, which are derived again.

        A test is one run of a cell. start puts a cell into a slot, move continues its test in another, end ends it,
        and correct says that one of these was at another time. recalibrate puts a calibration right that a slot was measured by.

        Example: edgelogger cell add WJK-0412 --mass-mg 6.02 --cohort "5W&LRMO"
                 edgelogger cell start bench-01/0 --cell WJK-0412 --pressure-mpa 75
                 edgelogger cell set bench-01/0 --mass-mg 6.02 --area-cm2 0.785 --one-c-ma-g 200 --electrode cathode
        """)
    {
        AddCommand.Create(),
        SetCommand.Create(),
        ShowCommand.Create(),
        ListCommand.Create(),
        NoteCommand.Create(),
        StartCommand.Create(),
        EndCommand.Create(),
        MoveCommand.Create(),
        CorrectCommand.Create(),
        CalibrationsCommand.Create(),
        RecalibrateCommand.Create(),
        LabelCommand.Create(),
    };
}
