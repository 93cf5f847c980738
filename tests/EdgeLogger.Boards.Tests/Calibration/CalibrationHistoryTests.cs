using System;
using System.IO;
using System.Linq;
using EdgeLogger.Boards.Calibration;

namespace EdgeLogger.Boards.Tests.Calibration;

public sealed class CalibrationHistoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-calibrations-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_added_is_read_in_order_and_a_torn_line_is_passed_over()
    {
        CalibrationHistory history = new(_directory);
        Assert.Empty(history.Read());
        history.Add(Record("bench-01", 1));
        File.AppendAllText(Path.Combine(_directory, "calibrations.jsonl"), "{\"utc\":\"2026-01-0\n");
        history.Add(Record("bench-02", 2));
        history.Add(Record("bench-01", 3));

        Assert.Equal([1, 2, 3], history.Read().Select(record => record.ConfigVersion));
        CalibrationRecord last = history.Read("bench-01")[^1];
        Assert.Equal((3, "Fluke \"8846A\"; 1234"), (last.ConfigVersion, last.Reference));
        Assert.Equal([0.0, 4.2], last.References);
    }

    private static CalibrationRecord Record(string board, int version) => new(
        DateTimeOffset.UnixEpoch, "ana", board, 0, "voltage", "Fluke \"8846A\"; 1234", "V", [0, 4.2], [10, 5_734_410], 10, -1200,
        2e-5, 0, version);
}
