using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Files;

namespace EdgeLogger.Boards.Calibration;

/// <summary>All calibrations: calibrations.jsonl in the data folder, a line for each, only ever added to.</summary>
public sealed class CalibrationHistory
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _path;

    public CalibrationHistory(string directory) => _path = Path.Combine(directory, "calibrations.jsonl");

    /// <summary>Adds one, on disk when it returns.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(CalibrationRecord record) => PrivateFile.Append(_path, JsonSerializer.Serialize(record, Json) + "\n");

    /// <summary>
    /// Those of a board, oldest first; of all boards if it is null. A line cut short by a loss of power is passed over.
    /// </summary>
    public IReadOnlyList<CalibrationRecord> Read(string? board = null) => File.Exists(_path)
        ? [.. File.ReadLines(_path).Select(Parse).OfType<CalibrationRecord>()
            .Where(record => board is null || record.Board == board)]
        : [];

    private static CalibrationRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CalibrationRecord>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
